// All modules unfolded at once: every layer of a published network to be seen, and folded back by undo.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('unfolds every module of GoogLeNet in one step with its figures kept, and undo folds them back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('GoogLeNet');
  const totals = app.inspector.getByRole('region', { name: 'Totals' });
  const weights = totals.getByText('6,998,552', { exact: false }).first();
  await expect(weights).toBeVisible();
  await expect(app.node('3a')).toBeVisible();
  const modules = app.inspector.getByRole('region', { name: 'Modules' });
  await expect(modules).toContainText('9 instances of 1 module');

  await modules.getByRole('button', { name: 'Unfold all modules' }).click();
  await expect(app.node('3a')).toHaveCount(0);
  await expect(app.node('3a-conv5x5')).toHaveAttribute('data-state', 'ok');
  await expect(page.locator('[data-state="misfit"]')).toHaveCount(0);
  await expect(weights).toBeVisible();
  await expect(modules).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(app.node('3a')).toHaveAttribute('data-shape', '28×28×256');
  await expect(app.node('3a-conv5x5')).toHaveCount(0);

  await test.step('from the keyboard, within a module too, it unfolds the whole', async () => {
    const way = page.getByRole('navigation', { name: 'Way to what is shown' });
    await app.node('3a').dblclick();
    await expect(way).toContainText('3a');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('unfold all');
    const found = page.getByRole('option', { name: /^Unfold all modules/ });
    await expect(found).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(way).toBeHidden();
    await expect(app.node('5b-conv5x5')).toHaveAttribute('data-state', 'ok');
  });

  await test.step('the step has its name, and the drawing survives a reload', async () => {
    await expect(page.getByRole('button', { name: /^Undo: Unfold all modules/ })).toBeVisible();
    await page.reload();
    await expect(app.node('5b-conv5x5')).toHaveAttribute('data-state', 'ok');
  });

  await test.step('of hundreds of layers dragging in the overview leads to the last, and all come into sight', async () => {
    await app.openDesign(rows(240));
    await expect(app.node('n0')).toBeInViewport();
    await expect(app.node('n239')).toHaveCount(0);
    const box = await page.getByRole('img', { name: 'Overview of the drawing' }).boundingBox();
    if (!box) throw new Error('no overview');
    await page.mouse.move(box.x + 20, box.y + 15);
    await page.mouse.down();
    await page.mouse.move(box.x + 145, box.y + 62, { steps: 4 });
    await page.mouse.up();
    await expect(app.node('n239')).toBeInViewport();
    await app.fit();
    await expect(page.locator('[data-node-id]')).toHaveCount(240);
  });
});

test('tells why there is nothing to unfold', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('unfold all');
  await expect(page.getByRole('option', { name: /Unfold all modules/ })).toContainText(
    'The drawing places no module',
  );
});

/** A chain of so many layers, in rows of 20. */
const rows = (count: number) => ({
  format: 'convas',
  version: 2,
  title: 'Rows',
  nodes: Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    layer: i === 0 ? 'input' : 'batchNorm',
    position: [(i % 20) * 260, Math.floor(i / 20) * 150],
  })),
  edges: Array.from({ length: count - 1 }, (_, i) => ({ from: `n${i}`, to: `n${i + 1}` })),
});
