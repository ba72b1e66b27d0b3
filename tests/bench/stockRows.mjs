// Ours against the same networks written by hand in stock tf.js with `model.fit`, on each of its backends, with the
// ratio to the best of them.
import { figureOf, show } from './figures.mjs';

const networks = ['LeNet-5', 'mini Inception'];
const stockBackends = ['webgpu', 'wasm', 'webgl', 'cpu'];

export async function benchStock({ measure, repeats, seconds }) {
  const table = [];
  for (const network of networks) {
    const columns = ['ours', ...stockBackends];
    const runs = Object.fromEntries(columns.map((column) => [column, []]));
    const errors = {};
    for (let i = 0; i < repeats; i += 1) {
      for (const column of columns) {
        if (errors[column]) continue;
        const measured = await (column === 'ours'
          ? measure('measureOurs', network, seconds)
          : measure('measureStock', network, column, seconds));
        if (measured.error) errors[column] = measured.error;
        else runs[column].push(measured.imagesPerSecond);
      }
    }
    const figures = Object.fromEntries(
      columns.filter((c) => runs[c].length > 0).map((c) => [c, figureOf(runs[c])]),
    );
    const best = stockBackends
      .filter((c) => figures[c])
      .sort((a, b) => figures[b].median - figures[a].median)[0];
    const ratio = figures.ours && best ? figures.ours.median / figures[best].median : undefined;
    table.push({ network, figures, errors, best, ratio });
  }
  return { table, report: reportOf(table), ok: table.every((row) => row.ratio !== undefined) };
}

function reportOf(table) {
  const lines = [
    `| network, images per second | Convas, WASM | ${stockBackends.map((b) => `stock ${b}`).join(' | ')} | ratio to best stock |`,
    `|---|---|${stockBackends.map(() => '---|').join('')}---|`,
    ...table.map((row) => {
      const cells = stockBackends.map((b) => show(row.figures[b]));
      return `| ${row.network} | ${show(row.figures.ours)} | ${cells.join(' | ')} | ${row.ratio?.toFixed(1) ?? '–'} × (${row.best ?? 'none'}) |`;
    }),
  ];
  for (const row of table)
    for (const [column, error] of Object.entries(row.errors))
      lines.push('', `${row.network}, ${column}: ${error}`);
  return lines.join('\n');
}
