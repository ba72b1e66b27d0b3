// The tour: offered once, by mouse and by keys, on the real window.
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

test.use({ storageState: { cookies: [], origins: [] } });

const offer = (page: Page) => page.getByRole('region', { name: 'First visit' });
const card = (page: Page) => page.getByRole('dialog', { name: /^Tour, step/ });
const step = (page: Page, id: string) => page.locator(`[role="dialog"][data-step="${id}"]`);

test('is offered at the first visit, blocks nothing, and once declined is found in Help', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await expect(offer(page)).toBeVisible();
  await app.select('stem');
  await offer(page).getByRole('button', { name: 'Not now' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Help' })).toBeVisible();
  await expect(offer(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'Take the tour' }).click();
  await expect(card(page)).toBeVisible();
  await page.getByRole('button', { name: 'End the tour' }).click();
  await expect(card(page)).toHaveCount(0);
});

test('goes from a wrong wire to a network that trains, the user doing every step with the mouse', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await offer(page).getByRole('button', { name: 'Take the tour' }).click();
  const next = card(page).getByRole('button', { name: 'Next' });
  await expect(step(page, 'open')).toBeVisible();
  await next.click();
  await expect(step(page, 'shape')).toBeVisible();
  await expect(app.edge('a-concat', 'pool')).toBeVisible();
  await next.click();

  await expect(step(page, 'wrong')).toBeVisible();
  await app.drag('input', 'a-concat', 4);
  await expect(step(page, 'wrong')).toHaveAttribute('data-done', 'true');
  const refusal = page.getByRole('alertdialog', { name: 'This wire does not fit' });
  await expect(refusal).toContainText('28×28×1');
  await next.click();

  await expect(step(page, 'mend')).toBeVisible();
  await refusal
    .getByRole('button', { name: /^Insert|^Set/ })
    .first()
    .click();
  await expect(step(page, 'mend')).toHaveAttribute('data-done', 'true');
  await next.click();

  await expect(step(page, 'tab')).toBeVisible();
  await expect(page.locator('.react-flow__node.selected')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(step(page, 'tab')).toHaveAttribute('data-done', 'true');
  await next.click();

  await expect(step(page, 'train')).toBeVisible();
  await expect(page.locator('[data-node-id]')).toHaveCount(22);
  await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
  await expect(step(page, 'train')).toHaveAttribute('data-done', 'true');
  await next.click();
  await expect(step(page, 'curves')).toBeVisible();
  await next.click();
  await expect(page.getByRole('region', { name: 'Costs' })).toBeVisible();
  await next.click();
  await expect(step(page, 'compare')).toBeVisible();
  await next.click();
  await card(page).getByRole('button', { name: 'Finish' }).click();
  await expect(card(page)).toHaveCount(0);
  await expect(app.run).toHaveAttribute('data-run-state', /training|done/);
});

test('can be taken by keys alone on a small window: Enter goes on and does, arrows go both ways, Escape ends it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  const app = new App(page);
  await app.open();
  // From a setting of a drawing that was changed: the tour has its own tab, whose inspector leaves the focus alone.
  await app.select('stem');
  await app.node('stem').press('Enter');
  const filters = app.inspector.getByRole('textbox', { name: 'Filters', exact: true });
  await expect(filters).toBeFocused();
  await filters.fill('24');
  await filters.press('Enter');
  // The keys are listened for once the canvas stands.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search everything' })).toBeFocused({ timeout: 2000 });
  }).toPass();
  await page.keyboard.type('take the tour');
  await expect(page.getByRole('option').first()).toContainText('Take the tour');
  await page.keyboard.press('Enter');
  await expect(step(page, 'open')).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step(page, 'shape')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(step(page, 'wrong')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(step(page, 'shape')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(card(page).getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const refusal = page.getByRole('alertdialog', { name: 'This wire does not fit' });
  await expect(refusal).toBeVisible();
  const box = await card(page).boundingBox();
  expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 1024 && box.y + box.height <= 700).toBe(
    true,
  );
  await card(page).getByRole('button', { name: 'Next' }).focus();
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
});
