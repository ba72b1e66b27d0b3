// `npm run demonstrations`: every comparison that comes with the app, whole and with three seeds, in the browser; with
// names behind `--`, those alone. Prints a table, writes latest.json and pictures (curves of all seeds, gradient
// norms of the first) beside it, and fails where a claim does not hold.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumPath } from '../chromium.mjs';
import { writeReadme } from './readme.mjs';

const root = new URL('../..', import.meta.url).pathname;
const folder = new URL('.', import.meta.url).pathname;
const latest = `${folder}latest.json`;
const seeds = (process.env.DEMONSTRATION_SEEDS ?? '1,2,3').split(',').map(Number);

const server = await createServer({
  root,
  configFile: `${root}/vite.config.ts`,
  // A page that reloaded because somebody edits a file meanwhile would lose its runs.
  server: { port: 4197, strictPort: true, hmr: false, watch: null },
  logLevel: 'error',
});
await server.listen();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.goto('http://localhost:4197/tests/demonstrations/index.html');
await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 120_000 });

const all = await page.evaluate(() => window.demonstrations);
const named = process.argv.slice(2);
const unknown = named.find((name) => !all.some(({ id }) => id === name));
if (unknown !== undefined)
  throw new Error(
    `There is no demonstration “${unknown}”: choose from ${all.map(({ id }) => id).join(', ')}.`,
  );

/** What was measured before stays for those that are not run now. */
const found = existsSync(latest) ? JSON.parse(readFileSync(latest, 'utf8')).demonstrations : {};
const short = (value) => (value === null ? '–' : Number(value.toPrecision(3)).toString());
const million = (macs) => `${(macs / 1e6).toFixed(2)} M`;
let sound = true;

mkdirSync(`${folder}pictures`, { recursive: true });
for (const { id, title } of all) {
  if (named.length > 0 && !named.includes(id)) continue;
  console.log(`\n${title} (${id})\n`);
  console.log(
    '| seed | design | layers | weights | MACs | batches | first loss | loss at the end | test accuracy |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  const measured = [];
  for (const seed of seeds) {
    const figures = await page.evaluate(([name, given]) => window.runDemonstration(name, given), [id, seed]);
    measured.push(figures);
    sound &&= figures.verdict.holds;
    for (const run of figures.runs) {
      const cells = [
        seed,
        run.title,
        run.depth,
        run.weights,
        million(run.macs),
        run.steps,
        short(run.firstLoss),
      ];
      console.log(
        `| ${cells.join(' | ')} | ${short(run.endLoss)} | ${(100 * run.testAccuracy).toFixed(1)} % |`,
      );
    }
  }
  for (const { seed, seconds, verdict } of measured)
    console.log(
      `\nSeed ${seed}, ${seconds.toFixed(0)} s: ${verdict.holds ? 'holds' : 'DOES NOT HOLD'}, margin ${verdict.margin.toFixed(2)}. ${verdict.words}.`,
    );
  found[id] = { title, date: new Date().toISOString().slice(0, 10), seeds: measured };
  const pictures = await page.evaluate(
    (name) => [window.drawDemonstration(name), window.drawGradients(name)],
    id,
  );
  writeFileSync(`${folder}pictures/${id}.svg`, `${pictures[0]}\n`);
  writeFileSync(`${folder}pictures/${id}-gradients.svg`, `${pictures[1]}\n`);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  writeFileSync(latest, `${JSON.stringify({ machine, demonstrations: found }, null, 2)}\n`);
}
writeReadme(found);
await browser.close();
await server.close();
process.exit(sound ? 0 : 1);
