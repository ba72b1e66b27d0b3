// `npm run bench`: what training costs, measured in the browser, all in one run on one machine, repeats taken in turn.
// `npm run bench -- insight together` measures those rows alone. Prints medians with their spread and writes them to
// tests/bench/latest.json, where rows that were not measured stay as they were.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumPath, softwareWebGpu } from '../chromium.mjs';
import { benchInsight } from './insightRows.mjs';
import { benchStock } from './stockRows.mjs';
import { benchTogether } from './togetherRows.mjs';

const root = new URL('../..', import.meta.url).pathname;
const latest = `${root}/tests/bench/latest.json`;
const rows = { stock: benchStock, insight: benchInsight, together: benchTogether };
const named = process.argv.slice(2);
const wanted = named.length > 0 ? named : Object.keys(rows);
const unknown = wanted.find((name) => !Object.hasOwn(rows, name));
if (unknown !== undefined) {
  console.error(`There are no rows “${unknown}”: choose from ${Object.keys(rows).join(', ')}.`);
  process.exit(2);
}
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

/** Calls one of the page's measuring functions on a page of its own; an error is an answer too. */
async function measure(name, ...given) {
  const page = await browser.newPage();
  try {
    await page.goto('http://localhost:4199/tests/bench/index.html');
    await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 60_000 });
    return await page.evaluate(([fn, args]) => window[fn](...args), [name, given]);
  } catch (error) {
    return { error: String(error.message ?? error).split('\n')[0] };
  } finally {
    await page.close();
  }
}

console.log(
  `\nTraining on batches of 64 images, medians of ${repeats} (least–most); ${cpus().length} × ${cpus()[0]?.model.trim()}\n`,
);
const found = existsSync(latest) ? JSON.parse(readFileSync(latest, 'utf8')) : {};
let sound = true;
for (const name of wanted) {
  const { report, ok, ...figures } = await rows[name]({ measure, repeats, seconds });
  console.log(`${report}\n`);
  sound &&= ok;
  found[name] = { date: new Date().toISOString().slice(0, 10), repeats, seconds, ...figures };
}
await browser.close();
await server.close();
writeFileSync(latest, `${JSON.stringify(found, null, 2)}\n`);
process.exit(sound ? 0 : 1);
