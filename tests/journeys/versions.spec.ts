// Versions of a drawing over time: which are kept, and what can be done with an earlier one.
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Versions' });
const options = (page: Page) => dialog(page).getByRole('option');
const title = (page: Page) => page.getByRole('textbox', { name: 'Title of the drawing', exact: true });
const undo = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Undo/ });

/** By the key, which in the page's first moment nobody hears yet; the list is read when it opens. */
async function openVersions(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('v');
    await expect(dialog(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(dialog(page).locator('[data-versions="ready"]')).toBeVisible();
}

async function nameNow(page: Page, name: string): Promise<void> {
  const field = dialog(page).getByRole('textbox', { name: 'Name for this version' });
  await field.fill(name);
  await field.press('Enter');
  await expect(options(page).filter({ hasText: name })).toHaveCount(1);
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
}

test('a named version is restored after a reload as one step, and that is undone with everything after it', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await expect(app.node('stem')).toBeVisible();
  await openVersions(page);
  await nameNow(page, 'With the stem');
  await close(page);
  await app.select('stem');
  await page.keyboard.press('Delete');
  await expect(app.node('stem')).toHaveCount(0);
  await page.reload();
  await expect(app.node('input')).toBeVisible();

  await app.menu(/^Versions/);
  await options(page).filter({ hasText: 'With the stem' }).click();
  await expect(dialog(page).getByRole('img', { name: 'With the stem, as a picture' })).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Restore' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(app.node('stem')).toBeVisible();
  await expect(undo(page)).toHaveAccessibleName(/Restore the version “With the stem”/);
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('stem')).toHaveCount(0);
  // What was there before restoring is a version too.
  await openVersions(page);
  await expect(options(page).filter({ hasText: 'Before another version was restored' })).toHaveCount(1);
});

test('a version says what changed since the one before, in the list and beside it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(app.node('stem')).toBeVisible();
  await app.menu(/^Name this version/);
  await expect(dialog(page).getByRole('textbox', { name: 'Name for this version' })).toBeFocused();
  await nameNow(page, 'First');
  await close(page);
  await app.select('stem');
  await page.keyboard.press('Delete');
  await app.setting('Epochs', '9');
  await page.keyboard.press('Escape');
  await title(page).press('Escape');
  await openVersions(page);
  const changes = dialog(page).getByRole('list', { name: 'What changed' });
  await expect(changes).toContainText('Removed Conv 2D stem');
  await nameNow(page, 'Second');
  await expect(options(page).filter({ hasText: 'Second' })).toContainText('21 nodes (−1)');
  await options(page).filter({ hasText: 'Second' }).click();
  await expect(changes).toContainText('Changed training settings epochs');
  await expect(dialog(page)).toContainText('Delete stem');
});

test('versions are gone through, named, deleted and restored with the keyboard alone', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await title(page).fill('Mine');
  await title(page).press('Enter');
  await openVersions(page);
  await expect(options(page)).toHaveCount(2);
  await expect(options(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(options(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('F2');
  await expect(dialog(page).getByRole('textbox', { name: 'Name of the version' })).toBeFocused();
  await page.keyboard.type('As it came');
  await page.keyboard.press('Enter');
  await expect(options(page).nth(1)).toContainText('As it came');
  await options(page).nth(1).focus();
  await page.keyboard.press('Delete');
  await expect(options(page)).toHaveCount(1);
  await dialog(page).getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(options(page)).toHaveCount(2);
  await options(page).first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await expect(title(page)).toHaveValue('Mini Inception');
});

test('an earlier version, or the drawing before any step, stands beside the present one to be compared', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.select('stem');
  await page.keyboard.press('Delete');
  await expect(app.node('stem')).toHaveCount(0);
  await page.keyboard.press('b');
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('button', { name: 'An earlier version…' })
    .click();
  await dialog(page).getByText('Every step').click();
  await expect(dialog(page).getByRole('listbox', { name: 'Steps of history' })).toBeVisible();
  await options(page).filter({ hasText: 'Before “Delete stem”' }).click();
  await dialog(page).getByRole('button', { name: 'Compare' }).click();
  const other = page.getByRole('region', { name: 'Design B' });
  await expect(other.locator('[data-node-id="stem"]')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What differs between A and B' })).toContainText(
    'Added Conv 2D',
  );

  await test.step('the design beside has versions of its own, which its pane gets back', async () => {
    await other.locator('[data-node-id="a-concat"]').click();
    await page.keyboard.press('Delete');
    await expect(other.locator('[data-node-id="a-concat"]')).toHaveCount(0);
    await openVersions(page);
    await expect(dialog(page).getByRole('radio', { name: 'B', exact: true })).toBeChecked();
    await expect(options(page)).toHaveCount(2);
    await expect(options(page).first()).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toBeHidden();
    await expect(other.locator('[data-node-id="a-concat"]')).toBeVisible();
    await openVersions(page);
    await dialog(page).getByRole('radiogroup', { name: 'Design' }).getByText('A', { exact: true }).click();
    await expect(dialog(page)).toContainText('21 nodes');
    await close(page);
  });
});

test('training keeps the drawing as it was trained, and each tab has versions of its own', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.setting('Seed', '5');
  await page.keyboard.press('Escape');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Train/ })
    .click();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
  await app.menu(/^Versions/);
  await expect(options(page).filter({ hasText: 'Before training' })).toHaveCount(1);
  await close(page);
  await app.newDrawing();
  await openVersions(page);
  await expect(options(page)).toHaveCount(1);
  await expect(dialog(page)).toContainText('None yet');
});

test('which panels are open and what the cards show survive a reload', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('button', { name: 'Hide this panel' }).click();
  await page.keyboard.press('h');
  await expect(page.getByTestId('legend')).toBeVisible();
  await page.reload();
  await expect(app.node('stem')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show inspector and data' })).toBeVisible();
  await expect(app.inspector).toBeHidden();
  await expect(page.getByTestId('legend')).toBeVisible();
});
