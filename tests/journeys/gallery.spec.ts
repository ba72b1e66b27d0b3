// The gallery of templates: found, judged and opened, with the keyboard as with the mouse.
import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App } from './app';

const folder = new URL('../../templates/', import.meta.url);
const count = readdirSync(folder).filter(
  (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
).length;

test('finds a template, reads about it, opens it and takes that back, by keyboard alone', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const title = page.getByRole('textbox', { name: 'Title of the drawing' });
  const before = await title.inputValue();
  await page.keyboard.press('g');
  const search = app.gallery.getByRole('textbox', { name: 'Search templates' });
  await expect(search).toBeFocused();
  const cards = app.gallery.locator('[data-template]');
  await expect(cards).toHaveCount(count);
  await expect(app.gallery.getByRole('status')).toHaveText(`${count} templates`);

  await test.step('arrow keys lead into the cards, about them and back', async () => {
    await page.keyboard.press('ArrowDown');
    await expect(cards.first()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(cards.nth(1)).toBeFocused();
    await expect(cards.nth(1)).toHaveAttribute('aria-current', 'true');
    await page.keyboard.press('End');
    await expect(cards.last()).toBeFocused();
    await expect(cards.last()).toBeInViewport();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    await expect(search).toBeFocused();
  });

  await test.step('letters typed on a card go on with the search', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('small residual');
    await expect(search).toHaveValue('small residual');
    await expect(cards.first()).toHaveAttribute('data-title', 'Small residual network');
    const detail = app.gallery.getByRole('complementary', { name: 'About Small residual network' });
    await expect(detail).toContainText('Weights');
    await expect(detail).toContainText('38,514');
  });

  await page.keyboard.press('Enter');
  await expect(app.gallery).toHaveCount(0);
  await expect(title).toHaveValue('Small residual network');
  await expect(page.locator('[data-state="misfit"]')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(title).toHaveValue(before);
  await expect(app.node('stem')).toBeVisible();

  await test.step('Escape leaves everything as it was', async () => {
    await page.keyboard.press('g');
    await expect(search).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(app.gallery).toHaveCount(0);
    await expect(title).toHaveValue(before);
  });
});

test('tells of each template what it is before it is opened, and what was not found', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const opener = page.getByRole('banner').getByRole('button', { name: 'Templates' });
  await opener.click();
  const card = app.gallery.locator('[data-title="LeNet-5"]');
  await card.click();
  const detail = app.gallery.getByRole('complementary', { name: 'About LeNet-5' });
  await expect(detail).toContainText('61,706');
  await expect(app.gallery).toBeVisible();

  const search = app.gallery.getByRole('textbox', { name: 'Search templates' });
  await search.fill('no such network');
  await expect(app.gallery).toContainText('No template matches “no such network”');
  await search.fill('skip');
  await expect(app.gallery.locator('[data-title="Small residual network"]')).toBeVisible();
  await expect(app.gallery.locator('[data-title="LeNet-5"]')).toHaveCount(0);

  await test.step('Tab walks in a circle within the dialog', async () => {
    await search.focus();
    const close = app.gallery.getByRole('button', { name: 'Close the gallery' });
    await page.keyboard.press('Tab');
    await expect(close).toBeFocused();
    // More steps than the dialog has places to stop at while one card is found.
    for (let steps = 0; steps < 8; steps += 1) {
      await page.keyboard.press('Tab');
      await expect(app.gallery.locator(':focus')).toHaveCount(1);
    }
    await search.focus();
    await page.keyboard.press('Shift+Tab');
    await expect(app.gallery.locator(':focus')).toHaveCount(1);
  });
  await app.gallery.getByRole('button', { name: 'Close the gallery' }).click();
  await expect(opener).toBeFocused();

  await test.step('a click twice opens, and the notice takes it back', async () => {
    await opener.click();
    await card.dblclick();
    await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('LeNet-5');
    await page
      .getByRole('alert')
      .filter({ hasText: 'Opened LeNet-5.' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect(app.node('stem')).toBeVisible();
  });
});

test('shows every template with its drawing in small, in both sizes of window, with nothing cut off', async ({
  page,
}) => {
  const app = new App(page);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await app.open();
    await page.keyboard.press('g');
    const cards = app.gallery.locator('[data-template]');
    await expect(cards).toHaveCount(count);
    const window = await app.gallery.boundingBox();
    expect(window?.x).toBeGreaterThanOrEqual(0);
    expect((window?.x ?? 0) + (window?.width ?? 0)).toBeLessThanOrEqual(size.width);
    expect((window?.y ?? 0) + (window?.height ?? 0)).toBeLessThanOrEqual(size.height);
    for (const card of await cards.all()) {
      await card.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
      // A thumbnail has at least its cards: a path beside those of wires and marks.
      await expect(card.locator('svg:not(.tabler-icon) > path:nth-of-type(3)')).toBeAttached();
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
  }
});

test('an empty canvas offers a few templates and the way to all', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  const canvas = page.getByRole('main');
  await canvas.getByRole('button', { name: 'All templates…' }).click();
  await expect(app.gallery).toBeVisible();
  await page.keyboard.press('Escape');
  await canvas.getByRole('button', { name: /^LeNet-5/ }).click();
  await expect(app.node('conv1')).toHaveAttribute('data-state', 'ok');
});

test('every layer is found in the palette by search and under its group, which stays open after a reload', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const palette = page.getByRole('complementary', { name: 'Layers' });
  await expect(palette.getByRole('button', { name: 'Conv 2D', exact: true })).toBeInViewport();
  await expect(palette.getByRole('button', { name: 'Classifier output', exact: true })).toBeInViewport();
  const group = palette.getByRole('button', { name: /^Pooling/ });
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await group.click();
  const inGroup = palette
    .getByRole('region', { name: 'Pooling' })
    .getByRole('button', { name: 'Max pool', exact: true });
  await expect(inGroup).toBeVisible();
  await page.reload();
  await expect(inGroup).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('fully-connected');
  await page.keyboard.press('Enter');
  await expect(app.node('dense1')).toBeVisible();
});
