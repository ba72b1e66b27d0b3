// Files and what survives: saving, opening, reloading, and files that are wrong.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App } from './app';

/** Without the file system's own dialog the app downloads, which a test can read. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { showSaveFilePicker: undefined });
  });
});

async function saved(app: App): Promise<string> {
  const download = app.page.waitForEvent('download');
  await app.menu(/^Save a copy/);
  return readFileSync(await (await download).path(), 'utf8');
}

const file = (text: string, name = 'design.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

async function openFile(app: App, text: string): Promise<void> {
  await app.choose(() => app.menu(/^Open/), file(text));
}

test('saves a file that opens again to the identical file', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('Small residual network');
  await app.select('input');
  await app.setting('Seed', '42');
  const first = await saved(app);
  expect(JSON.parse(first)).toMatchObject({ format: 'convas', version: 1, training: { seed: 42 } });
  await app.newDrawing();
  await openFile(app, first);
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue(
    'Small residual network',
  );
  expect(await saved(app)).toBe(first);
});

test('finds everything after a reload in mid-work, undo included', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'picture', 120, 120);
  await app.set('Height', 32);
  await app.drop('Conv 2D', 'edges', 480, 120);
  await app.wire('picture', 'edges');
  await app.setting('Epochs', '7');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first(),
  ).toHaveValue('7');
  await page.reload();
  await expect(app.node('edges')).toHaveAttribute('data-shape', '32×28×32');
  await expect(app.edge('picture', 'edges')).toHaveText('32×28×1');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first(),
  ).toHaveValue('7');
  const undo = page.getByRole('banner').getByRole('button', { name: /^Undo/ });
  await undo.click();
  await undo.click();
  await expect(app.edge('picture', 'edges')).toHaveCount(0);
});

test('refuses a file that is wrong, says where and why, and leaves the drawing as it was', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const before = await saved(app);
  for (const [text, told] of [
    ['{"format": "convas",', /line 1/],
    ['{"class_name": "Functional"}', /format/i],
    ['{"format": "convas", "version": 99, "nodes": [], "edges": []}', /version/i],
  ] as const) {
    await openFile(app, text);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(told);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  expect(await saved(app)).toBe(before);
});

test('opens what it can of a file with unknown parts, on the user’s word, and saves those parts as they were', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await openFile(
    app,
    JSON.stringify({
      format: 'convas',
      version: 1,
      title: 'From tomorrow',
      nodes: [
        { id: 'input', layer: 'input', params: {}, position: [0, 0] },
        { id: 'att', layer: 'attention', params: { heads: 8 }, position: [300, 0] },
      ],
      edges: [{ from: 'input', to: 'att', slot: 0 }],
    }),
  );
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('attention');
  await dialog.getByRole('button', { name: /^Open/ }).click();
  await expect(app.node('att')).toHaveAttribute('data-state', 'misfit');
  const again = JSON.parse(await saved(app));
  expect(again.nodes[1]).toMatchObject({ id: 'att', layer: 'attention', params: { heads: 8 } });
});
