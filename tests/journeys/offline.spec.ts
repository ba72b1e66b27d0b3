// Convas on the plainest host: isolated all the same, kept in the browser, and brought up to date without losing work.
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';
import { type StaticHost, serveStatically } from './staticHost';

test.use({ serviceWorkers: 'allow' });

const built = fileURLToPath(new URL('../../dist', import.meta.url));

let host: StaticHost;
test.beforeEach(async ({ page }) => {
  host = await serveStatically(built);
  // What is kept is said after the tour, which is offered on this host anew.
  await page.addInitScript(() => localStorage.setItem('convas-tour', 'yes'));
});
test.afterEach(() => host.close());

async function visit(page: Page): Promise<App> {
  await page.goto(host.url);
  await expect(page.getByRole('button', { name: 'File' })).toBeVisible();
  return new App(page);
}

const kept = (page: Page) => page.getByText('Ready without a network');

test('on a host that sends no headers the first visit is isolated, has shared memory, and loads once more, not twice', async ({
  page,
}) => {
  let loads = 0;
  page.on('framenavigated', () => {
    loads += 1;
  });
  await visit(page);
  await expect.poll(() => page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8);
  expect(
    await page.evaluate(
      () =>
        new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true }).buffer instanceof SharedArrayBuffer,
    ),
  ).toBe(true);
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  expect(loads).toBe(2);
  await page.reload();
  await expect(page.getByRole('button', { name: 'File' })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(kept(page)).toHaveCount(0);
});

test('after one visit it opens, finds its templates and trains with the network off and the host gone', async ({
  page,
  context,
}) => {
  await visit(page);
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  await context.setOffline(true);
  await host.close();
  await page.reload();
  const app = new App(page);
  await expect(page.getByRole('button', { name: 'File' })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await app.template('LeNet-5');
  await app.setting('Epochs', '1');
  await app.train();
  await app.trained();
});

test('a newer version waits until it is asked for, and what was drawn is there after it', async ({
  page,
}) => {
  const app = await visit(page);
  await expect(kept(page)).toBeVisible({ timeout: 60_000 });
  host.replace('index.html', (text) => text.replace('<title>', '<meta name="edition" content="2" /><title>'));
  host.replace('sw.js', (text) => text.replace(/version:"\w+"/, 'version:"another"'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  const reload = page.getByRole('button', { name: 'Reload to update' });
  await expect(reload).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('meta[name="edition"]')).toHaveCount(0);
  await app.newDrawing();
  await app.add('Input', 'pixels');
  await reload.click();
  await expect(page.locator('meta[name="edition"]')).toHaveCount(1);
  await expect(app.node('pixels')).toBeVisible();
  await expect(reload).toHaveCount(0);
});
