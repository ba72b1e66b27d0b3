// The built app as a person meets it, with LeNet-5: time from pressing Train until the page knows of the first batch, and
// the longest task on the page's main thread while it trains.
import { serveBuilt } from './builtApp.mjs';
import { figureOf, load } from './figures.mjs';
import { startTable } from './tables.mjs';

const port = 4198;
const network = 'LeNet-5';

/** Runs in the page before the app: notes tasks above 50 ms (shorter ones are not told) and the first word of a batch. */
function listen() {
  const notes = { pressed: undefined, first: undefined, ended: undefined, tasks: [] };
  window._bench = notes;
  new PerformanceObserver((list) => {
    notes.tasks.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration })));
  }).observe({ type: 'longtask', buffered: true });
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data?.type === 'batch') notes.first ??= performance.now();
        if (data?.type === 'done' || data?.type === 'failed') notes.ended = performance.now();
      });
    }
  };
}

/** One start in a browser context of its own, so that nothing is in a cache. */
async function start(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(listen);
    await page.goto(`http://localhost:${port}/`);
    await openTemplate(page);
    const train = page.getByRole('button', { name: 'Train', exact: true });
    // As long as a person needs at the least to look for the button.
    await page.waitForTimeout(1000);
    await train.evaluate((button) => {
      const note = ({ timeStamp }) => {
        window._bench.pressed = timeStamp;
      };
      button.addEventListener('click', note, { once: true, capture: true });
    });
    await train.click();
    await page.waitForFunction(() => window._bench.ended, undefined, { timeout: 120_000 });
    // The page draws the result, and the observer tells of tasks when they are over.
    await page.waitForTimeout(500);
    return await page.evaluate(() => window._bench);
  } finally {
    await context.close();
  }
}

async function openTemplate(page) {
  await page.getByRole('button', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: /^Templates/ }).click();
  const gallery = page.getByRole('dialog', { name: 'Templates' });
  await gallery.getByRole('textbox', { name: 'Search templates' }).fill(network);
  await gallery.locator(`[data-template][data-title="${network}"]`).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (title) =>
      [...document.querySelectorAll('input')].some(
        (input) => input.ariaLabel === 'Title of the drawing' && input.value === title,
      ),
    network,
  );
}

/** Milliseconds of the longest task that began within the times given; undefined where none was above 50. */
const longest = (tasks, from, to) => {
  const within = tasks.filter(({ startTime, duration }) => startTime + duration >= from && startTime <= to);
  return within.length > 0 ? Math.max(...within.map(({ duration }) => duration)) : undefined;
};

export async function benchStart({ browser, repeats }) {
  const app = await serveBuilt(port);
  try {
    const found = [];
    for (let i = 0; i < repeats; i += 1) found.push(await start(browser));
    const seconds = figureOf(found.map(({ pressed, first }) => (first - pressed) / 1000));
    const starting = found.map(({ tasks, pressed, first }) => longest(tasks, pressed, first));
    const training = found.map(({ tasks, first, ended }) => longest(tasks, first, ended));
    // When, from the press on, whatever ran long: for whoever looks for it.
    const tasks = found.map(({ tasks: all, pressed }) =>
      all.map(({ startTime, duration }) => ({ at: startTime - pressed, duration })),
    );
    const figures = { network, seconds, starting, training, tasks, load: load() };
    return { ...figures, report: startTable(figures), ok: found.every(({ first }) => first !== undefined) };
  } finally {
    await app.close();
  }
}
