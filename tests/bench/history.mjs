// Measures the history of runs: 50 runs of 10,000 batches in the browser's storage, the time until their list stands, and
// the work of a frame while ten of them are drawn, zoomed and read. `node tests/bench/history.mjs`, after a build.
import { chromium } from 'playwright';
import { createServer, preview } from 'vite';
import { chromiumPath } from '../chromium.mjs';

const root = new URL('../..', import.meta.url).pathname;
const port = 4293;
const outDir = process.argv[2] ?? 'dist';
const runs = 50;
const points = 10_000;
const overlaid = 10;

/** Runs of the page, through the recorder itself, so that what is stored is what the app stores. */
async function seed(page) {
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole('button', { name: 'File' }).waitFor();
  await page.evaluate(
    async ([runs, points]) => {
      const path = (file) => `/src/${file}.ts`;
      const { recorder } = await import(path('store/history/history'));
      const { newRun, reduceRun } = await import(path('training/reduceRun'));
      const { useStore } = await import(path('store/store'));
      const { saveText } = await import(path('store/files'));
      const design = saveText(useStore.getState().document);
      const settings = {
        optimizer: 'adam',
        learningRate: 0.001,
        batchSize: 32,
        epochs: 10,
        trainingImages: 0,
      };
      const heads = [{ id: 'classes', target: 'class', weight: 1, trainingOnly: false, names: [] }];
      const head = (value) => [{ loss: value, metric: 1 - value / 3 }];
      for (let n = 0; n < runs; n += 1) {
        const runId = `bench-${n}`;
        const all = { ...settings, heldOut: 0.1, seed: n, backend: 'auto' };
        const first = newRun(runId, `Run ${n}`, all, heads);
        recorder.begin(first, {
          design,
          data: { id: 'digits', name: 'Digits' },
          trainable: 61_706,
          macs: 416_520,
        });
        const loss = (step) => 2.3 * Math.exp(-step / (1500 + 40 * n)) + 0.2 * Math.random();
        const curve = Array.from({ length: points }, (_, i) => {
          const value = loss(i + 1);
          return { step: i + 1, loss: value, heads: head(value), elapsed: 12 * i };
        });
        const events = [
          {
            type: 'ready',
            backend: 'wasm',
            reason: 'A bench.',
            threads: 1,
            stepsPerEpoch: points / 10,
            totalSteps: points,
            trainingCount: 32 * points,
            heldOutCount: 100,
            watched: { weighted: [], active: [] },
          },
          {
            type: 'batch',
            points: curve,
            imagesPerSecond: 1000,
            elapsed: 12 * points,
            epoch: 10,
            insights: [],
            seen: { step: points, hash: `${n}` },
          },
          ...Array.from({ length: 40 }, (_, i) => {
            const step = ((i + 1) * points) / 40;
            return {
              type: 'heldOut',
              point: { step, loss: loss(step), heads: head(loss(step)), elapsed: 12 * step },
            };
          }),
          { type: 'done', stopped: false, test: { loss: 0.2, count: 100, heads: [] } },
        ];
        recorder.follow(events.reduce((run, event) => reduceRun(run, { ...event, runId }), first));
      }
      await recorder.flush();
      if (recorder.live().size > 0) throw new Error('Some runs were not kept.');
    },
    [runs, points],
  );
}

/** Milliseconds from the press of the button to the frame in which all rows stand. */
const openHistory = (page) =>
  page.evaluate(
    (runs) =>
      new Promise((resolve) => {
        const button = [...document.querySelectorAll('header button')].find((b) => b.textContent === 'Runs');
        const start = performance.now();
        const look = () => {
          if (document.querySelectorAll('[data-run]').length < runs) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - start));
        };
        button.click();
        look();
      }),
    runs,
  );

const metrics = async (client) => {
  const { metrics: all } = await client.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
};

/** Script and all work of one frame, in milliseconds, while `act` is done once a frame. */
async function perFrame(client, frames, act) {
  const before = await metrics(client);
  for (let i = 0; i < frames; i += 1) await act(i);
  const after = await metrics(client);
  const each = (name) => (1000 * (after[name] - before[name])) / frames;
  return { script: each('ScriptDuration'), all: each('TaskDuration') };
}

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const source = await createServer({ root, server: { port, strictPort: true }, logLevel: 'error' });
await source.listen();
const first = await context.newPage();
await seed(first);
await first.close();
await source.close();
const built = await preview({
  root,
  build: { outDir },
  preview: { port, strictPort: true },
  logLevel: 'error',
});

const opening = [];
const reopening = [];
const overlaying = [];
const frames = [];
for (let round = 0; round < 5; round += 1) {
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/`);
  await page.getByRole('button', { name: 'File' }).waitFor();
  await page.waitForTimeout(1500);
  opening.push(await openHistory(page));
  await page.keyboard.press('Escape');
  await page.waitForTimeout(500);
  reopening.push(await openHistory(page));
  const start = Date.now();
  const rows = page.locator('[data-run]');
  await rows.first().click();
  for (let n = 1; n < overlaid; n += 1) await rows.nth(n).click({ modifiers: ['Control'] });
  await page.getByRole('region', { name: /^Loss.*Run/ }).waitFor();
  overlaying.push(Date.now() - start);
  const client = await context.newCDPSession(page);
  await client.send('Performance.enable');
  const chart = page.locator('[data-overlay-chart="loss"] section[tabindex="0"]');
  const box = await chart.boundingBox();
  await chart.focus();
  const nextFrame = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const panning = await perFrame(client, 30, async (i) => {
    await page.keyboard.press(i % 10 < 5 ? 'ArrowRight' : 'ArrowLeft');
    await nextFrame();
  });
  const reading = await perFrame(client, 30, async (i) => {
    await page.mouse.move(box.x + 60 + 10 * i, box.y + 60);
    await nextFrame();
  });
  frames.push({ panning, reading });
  await page.close();
}
await browser.close();
await built.close();

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) =>
  `${median(values).toFixed(1)} ms (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;
console.log(`${runs} runs of ${points} batches; medians and ranges of ${opening.length} rounds`);
console.log(`list of runs, first time:      ${spread(opening)}`);
console.log(`list of runs, again:           ${spread(reopening)}`);
console.log(`ten runs chosen one by one:    ${spread(overlaying)}`);
for (const part of ['panning', 'reading']) {
  console.log(`${part}, script of a frame:    ${spread(frames.map((f) => f[part].script))}`);
  console.log(`${part}, all work of a frame:  ${spread(frames.map((f) => f[part].all))}`);
}
