// `npm run bench`: images per second of training, ours against the same networks written by hand in stock tf.js with
// `model.fit`, on each of its backends, all in one run on one machine, repeats taken in turn. Prints medians with their
// spread and the ratio to the best stock backend, and writes them to tests/bench/latest.json.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumPath, softwareWebGpu } from '../chromium.mjs';

const root = new URL('../..', import.meta.url).pathname;
const networks = ['LeNet-5', 'mini Inception'];
const stockBackends = ['webgpu', 'wasm', 'webgl', 'cpu'];
const repeats = Number(process.env.BENCH_REPEATS ?? 3);
const seconds = Number(process.env.BENCH_SECONDS ?? 4);

const server = await createServer({
  root,
  configFile: `${root}/vite.config.ts`,
  server: { port: 4199, strictPort: true },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', ...softwareWebGpu],
});

async function measure(network, column) {
  const page = await browser.newPage();
  try {
    await page.goto('http://localhost:4199/tests/bench/index.html');
    await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 60_000 });
    return await page.evaluate(
      ([name, backend, time]) =>
        backend === 'ours' ? window.measureOurs(name, time) : window.measureStock(name, backend, time),
      [network, column, seconds],
    );
  } catch (error) {
    return { error: String(error.message ?? error).split('\n')[0] };
  } finally {
    await page.close();
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const table = [];
for (const network of networks) {
  const columns = ['ours', ...stockBackends];
  const runs = Object.fromEntries(columns.map((column) => [column, []]));
  const errors = {};
  for (let i = 0; i < repeats; i += 1) {
    for (const column of columns) {
      if (errors[column]) continue;
      const measured = await measure(network, column);
      if (measured.error) errors[column] = measured.error;
      else runs[column].push(measured.imagesPerSecond);
    }
  }
  const figures = Object.fromEntries(
    columns
      .filter((c) => runs[c].length > 0)
      .map((c) => [c, { median: median(runs[c]), min: Math.min(...runs[c]), max: Math.max(...runs[c]) }]),
  );
  const best = stockBackends
    .filter((c) => figures[c])
    .sort((a, b) => figures[b].median - figures[a].median)[0];
  const ratio = figures.ours && best ? figures.ours.median / figures[best].median : undefined;
  table.push({ network, figures, errors, best, ratio });
}
await browser.close();
await server.close();

const show = (f) => (f ? `${f.median.toFixed(0)} (${f.min.toFixed(0)}–${f.max.toFixed(0)})` : 'cannot train');
console.log(
  `\nImages per second of training, batch 64, median of ${repeats} (least–most); ${cpus().length} × ${cpus()[0]?.model.trim()}\n`,
);
console.log(
  '| network | Convas, WASM | ' +
    stockBackends.map((b) => `stock ${b}`).join(' | ') +
    ' | ratio to best stock |',
);
console.log(`|---|---|${stockBackends.map(() => '---|').join('')}---|`);
for (const row of table) {
  const cells = stockBackends.map((b) => show(row.figures[b]));
  console.log(
    `| ${row.network} | ${show(row.figures.ours)} | ${cells.join(' | ')} | ${row.ratio?.toFixed(1) ?? '–'} × (${row.best ?? 'none'}) |`,
  );
}
for (const row of table)
  for (const [column, error] of Object.entries(row.errors))
    console.log(`\n${row.network}, ${column}: ${error}`);
writeFileSync(
  `${root}/tests/bench/latest.json`,
  `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), repeats, seconds, table }, null, 2)}\n`,
);
process.exit(table.every((row) => row.ratio !== undefined) ? 0 : 1);
