// Several drawings in one page, each in a tab: what is each one's own, and what survives.
import { expect, type Page, test } from '@playwright/test';
import { App, design } from './app';

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open drawings' }).getByRole('tab');
const tab = (page: Page, title: string) =>
  page.getByRole('tablist', { name: 'Open drawings' }).getByRole('tab', { name: new RegExp(`^${title}`) });
const title = (page: Page) => page.getByRole('textbox', { name: 'Title of the drawing', exact: true });
const undo = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Undo/ });

/** A drawing of one node. */
const one = (name: string) => ({
  format: 'convas',
  version: 1,
  title: name,
  nodes: [{ id: `in_${name}`, layer: 'input', params: {}, position: [0, 0] }],
});

test('a new drawing opens in a tab of its own, and each keeps its history and selection', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await expect(tabs(page)).toHaveCount(0);
  await page.getByRole('banner').getByRole('button', { name: 'New tab' }).click();
  await expect(tabs(page)).toHaveCount(2);
  await expect(tab(page, 'Untitled')).toHaveAttribute('aria-selected', 'true');
  await app.drop('Input', 'picture', 200, 200);
  await tab(page, 'Mini Inception').click();
  await expect(app.node('stem')).toBeVisible();
  await expect(app.node('picture')).toHaveCount(0);
  await expect(undo(page)).toHaveAttribute('aria-disabled', 'true');
  await app.select('stem');
  await tab(page, 'Untitled').click();
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('picture');
  await expect(tab(page, 'Untitled')).toHaveAccessibleName(/unsaved changes/);
  await undo(page).click();
  await tab(page, 'Mini Inception').click();
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('stem');
});

test('opening replaces what nobody has touched, and takes a tab of its own beside work', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.template('AlexNet');
  await expect(tabs(page)).toHaveCount(0);
  await app.setting('Seed', '5');
  await app.openDesign(one('first'));
  await expect(tabs(page)).toHaveCount(2);
  await expect(app.node('in_first')).toBeVisible();
  await app.dropFiles([design(one('second'))]);
  await expect(app.node('in_second')).toBeVisible();
  await expect(tabs(page)).toHaveCount(3);
  await tab(page, 'AlexNet').click();
  await expect(page.getByRole('form', { name: 'Training settings' }).getByLabel('Seed').first()).toHaveValue(
    '5',
  );
});

test('all tabs, their order, their histories and the one shown survive a reload', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'alpha', 200, 200);
  await title(page).fill('Alpha');
  await page.keyboard.press('Escape');
  await app.newDrawing();
  await app.drop('Input', 'beta', 200, 200);
  await title(page).fill('Beta');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+Shift+PageUp');
  await expect(tabs(page)).toHaveText(['Mini Inception', 'Beta', 'Alpha']);
  // By the mouse: Alpha before all others.
  const from = await tab(page, 'Alpha').boundingBox();
  const to = await tab(page, 'Mini Inception').boundingBox();
  if (!from || !to) throw new Error('The tabs are not on the screen.');
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 10, { steps: 5 });
  await page.mouse.move(to.x + 4, to.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect(tabs(page)).toHaveText(['Alpha', 'Mini Inception', 'Beta']);
  await tab(page, 'Beta').click();
  await expect(app.node('beta')).toBeVisible();
  await page.reload();
  await expect(app.node('beta')).toBeVisible();
  await expect(tabs(page)).toHaveText(['Alpha', 'Mini Inception', 'Beta']);
  await expect(tab(page, 'Beta')).toHaveAttribute('aria-selected', 'true');
  await tab(page, 'Alpha').click();
  await expect(app.node('alpha')).toBeVisible();
  await undo(page).click();
  await expect(title(page)).toHaveValue('Untitled');
});

test('the keyboard alone goes from tab to tab, renames, closes and reopens', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.keyboard.press('Alt+N');
  await expect(tabs(page)).toHaveCount(2);
  await page.keyboard.press('Alt+PageDown');
  await expect(tab(page, 'Mini Inception')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+PageUp');
  await expect(tab(page, 'Untitled')).toHaveAttribute('aria-selected', 'true');
  await tab(page, 'Untitled').focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveValue('Mine');
  await expect(
    page.getByRole('banner').getByRole('button', { name: 'Undo: Change the title' }),
  ).toBeVisible();
  await tab(page, 'Mine').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Mini Inception')).toBeFocused();
  await expect(app.node('stem')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect(tabs(page)).toHaveCount(0);
  await expect(app.node('stem')).toBeVisible();
  await page.keyboard.press('Alt+Shift+W');
  await expect(tab(page, 'Mine')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Alt+W');
  await expect(tabs(page)).toHaveCount(0);
});

test('a tab closed by the mouse comes back with its drawing and its history', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'precious', 200, 200);
  await tab(page, 'Untitled').click({ button: 'middle' });
  await expect(tabs(page)).toHaveCount(0);
  const notice = page.getByRole('alert').filter({ hasText: 'Closed Untitled.' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(app.node('precious')).toBeVisible();
  // The cross does the same, and the way back outlives the page.
  await page.locator('[data-close]').last().click();
  await expect(tabs(page)).toHaveCount(0);
  await page.reload();
  await app.menu(/^Reopen closed tab/);
  await expect(app.node('precious')).toBeVisible();
  await undo(page).click();
  await undo(page).click();
  await expect(app.node('precious')).toHaveCount(0);
});

test('training goes on in a tab that is not shown; closing it stops the run and keeps the curves', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Epochs', '200');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await app.newDrawing();
  await expect(app.run).toHaveAttribute('data-run-state', 'idle');
  await expect(tab(page, 'LeNet-5')).toHaveAccessibleName(/training, [1-9]\d* %/, { timeout: 60_000 });
  await tab(page, 'LeNet-5').click({ button: 'middle' });
  const notice = page.getByRole('alert').filter({ hasText: 'Its training was stopped' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(tab(page, 'LeNet-5')).toHaveAttribute('aria-selected', 'true');
  await expect(app.run).toHaveAttribute('data-run-state', 'done', { timeout: 60_000 });
  await expect(page.getByLabel(/^Loss.*training/).first()).toBeVisible();
});

test('a duplicated browser tab works on a copy, and neither overwrites the other', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'shared', 200, 200);
  await title(page).fill('Shared');
  await page.keyboard.press('Escape');
  await expect(tab(page, 'Shared')).toBeVisible();
  // A page opened by another gets a copy of its session's storage, as a duplicated tab does.
  const opened = context.waitForEvent('page');
  await page.evaluate(() => void window.open('/', '_blank'));
  const copy = new App(await opened);
  await expect(copy.node('shared')).toBeVisible();
  await expect(tabs(copy.page)).toHaveText(['Mini Inception', 'Shared']);
  await title(copy.page).fill('Of the copy');
  await copy.page.keyboard.press('Escape');
  await title(page).fill('Of the first');
  await page.keyboard.press('Escape');
  await page.reload();
  await copy.page.reload();
  await expect(title(page)).toHaveValue('Of the first');
  await expect(title(copy.page)).toHaveValue('Of the copy');
});

test('each drawing is saved over its own file', async ({ page }) => {
  await page.addInitScript(() => {
    // The browser's own dialog is out of a test's reach: this one answers with a new file each time.
    const files: string[] = [];
    const showSaveFilePicker = async () => {
      files.push('');
      const at = files.length - 1;
      const write = async (text: string) => {
        files[at] = text;
      };
      return { name: `file${at}.json`, createWritable: async () => ({ write, close: async () => {} }) };
    };
    Object.assign(window, { files, showSaveFilePicker });
  });
  const titles = () =>
    page.evaluate(() =>
      (window as unknown as { files: string[] }).files.map((text) => JSON.parse(text).title),
    );
  const app = new App(page);
  await app.open();
  await title(page).fill('One');
  await app.menu(/^Save(?! a copy)/);
  await expect.poll(titles).toEqual(['One']);
  await app.newDrawing();
  await title(page).fill('Two');
  await app.menu(/^Save(?! a copy)/);
  await expect.poll(titles).toEqual(['One', 'Two']);
  await tab(page, 'One').click();
  await title(page).fill('One again');
  await app.menu(/^Save(?! a copy)/);
  await expect.poll(titles).toEqual(['One again', 'Two']);
});
