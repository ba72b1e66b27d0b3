// How the main screens look, in light and dark, held against the pictures in tests/pictures/reference: what moves or
// loses its colour by mistake is seen here. `npm run pictures` takes them anew after a change on purpose.
import { expect, type Locator, test } from '@playwright/test';
import { App } from './app';
import { learningRate, quiet, shortRun, template } from './screens';

test.setTimeout(400_000);

/** Fonts are set a little differently from machine to machine; a panel that moved is more than that. */
const tolerance = { maxDiffPixelRatio: 0.02, threshold: 0.3, timeout: 60_000 } as const;

/** What time itself decides. */
function varying({ page }: App): Locator[] {
  return [
    page.getByLabel('Time', { exact: true }),
    page.getByLabel('Images per second', { exact: true }),
    page.getByRole('note', { name: /^Backend/ }),
  ];
}

const large = { width: 1440, height: 900 };
/** The smallest window that everything has room in; its pictures also weigh half as much. */
const small = { width: 1024, height: 700 };

async function looks(app: App, name: string, size = large): Promise<void> {
  const { page } = app;
  await quiet(app);
  await page.setViewportSize(size);
  await page.mouse.move(500, 1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await expect
      .soft(page)
      .toHaveScreenshot(`${name}-${colorScheme}.png`, { ...tolerance, mask: varying(app) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(large);
}

test('drawings look as they did: empty, Inception, GoogLeNet folded and unfolded, ResNet-34, and the gallery', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await looks(app, 'empty', small);
  await page.keyboard.press('g');
  await expect(app.gallery.locator('[data-template]').nth(20)).toBeAttached();
  await looks(app, 'gallery');
  await page.keyboard.press('Escape');
  await template(app, 'Inception module with 1×1 reduction');
  await app.select('3a-5x5');
  await looks(app, 'inception');
  await template(app, 'GoogLeNet');
  await looks(app, 'googlenet');
  await app.node('4c').dblclick();
  await expect(app.node('conv5x5')).toBeVisible();
  await looks(app, 'googlenet-module');
  await page.getByRole('button', { name: 'Leave the module' }).click();
  await app.deselect();
  await page.getByRole('button', { name: 'Unfold all modules' }).click();
  await expect(app.node('4c-conv5x5')).toBeVisible();
  await app.fit();
  await looks(app, 'googlenet-unfolded');
  await template(app, 'ResNet-34');
  await page.setViewportSize(small);
  await app.fit();
  await looks(app, 'resnet-34', small);
});

test('training looks as it did: done, and failed', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await shortRun(app);
  await app.train();
  await app.trained();
  await looks(app, 'done');
  await app.option('Optimizer', 'SGD');
  await learningRate(app, '9');
  await app.setting('Epochs', '20');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Train/ })
    .click();
  await expect(app.run).toHaveAttribute('data-run-state', 'failed', { timeout: 120_000 });
  await looks(app, 'failed', small);
});

test('two designs side by side look as they did', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await template(app, 'Small residual network');
  await page.keyboard.press('b');
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('button', { name: /^Plain twin/ })
    .click();
  await expect(page.locator('[data-pane="B"] [data-node-id]').first()).toBeVisible();
  await looks(app, 'compare');
});
