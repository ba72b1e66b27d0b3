// Every run is kept: found again, named, laid over others, brought back, and never lost without a word.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

class History {
  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Runs' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Runs', exact: true }).click();
    await expect(this.dialog.locator('[data-history="ready"]')).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toHaveCount(0);
  }

  run(name: string | RegExp): Locator {
    return this.dialog.locator('[data-run]').filter({ hasText: name });
  }

  get all(): Locator {
    return this.dialog.locator('[data-run]');
  }

  get details(): Locator {
    return this.dialog.getByRole('complementary', { name: 'Chosen runs' });
  }
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('button', { name: 'File' })).toBeVisible();
}

/** A run of one short epoch, to its end. */
async function trainShortly(app: App): Promise<void> {
  await app.setting('Epochs', '1');
  await app.setting('Training images', '512');
  await app.page
    .getByRole('banner')
    .getByRole('button', { name: /^Train/ })
    .click();
  await app.trained();
}

test('a run is in the history with its design, can be named, tagged, pinned and found, and is there after a reload', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await trainShortly(app);
  const history = new History(page);
  await history.open();
  await expect(history.run('LeNet-5')).toHaveAttribute('data-run-kept', 'done');
  await history.run('LeNet-5').click();
  await expect(history.details.getByRole('region', { name: /^Loss/ })).toBeVisible();
  await expect(history.details.getByRole('row', { name: /Test accuracy/ })).toContainText('%');

  const name = history.details.getByRole('textbox', { name: 'Name' });
  await name.fill('First try');
  await name.press('Enter');
  await expect(history.run('First try')).toBeVisible();
  const tags = history.details.getByRole('combobox', { name: 'Tags' });
  await tags.fill('baseline');
  await tags.press('Enter');
  await history.details.getByRole('button', { name: 'Pin', exact: true }).click();
  await expect(history.run('First try')).toHaveAccessibleName(/First try, pinned, Done/);

  const search = history.dialog.getByRole('textbox', { name: 'Search runs' });
  await search.fill('no such run');
  await expect(history.all).toHaveCount(0);
  await search.fill('BASELINE lenet');
  await expect(history.all).toHaveCount(1);

  await reload(page);
  await history.open();
  await expect(history.run('First try')).toHaveAccessibleName(/First try, pinned, Done/);
  await expect(history.run('First try').locator('xpath=ancestor::tr')).toContainText('baseline');
});

test('a run’s design comes back exactly, with its settings and its seed, and can be undone', async ({
  page,
}) => {
  // The browser's own dialog for saving cannot be answered from here: a download takes its place.
  await page.addInitScript(() => void Object.assign(window, { showSaveFilePicker: undefined }));
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Seed', '7');
  await trainShortly(app);
  const before = await app.saved();
  await app.newDrawing();
  const history = new History(page);
  await history.open();
  await history.run('LeNet-5').click();
  await history.details.getByRole('button', { name: 'Reopen design' }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('LeNet-5');
  expect(await app.saved()).toBe(before);
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Undo: Open LeNet-5/ })
    .click();
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('Untitled');
});

test('runs are laid over each other with what differs marked, exported, deleted and brought back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await trainShortly(app);
  await app.setting('Seed', '5');
  await trainShortly(app);
  const history = new History(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(history.all).toHaveCount(2);
  // By keyboard: down into the list, each run ticked.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(history.details).toHaveAttribute('data-chosen', '2');
  const settings = history.details.getByRole('region', { name: 'Settings of the chosen runs' });
  await expect(settings.locator('[data-differs="true"]').filter({ hasText: 'Seed' })).toHaveCount(1);
  await expect(settings.locator('[data-differs="true"]').filter({ hasText: 'Learning rate' })).toHaveCount(0);
  await expect(history.details.getByLabel(/^Loss.*seed 1.*seed 5|^Loss.*seed 5.*seed 1/)).toBeVisible();

  const download = page.waitForEvent('download');
  await history.details.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Curves as CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines[0]).toMatch(/^run,step,epoch,images,seconds,training loss/);
  expect(lines.filter((line) => line.includes('seed 5')).length).toBeGreaterThanOrEqual(8);

  await history.details.getByRole('button', { name: 'Delete these 2 runs' }).click();
  await expect(history.all).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(history.all).toHaveCount(2);
  await reload(page);
  await history.open();
  await expect(history.all).toHaveCount(2);
});

test('a run that a reload broke off is kept as interrupted, with its curves; one in another tab goes on', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Epochs', '200');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  const history = new History(page);
  await history.open();
  await expect(history.run('LeNet-5')).toHaveAttribute('data-run-kept', 'training');
  // Until there is something to lose.
  await expect(history.run('LeNet-5')).toHaveAccessibleName(/Training, \d+ %/);

  const second = await context.newPage();
  const elsewhere = new History(second);
  await second.goto('/');
  await elsewhere.open();
  await expect(elsewhere.run('LeNet-5')).toHaveAttribute('data-run-kept', 'training');

  await reload(page);
  await history.open();
  await expect(history.run('LeNet-5')).toHaveAttribute('data-run-kept', 'interrupted');
  await expect(elsewhere.run('LeNet-5')).toHaveAttribute('data-run-kept', 'interrupted');
  await history.run('LeNet-5').click();
  await expect(history.details).toContainText('The page was closed or reloaded while it trained');
  await expect(history.details.getByLabel(/^Loss.*training/)).toBeVisible();
});

test('a run that finds no room stays whole in memory, says so once, and is kept when something is deleted', async ({
  page,
}) => {
  // A browser without room, for as long as the page says so.
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      const full = document.documentElement.dataset.storage === 'full' && /^(runs|traces)$/.test(this.name);
      if (full) throw new DOMException('The disk is full.', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  const setFull = (full: boolean) =>
    page.evaluate(
      (value) => {
        document.documentElement.dataset.storage = value;
      },
      full ? 'full' : '',
    );
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await trainShortly(app);
  await setFull(true);
  await app.setting('Seed', '5');
  await trainShortly(app);
  const notice = page.getByRole('alert').filter({ hasText: 'No room left for this run' });
  await expect(notice).toHaveCount(1);
  await notice.getByRole('button', { name: 'Show what can be deleted' }).click();
  const history = new History(page);
  await expect(history.all).toHaveCount(2);
  await expect(history.dialog.getByText('not kept', { exact: true })).toHaveCount(1);
  await setFull(false);
  const candidates = history.dialog.getByRole('list', { name: 'What can be deleted' });
  await candidates.getByRole('button', { name: 'Delete' }).click();
  await expect(history.dialog.getByText('not kept', { exact: true })).toHaveCount(0);
  await expect(candidates).toHaveCount(0);
  await reload(page);
  await history.open();
  await expect(history.all).toHaveCount(1);
  await expect(history.all).toHaveAccessibleName(/seed 5/);
});
