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
