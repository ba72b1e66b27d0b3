// The README's table of the demonstrations, written from what was measured last. `node tests/demonstrations/readme.mjs`
// writes it without measuring anew.
import { readFileSync, writeFileSync } from 'node:fs';

const readme = new URL('../../README.md', import.meta.url);
const [begin, end] = ['<!-- demonstrations -->', '<!-- /demonstrations -->'];

const short = (value) => (value === null ? 'diverged' : Number(value.toPrecision(2)).toString());
const short3 = (value) => Number(value.toPrecision(3)).toString();

/** `2.3 · 0.79 · 2.3`: one figure for each seed. */
const overSeeds = (seeds, read) => seeds.map(read).join(' · ');

function rowsOf({ title, seeds }) {
  const designs = seeds[0].runs.map((run, i) => {
    const figures = `${run.depth} | ${short3(run.weights / 1e3)} k | ${short3(run.macs / 1e6)} M`;
    const losses = overSeeds(seeds, ({ runs }) => short(runs[i].endLoss));
    const accuracies = overSeeds(seeds, ({ runs }) => `${(100 * runs[i].testAccuracy).toFixed(1)}`);
    return `${run.title} | ${figures} | ${losses} | ${accuracies} |`;
  });
  const time = `${Math.round(Math.max(...seeds.map(({ seconds }) => seconds)))} s`;
  return designs.map((cells, i) => (i === 0 ? `| **${title}** (${time}) | ${cells}` : `| | ${cells}`));
}

export function writeReadme(demonstrations) {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place ${begin} … ${end}.`);
  const all = Object.values(demonstrations);
  const held = all.every(({ seeds }) => seeds.every(({ verdict }) => verdict.holds));
  const table = [
    '| demonstration (longest run of all its designs) | design | layers | weights | MACs | training loss at the end | test accuracy, % |',
    '|---|---|---|---|---|---|---|',
    ...all.flatMap(rowsOf),
  ];
  const said = `Seeds ${all[0].seeds.map(({ seed }) => seed).join(', ')}; taken on ${all
    .map(({ date }) => date)
    .sort()
    .at(-1)}. ${held ? 'Every claim held with every seed.' : 'NOT EVERY CLAIM HELD.'}`;
  writeFileSync(readme, `${text.slice(0, from)}${begin}\n${said}\n\n${table.join('\n')}\n${text.slice(to)}`);
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  writeReadme(JSON.parse(readFileSync(new URL('latest.json', import.meta.url), 'utf8')).demonstrations);
