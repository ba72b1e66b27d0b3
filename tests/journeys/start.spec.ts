// What the first visit has to fetch before one can draw.
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { App } from './app';

test('the canvas can be used after at most 300 kB of JavaScript, gzipped', async ({ page, request }) => {
  const app = new App(page);
  await app.open();
  const fetched = await page.evaluate(() => {
    const ready = performance.getEntriesByName('convas canvas')[0]?.startTime ?? Number.NaN;
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= ready)
      .map(({ name }) => name);
  });
  const sizes = await Promise.all(
    fetched.map(async (url) => gzipSync(await (await request.get(url)).body()).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({ type: 'kB of JavaScript', description: (total / 1000).toFixed(1) });
  expect(fetched.length).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(300_000);
});

test('nothing of the window moves while its parts arrive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts = { total: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.total += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const app = new App(page);
  await app.open();
  await expect(page.getByRole('region', { name: 'Training' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Layers' })).toBeVisible();
  await expect(app.inspector).toBeVisible();
  const total = await page.evaluate(() => (window as Window & { shifts?: { total: number } }).shifts?.total);
  expect(total).toBeLessThanOrEqual(0.02);
});

test('what is pressed or dropped before everything is there means what it always means', async ({ page }) => {
  await page.goto('/');
  await page.locator('.react-flow__node').first().waitFor();
  await page.keyboard.press('g');
  await expect(page.getByRole('dialog', { name: 'Templates' })).toBeVisible();

  await test.step('and what is typed after the search was called is what is sought', async () => {
    await page.reload();
    await page.locator('.react-flow__node').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('residual');
    await expect(page.getByRole('combobox', { name: 'Search everything' })).toHaveValue('residual');
  });

  await test.step('and a file that is dropped then is opened', async () => {
    await page.reload();
    await page.locator('[data-node-id]').first().waitFor();
    // From the page itself, which is quicker than any hand.
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      const text = '{"format": "convas", "version": 2, "title": "Early", "nodes": [], "edges": []}';
      dataTransfer.items.add(new File([text], 'early.json'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      if (document.body.dispatchEvent(drop)) throw new Error('The browser would leave the page.');
    });
    await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('Early');
  });
});
