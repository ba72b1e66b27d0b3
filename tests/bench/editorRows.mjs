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
 * Runs in the page before the app: `_watch` resolves with the milliseconds from the key pressed since then to the first
 * change that `done` sees; with none where the change came before a key. It must watch before the key is pressed, for
 * the app can be done before a later listener is called. What does not come in time is an error, not a wait for ever.
 */
function listen() {
  const patience = 10_000;
  let pressed;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp;
    },
    { capture: true },
  );
  window._watch = (what, done) => {
    pressed = undefined;
    window._seen = new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        observer.disconnect();
        reject(new Error(`${what} was not seen within ${patience / 1000} s`));
      }, patience);
      const observer = new MutationObserver(() => {
        if (!done()) return;
        observer.disconnect();
        clearTimeout(late);
        resolve(pressed === undefined ? undefined : performance.now() - pressed);
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    window._seen.catch(() => {});
  };
}

/** Until nothing is left to do: whoever presses a key then is answered by that key alone. */
const atRest = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const idle = () => requestIdleCallback(resolve, { timeout: 2000 });
        requestAnimationFrame(() => setTimeout(idle, 50));
      }),
  );

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
    window._opened = new Promise((resolve, reject) => {
      const look = () => {
        if (performance.now() - chosen > 30_000) reject(new Error(`“${wanted}” was not seen within 30 s`));
        else if (!titled() || !seen()) requestAnimationFrame(look);
        else requestIdleCallback(() => resolve(performance.now() - chosen), { timeout: 2000 });
      };
      look();
    });
    window._opened.catch(() => {});
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

/** Milliseconds from a key until the card of a node has what is wanted in its data; undefined where it had it before. */
async function answered(page, { node, data, wanted }, press) {
  await page.evaluate(
    (sought) => {
      const card = () => document.querySelector(`[data-node-id="${sought.node}"]`);
      window._watch(
        `${sought.wanted} on ${sought.node}`,
        () => card()?.dataset[sought.data] === sought.wanted,
      );
    },
    { node, data, wanted },
  );
  await press();
  const time = await page.evaluate(() => window._seen);
  await atRest(page);
  return time;
}

/** From Enter in a field of the inspector until the card shows the new shape. */
async function parameterEdits(page, count) {
  await page.locator('[data-node-id="b1.conv1"]').click();
  const field = page.getByRole('textbox', { name: 'Filters', exact: true });
  const found = [];
  // What is typed is applied by itself after a while: where the machine was too slow to press Enter before, once more.
  for (let i = 0; found.length < count && i < 2 * count; i += 1) {
    const filters = 9 + (i % 2);
    const time = await answered(
      page,
      { node: 'b1.conv1', data: 'shape', wanted: `16×16×${filters}` },
      async () => {
        await field.fill(String(filters));
        await page.keyboard.press('Enter');
      },
    );
    if (time !== undefined) found.push(time);
  }
  await field.fill('8');
  await page.keyboard.press('Enter');
  await page.locator('[data-node-id="b1.conv1"][data-shape="16×16×8"]').waitFor();
  return found;
}

/** A wire taken away by key and brought back by undo: until the cards behind it say so. */
async function wireEdits(page, count) {
  const wire = '.react-flow__edge[data-id="b1.conv1->b1.norm:0"]';
  const card = (wanted) => ({ node: 'b1.conv2', data: 'state', wanted });
  const removed = [];
  const undone = [];
  // An arrow key leads to the next card; from then on the focus is one moved by keyboard, which selects what it reaches.
  await page.locator('[data-node-id="b1.conv1"]').click();
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < count; i += 1) {
    await page.locator(wire).focus();
    await page.locator(`${wire}.selected`).waitFor({ state: 'attached' });
    await atRest(page);
    removed.push(await answered(page, card('waiting'), () => page.keyboard.press('Delete')));
    undone.push(await answered(page, card('ok'), () => page.keyboard.press('Control+z')));
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
