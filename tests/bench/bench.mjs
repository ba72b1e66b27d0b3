// What all measurements share: a server of the sources, a browser with the best WebGPU adapter there is, and pages of it.
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { chromiumPath, softwareWebGpu } from '../chromium.mjs';

const root = new URL('../..', import.meta.url).pathname;
const port = 4199;
export const benchUrl = `http://localhost:${port}/tests/bench/index.html`;

const common = [
  '--no-sandbox',
  // Columns take turns in pages of their own, none of which is to be slowed for being behind another.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
const hardwareWebGpu = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

/** Serves the sources as they are now: what is edited meanwhile does not reload a page that measures. */
export async function serveSources() {
  const server = await createServer({
    root,
    configFile: `${root}/vite.config.ts`,
    // Its own, because another list of packages to bundle would make a running dev server bundle anew.
    cacheDir: `${root}/node_modules/.vite-bench`,
    server: { port, strictPort: true, hmr: false, watch: null },
    // Found late, a package would be bundled anew and the page loaded again in mid-run.
    optimizeDeps: { include: ['convnetjs'], entries: ['tests/bench/index.html', 'src/training/worker.ts'] },
    logLevel: 'error',
  });
  await server.listen();
  return server;
}

const launch = (flags) => chromium.launch({ executablePath: chromiumPath(), args: [...common, ...flags] });

/** A page of the bench, ready to measure. */
export async function openPage(browser) {
  const page = await browser.newPage();
  try {
    await page.goto(benchUrl);
    await page.waitForFunction(() => document.title === 'ready', undefined, { timeout: 60_000 });
    return page;
  } catch (error) {
    await page.close();
    throw error;
  }
}

async function adapterOf(browser) {
  const page = await openPage(browser);
  try {
    return await page.evaluate(() => window.findAdapter());
  } finally {
    await page.close();
  }
}

/** A browser with a hardware WebGPU adapter, or else with a software one, which is right and slow. */
export async function openBrowser() {
  const browser = await launch(hardwareWebGpu);
  const adapter = await adapterOf(browser);
  if (adapter.type === 'hardware') return { browser, adapter };
  await browser.close();
  const software = await launch(softwareWebGpu);
  return { browser: software, adapter: await adapterOf(software) };
}

/** The first line of an error, which is what a table has room for. */
export const wordsOf = (error) =>
  String(error?.message ?? error)
    .split('\n')[0]
    .replace(/^page\.evaluate: /, '');

/** Rejects where `promise` takes longer than so many seconds. */
export async function within(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`given up after ${seconds.toFixed(0)} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Opens a column in the page, ready to train: library, network, backend, and what else it takes. */
export const openColumn = (page, ...given) =>
  within(
    240,
    page.evaluate((all) => window.openColumn(...all), given),
  );
