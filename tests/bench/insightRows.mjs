// What looking into the network costs: in one and the same run, batches with a look against those without.
import { figureOf, load, show } from './figures.mjs';

const networks = ['LeNet-5', 'mini Inception'];
const every = 10;

export async function benchInsight({ measure, repeats, seconds }) {
  const table = [];
  for (const network of networks) {
    const found = [];
    for (let i = 0; i < repeats; i += 1) {
      const measured = await measure('measureLooks', network, every, seconds);
      if (measured.error) throw new Error(`${network}: ${measured.error}`);
      found.push(measured);
    }
    table.push({
      network,
      every,
      plain: figureOf(found.map(({ plain }) => plain)),
      looking: figureOf(found.map(({ looking }) => looking)),
      // Of a whole run with a look every so many batches, to one without.
      timeRatio: figureOf(
        found.map(({ plain, looking }) => ((every - 1) * plain + looking) / (every * plain)),
      ),
      load: load(),
    });
  }
  const lines = table.map(
    (row) =>
      `| ${row.network} | ${show(row.plain, 1)} | ${show(row.looking, 1)} | ${show(row.timeRatio, 3)} | ${row.load} |`,
  );
  const head = `| network | ms of a batch | ms of a batch with a look | time with a look every ${every} batches to time without | load |\n|---|---|---|---|---|`;
  return { table, report: [head, ...lines].join('\n'), ok: true };
}
