// Cards on the canvas: what each shows of its layer and of its tensor, and how much of it at which distance.
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

const canvas = (page: Page) => page.locator('[data-canvas]');

/** Turns the wheel over the middle of the canvas until it is as near, or as far, as wanted. */
async function zoomTo(page: Page, detail: string, by: number): Promise<void> {
  const box = await canvas(page).boundingBox();
  if (!box) throw new Error('no canvas');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(async () => {
    await page.mouse.wheel(0, by);
    expect(await canvas(page).getAttribute('data-detail')).toBe(detail);
  }).toPass();
}

test('a layer is drawn by what it is, and anew when a parameter changes it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const picture = app.node('stem').locator('[data-glyph="conv2d"]');
  await expect(picture).toBeVisible();
  const before = await picture.innerHTML();
  await app.select('stem');
  await app.set('Stride', 1);
  await expect.poll(() => picture.innerHTML()).not.toBe(before);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect.poll(() => picture.innerHTML()).toBe(before);
  await expect(app.node('input').locator('[data-volume="box"]')).toBeVisible();
  await expect(app.node('classes').locator('[data-volume="bar"]')).toHaveCount(1);
});

test('the nearer one comes the more a card tells, and its box stays as it is', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const card = app.node('a-3x3');
  const size = () => card.evaluate((each: HTMLElement) => `${each.offsetWidth} ${each.offsetHeight}`);
  const usual = await size();
  await app.select('a-3x3');

  await zoomTo(page, 'full', -120);
  await expect(card.locator('[data-arithmetic]')).toContainText('3·3·8·16 + 16 = 1,168 weights');
  expect(await size()).toBe(usual);

  await zoomTo(page, 'brief', 120);
  await expect(card.locator('[data-volume]')).toBeVisible();
  await expect(card.getByText('a-3x3', { exact: true })).toBeVisible();
  await expect(card.locator('[data-glyph]')).toBeHidden();
  expect(await size()).toBe(usual);

  await zoomTo(page, 'block', 120);
  await expect(card.locator('[data-volume]')).toBeHidden();
  await expect(card.getByText('14×14×16', { exact: true })).toBeVisible();
  expect(await size()).toBe(usual);
});

test('a wire says its shape where it is new, and any wire when one asks it, by mouse or by keys', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const told = app.edge('input', 'stem');
  const known = app.edge('stem', 'a-5x5-reduce');
  await expect(told).toHaveCSS('opacity', '1');
  await expect(known).toHaveCSS('opacity', '0');
  await known.hover();
  await expect(known).toHaveCSS('opacity', '1');
  await page.mouse.move(5, 5);
  await expect(known).toHaveCSS('opacity', '0');

  // By keys: its card is selected, and so its wires speak.
  await page.locator('.react-flow__node[data-id="a-5x5-reduce"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.react-flow__node[data-id="a-5x5-reduce"]')).toHaveClass(/selected/);
  await expect(known).toHaveCSS('opacity', '1');
});

test('a broken wire says so at any distance', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.select('a-5x5');
  await app.set('Stride', 2);
  const wire = app.edge('a-5x5', 'a-concat', 2);
  await expect(wire).toHaveAttribute('data-state', 'broken');
  await zoomTo(page, 'block', 120);
  await expect(wire).toHaveCSS('opacity', '1');
  await expect(app.node('a-concat').getByText('does not fit')).toBeVisible();
});

test('of a thousand layers those in sight are drawn, and the arrow keys reach the others', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const nodes = Array.from({ length: 300 }, (_, i) => ({
    id: i === 0 ? 'start' : `act${i}`,
    layer: i === 0 ? 'input' : 'activation',
    position: [i * 260, 0],
  }));
  const edges = nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id, to: id, slot: 0 }));
  await app.openDesign({ format: 'convas', version: 2, title: 'A long row', nodes, edges });
  await expect(app.node('start')).toBeVisible();
  await expect(app.node('act299')).toHaveCount(0);
  await page.locator('.react-flow__node[data-id="start"]').focus();
  for (let i = 1; i <= 12; i += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator(`.react-flow__node[data-id="act${i}"]`)).toBeFocused();
  }
  await expect(app.node('act12')).toBeInViewport();
});
