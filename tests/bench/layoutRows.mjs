// What arranging a large network takes in the built app, modules unfolded: from the key until every card stands at its
// place on the page, all of it in sight, and whether the page answers meanwhile. Reduced motion: no card is on its way.
import { serveBuilt } from './builtApp.mjs';
import { figureOf, load, show } from './figures.mjs';
import { unfoldedTemplates } from './largeDrawings.mjs';

const port = 4196;
const networks = [
  { name: 'googlenet', label: 'GoogLeNet', budget: 0.5 },
  { name: 'resnet-152', label: 'ResNet-152', budget: 2 },
];
/** Milliseconds for which somebody looks at a drawing before arranging it. */
const looked = 2500;

export async function benchLayout({ browser, repeats }) {
  const drawings = await unfoldedTemplates(networks.map(({ name }) => name));
  const app = await serveBuilt(port);
  const table = [];
  try {
    for (const { name, label, budget } of networks) {
      const { text, nodes } = drawings[name];
      const found = [];
      for (let i = 0; i < repeats; i += 1) found.push(await arrangeOnce(browser, app.url, text, nodes));
      const seconds = figureOf(found.map(({ ms }) => ms / 1000));
      const longestTask = figureOf(found.map((each) => each.longestTask));
      table.push({ label, nodes, budget, seconds, longestTask, load: load() });
    }
  } finally {
    await app.close();
  }
  return { table, report: layoutTable(table), ok: true };
}

async function arrangeOnce(browser, url, text, nodes) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const file = page.getByRole('button', { name: 'File', exact: true });
    await file.click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: /^Open/ }).click();
    await (await chooser).setFiles([
      { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(text) },
    ]);
    const { title } = JSON.parse(text);
    await page.waitForFunction(
      (wanted) => [...document.querySelectorAll('input')].some(({ value }) => value === wanted),
      title,
    );
    await page.waitForTimeout(looked);
    await page.evaluate(watch, nodes);
    await page.keyboard.press('l');
    return await page.evaluate(() => window._arranged);
  } finally {
    await context.close();
  }
}

/** In the page: resolves once so many cards are on it and the arrangement can be undone. */
function watch(nodes) {
  let pressed;
  let longestTask = 0;
  const take = (entries) => {
    for (const { duration, startTime } of entries)
      if (pressed !== undefined && startTime + duration > pressed)
        longestTask = Math.max(longestTask, duration);
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'longtask' });
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressed = timeStamp;
    },
    { capture: true, once: true },
  );
  const stand = () =>
    document.querySelectorAll('[data-node-id]').length === nodes &&
    document.querySelector('button[aria-label^="Undo: Arrange"]') !== null;
  window._arranged = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('not arranged within a minute')), 60_000);
    const look = () => {
      if (!stand()) return void requestAnimationFrame(look);
      clearTimeout(late);
      const ms = performance.now() - pressed;
      // A task is told of only after it has ended.
      setTimeout(() => {
        take(observer.takeRecords());
        observer.disconnect();
        resolve({ ms, longestTask });
      }, 150);
    };
    requestAnimationFrame(look);
  });
}

export const layoutTable = (table) =>
  [
    '| arranging with all modules unfolded: key pressed → all cards stand | seconds | budget | longest task of the page meanwhile, ms |',
    '|---|---|---|---|',
    ...table.map(
      ({ label, nodes, seconds, budget, longestTask }) =>
        `| ${label}, ${nodes} nodes | ${show(seconds, 2)} | ${budget} | ${
          longestTask.max === 0 ? 'none over 50' : show(longestTask)
        } |`,
    ),
  ].join('\n');
