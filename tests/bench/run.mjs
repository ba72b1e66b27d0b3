// `npm run bench`: what training costs, measured in the browser, all in one run on one machine, repeats taken in turn.
// `npm run bench -- speed kernels` measures those rows alone, `npm run bench -- readme` writes the README's tables from what
// was measured last. Prints medians with their spread and writes them to tests/bench/latest.json, where rows that were not
// measured stay as they were. BENCH_QUICK=1 is for development: one short spell of each.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { openBrowser, openPage, serveSources, wordsOf } from './bench.mjs';
import { benchEditor } from './editorRows.mjs';
import { load } from './figures.mjs';
import { benchInference } from './inferenceRows.mjs';
import { benchInsight } from './insightRows.mjs';
import { benchKernels } from './kernelRows.mjs';
import { benchLayout } from './layoutRows.mjs';
import { benchLeaks } from './leakRows.mjs';
import { benchText, withBench } from './readme.mjs';
import { benchSpeed } from './speedRows.mjs';
import { benchStart } from './startRows.mjs';
import { benchStock } from './stockRows.mjs';
import { benchTogether } from './togetherRows.mjs';

const root = new URL('../..', import.meta.url).pathname;
const latest = `${root}/tests/bench/latest.json`;
const readme = `${root}/README.md`;
const rows = {
  speed: benchSpeed,
  kernels: benchKernels,
  start: benchStart,
  editor: benchEditor,
  leaks: benchLeaks,
  inference: benchInference,
  layout: benchLayout,
  insight: benchInsight,
  together: benchTogether,
  stock: benchStock,
};
/** `stock` tells of every backend of stock tf.js, where `speed` has the best of them: only by name. */
const usual = Object.keys(rows).filter((name) => name !== 'stock');

const found = existsSync(latest) ? JSON.parse(readFileSync(latest, 'utf8')) : {};
const named = process.argv.slice(2);
if (named.length === 1 && named[0] === 'readme') {
  if (!found.speed) throw new Error('Nothing was measured yet: run `npm run bench` first.');
  writeFileSync(readme, withBench(readFileSync(readme, 'utf8'), benchText(found)));
  process.exit(0);
}
const unknown = named.find((name) => !Object.hasOwn(rows, name));
if (unknown !== undefined) {
  console.error(`There are no rows “${unknown}”: choose from ${Object.keys(rows).join(', ')}, or readme.`);
  process.exit(2);
}
const quick = Boolean(process.env.BENCH_QUICK);
const repeats = Number(process.env.BENCH_REPEATS ?? (quick ? 1 : 3));
const seconds = Number(process.env.BENCH_SECONDS ?? (quick ? 1 : 4));

const server = await serveSources();
const { browser, adapter } = await openBrowser();
const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
const machine = {
  cpu,
  cores: cpus().length,
  browser: `Chromium ${browser.version()}`,
  adapter,
  node: process.version,
};

/** Calls one of the page's measuring functions on a page of its own; an error is an answer too. */
async function measure(name, ...given) {
  let page;
  try {
    page = await openPage(browser);
    return await page.evaluate(([fn, args]) => window[fn](...args), [name, given]);
  } catch (error) {
    return { error: wordsOf(error) };
  } finally {
    await page?.close();
  }
}

console.log(
  `\nTraining on batches of 64 images, medians of ${repeats} (least–most); ${machine.cores} × ${cpu}, ${machine.browser}, load ${load()}\n`,
);
const begun = Date.now();
let sound = true;
for (const name of named.length > 0 ? named : usual) {
  const start = Date.now();
  try {
    // Rows that take turns with several columns have the shorter spells, so that all stays under ten minutes.
    const length = name === 'speed' || name === 'together' ? seconds / 2 : seconds;
    const tools = { browser, adapter, measure, repeats, seconds: length };
    const { report, ok, ...figures } = await rows[name](tools);
    console.log(`${report}\n`);
    sound &&= ok;
    const date = new Date().toISOString().slice(0, 10);
    found[name] = { date, repeats, seconds: length, minutes: (Date.now() - start) / 60_000, ...figures };
    found.machine = machine;
    writeFileSync(latest, `${JSON.stringify(found, null, 2)}\n`);
  } catch (error) {
    sound = false;
    console.error(`${name}: ${wordsOf(error)}\n`);
  }
  console.log(`${name} took ${((Date.now() - start) / 1000).toFixed(0)} s\n`);
}
await browser.close();
await server.close();
console.log(`In all ${((Date.now() - begun) / 60_000).toFixed(1)} minutes.`);
process.exit(sound ? 0 : 1);
