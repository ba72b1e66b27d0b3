// What going step for step costs: two runs in lockstep against the same two one after the other, by the time that a batch
// of both takes.
import { figureOf, load, show } from './figures.mjs';

const pairs = [
  ['LeNet-5', 'mini Inception'],
  ['LeNet-5', 'LeNet-5'],
];

export async function benchTogether({ measure, repeats, seconds }) {
  const table = [];
  for (const pair of pairs) {
    const found = await measure('measureTogether', pair, seconds, 2 * repeats);
    if (found.error) throw new Error(`${pair.join(' and ')}: ${found.error}`);
    // Times per image: 1/together of both in step, against 1/first + 1/second one after the other.
    const ratios = found.map(({ first, second, together }) => 1 / together / (1 / first + 1 / second));
    table.push({
      pair,
      first: figureOf(found.map((speeds) => speeds.first)),
      second: figureOf(found.map((speeds) => speeds.second)),
      together: figureOf(found.map((speeds) => speeds.together)),
      timeRatio: figureOf(ratios),
      load: load(),
    });
  }
  const lines = table.map(
    ({ pair, first, second, together, timeRatio, load: busy }) =>
      `| ${pair.join(' and ')} | ${show(first)} | ${show(second)} | ${show(together)} | ${show(timeRatio, 3)} | ${busy} |`,
  );
  const head =
    '| designs, images per second | the first alone | the second alone | each in lockstep | time in lockstep to the sum of both alone | load |\n|---|---|---|---|---|---|';
  return { table, report: [head, ...lines].join('\n'), ok: true };
}
