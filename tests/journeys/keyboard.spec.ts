// The main job without a mouse: draw, mend, and train.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('draws a network and trains it by keyboard alone', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const press = (key: string) => page.keyboard.press(key);
  const search = page.getByRole('textbox', { name: 'Search layers' });

  await page.getByRole('button', { name: 'File' }).focus();
  await press('Enter');
  // The menu takes the focus once it stands; the arrow walks its items in a circle.
  await expect(async () => {
    await press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: /^New/ })).toBeFocused({ timeout: 300 });
  }).toPass();
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Add an input' })).toBeVisible();

  const layers = ['Input', 'Conv 2D', 'Max pool', 'Flatten', 'Dense', 'Classifier'];
  for (const [i, layer] of layers.entries()) {
    // In the search field itself, the key is a letter of what is searched.
    if (i === 0) await press('/');
    else if (layers[i - 1] === 'Dense') {
      await press('Escape');
      await press('/');
    }
    await expect(search).toBeFocused();
    await press('Control+a');
    await page.keyboard.type(layer);
    await press('Enter');
    await expect(page.locator('[data-node-id]')).toHaveCount(i + 1);
    if (layer === 'Dense') {
      const units = app.inspector.getByRole('textbox', { name: 'Units' });
      await units.focus();
      await press('Control+a');
      await page.keyboard.type('10');
      await press('Enter');
      await expect(app.node('dense1')).toHaveAttribute('data-shape', '10');
    }
  }
  await expect(app.node('classes1')).toHaveAttribute('data-state', 'ok');

  await page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first().focus();
  await press('Control+a');
  await page.keyboard.type('1');
  await press('Tab');
  await page.getByRole('button', { name: 'Train', exact: true }).focus();
  await press('Enter');
  await app.trained();
  // Train gave way to Pause and Stop, and these to it: the focus stays at the place.
  await expect(page.getByRole('banner').getByRole('button', { name: 'Train again' })).toBeFocused();
  expect(await app.percent('Test accuracy')).toBeGreaterThan(50);
});

test('makes a wire by keyboard, and reads why another would not fit', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await test.step('a key leads from one part of the window to the next, also out of a field', async () => {
    await expect(app.node('stem')).toBeVisible();
    await page.getByRole('textbox', { name: 'Title of the drawing' }).focus();
    for (const first of [
      page.getByRole('tab', { name: 'Layers' }),
      page.locator('.react-flow__node').first(),
      page.getByRole('tab', { name: 'Inspector' }),
      page.getByRole('button', { name: 'Training panel' }),
      page.getByRole('banner').getByRole('button', { name: 'File' }),
    ]) {
      await page.keyboard.press('F6');
      await expect(first).toBeFocused();
    }
    await page.keyboard.press('Shift+F6');
    await expect(page.getByRole('button', { name: 'Training panel' })).toBeFocused();
  });
  await app.newDrawing();
  await app.drop('Input', 'input', 120, 120);
  await app.drop('Conv 2D', 'conv', 480, 120);
  await app.drop('Dense', 'fc', 480, 300);
  await app.select('input');
  await page.locator('.react-flow__node[data-id="input"]').focus();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('conv');
  await expect(dialog).toContainText(/needs a vector/);
  await page.keyboard.type('conv');
  await page.keyboard.press('Enter');
  await expect(app.edge('input', 'conv')).toHaveText('28×28×1');
});
