// How the built app feels with large drawings: from an edit to its verdict, what a frame costs while one pans or drags,
// how long opening takes; and how much JavaScript there is before the canvas can be used. Works as a person does, by
// mouse and keys, on 1,000 nodes and on ResNet-152 unfolded.
import { gzipSync } from 'node:zlib';
import { serveBuilt } from './builtApp.mjs';
import { figureOf, load } from './figures.mjs';
import { largeDrawings } from './largeDrawings.mjs';
import { editorTable } from './tables.mjs';

const port = 4197;

/**
 * Runs in the page before the app: `_watch` resolves with the milliseconds from the last key pressed to the first change
 * that `done` sees. It must watch before the key is pressed, for the app can be done before a later listener is called.
 */
function listen() {
  let pressed = 0;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp;
    },
    { capture: true },
  );
  window._watch = (done) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!done()) return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
}

async function openApp(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript(listen);
  await page.goto(url);
  await page.getByRole('button', { name: 'File' }).waitFor();
  return page;
}

/** Opens a drawing; milliseconds from the file being chosen until its first card is seen and the page is at rest. */
async function open(page, text, title) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: /^Open/ }).click();
  await page.evaluate((wanted) => {
    const titled = () => [...document.querySelectorAll('input')].some((input) => input.value === wanted);
    const seen = () =>
      [...document.querySelectorAll('.react-flow__node')].some(
        (card) => card.style.visibility !== 'hidden' && card.getBoundingClientRect().x > 0,
      );
    const chosen = performance.now();
    window._opened = new Promise((resolve) => {
      const look = () => {
        if (!titled() || !seen()) requestAnimationFrame(look);
        else requestIdleCallback(() => resolve(performance.now() - chosen));
      };
      look();
    });
  }, title);
  await (await chooser).setFiles([
    { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(text) },
  ]);
  return await page.evaluate(() => window._opened);
}

/** Milliseconds of scripting, and of all the main thread's work, that each of the given moves costs. */
async function costOf(page, moves) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { script: value('ScriptDuration') * 1000, all: value('TaskDuration') * 1000 };
  };
  const costs = [];
  let before = await now();
  for (const move of moves) {
    await move();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    const after = await now();
    costs.push({ script: after.script - before.script, all: after.all - before.all });
    before = await now();
  }
  await session.detach();
  return costs;
}

const path = (from, steps, by) =>
  Array.from({ length: steps }, (_, i) => ({ x: from.x + by.x * (i + 1), y: from.y + by.y * (i + 1) }));

async function dragged(page, from, by) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const moves = path(from, 40, by).map(
    ({ x, y }) =>
      () =>
        page.mouse.move(x, y),
  );
  const costs = await costOf(page, moves);
  await page.mouse.up();
  // The first moves only tell a drag from a click.
  return costs.slice(3);
}

const centreOf = async (page, id) => {
  const { x, y, width, height } = await page.locator(`[data-node-id="${id}"]`).boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};

async function panning(page) {
  const { x, y, height, width } = await page.locator('[data-node-id="b1.conv1"]').boundingBox();
  // Between two rows there is nothing but the canvas.
  return await dragged(page, { x: x + width / 2, y: y + height * 1.3 }, { x: -6, y: -2 });
}

async function dragging(page) {
  return await dragged(page, await centreOf(page, 'b1.norm'), { x: 3, y: 4 });
}

/** From Enter in a field of the inspector until the card shows the new shape. */
async function parameterEdits(page, count) {
  await page.locator('[data-node-id="b1.conv1"]').click();
  const field = page.getByRole('textbox', { name: 'Filters', exact: true });
  const found = [];
  for (let i = 0; i < count; i += 1) {
    const filters = 9 + (i % 2);
    await field.fill(String(filters));
    const time = page.evaluate(
      (shape) =>
        window._watch(() => document.querySelector('[data-node-id="b1.conv1"]')?.dataset.shape === shape),
      `16×16×${filters}`,
    );
    await field.press('Enter');
    found.push(await time);
  }
  await field.fill('8');
  await field.press('Enter');
  return found;
}

/** A wire taken away by key and brought back by undo: until the cards behind it say so. */
async function wireEdits(page, count) {
  const removed = [];
  const undone = [];
  const state = (wanted) =>
    page.evaluate(
      (word) =>
        window._watch(() => document.querySelector('[data-node-id="b1.conv2"]')?.dataset.state === word),
      wanted,
    );
  for (let i = 0; i < count; i += 1) {
    await page.locator('.react-flow__edge[data-id="b1.conv1->b1.norm:0"]').focus();
    const gone = state('waiting');
    await page.keyboard.press('Delete');
    removed.push(await gone);
    const back = state('ok');
    await page.keyboard.press('Control+z');
    undone.push(await back);
  }
  return { removed, undone };
}

/** What is fetched before the canvas can be used: requests, and JavaScript as a server sends it (gzip). */
async function firstLoad(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const responses = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(url);
    await page.locator('.react-flow__node').first().waitFor();
    const until = [...responses];
    const scripts = until.filter((response) => /\.m?js(\?|$)/.test(response.url()));
    const sizes = await Promise.all(scripts.map(async (response) => gzipSync(await response.body()).length));
    return { requests: until.length, scripts: scripts.length, bytes: sizes.reduce((a, b) => a + b, 0) };
  } finally {
    await context.close();
  }
}

const p95 = (values) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];
const spread = (values) => ({ ...figureOf(values), p95: p95(values) });

/** All of it at a served app. */
export async function measureEditor(browser, url, repeats) {
  const { unfolded, chain } = await largeDrawings();
  const opening = [];
  const pans = [];
  const drags = [];
  const parameters = [];
  const removals = [];
  const undos = [];
  for (let i = 0; i < repeats; i += 1) {
    const page = await openApp(browser, url);
    opening.push(await open(page, unfolded, 'ResNet-152 unfolded'));
    await open(page, chain, 'A chain of 1000');
    await page.locator('[data-node-id="b1.conv1"]').waitFor();
    await page.waitForTimeout(1500);
    pans.push(...(await panning(page)));
    await page.getByRole('button', { name: /^Fit the drawing/ }).waitFor();
    drags.push(...(await dragging(page)));
    parameters.push(...(await parameterEdits(page, 10)));
    const { removed, undone } = await wireEdits(page, 10);
    removals.push(...removed);
    undos.push(...undone);
    await page.context().close();
  }
  return {
    opening: spread(opening),
    pan: spread(pans.map(({ script }) => script)),
    panAll: spread(pans.map(({ all }) => all)),
    drag: spread(drags.map(({ script }) => script)),
    dragAll: spread(drags.map(({ all }) => all)),
    parameter: spread(parameters),
    wire: spread(removals),
    undo: spread(undos),
    first: await firstLoad(browser, url),
  };
}

export async function benchEditor({ browser, repeats }) {
  const app = await serveBuilt(port);
  try {
    const figures = { ...(await measureEditor(browser, app.url, repeats)), load: load() };
    return { ...figures, report: editorTable(figures), ok: true };
  } finally {
    await app.close();
  }
}
