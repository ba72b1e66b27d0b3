// Designs side by side: twins, what differs, training together, and what becomes of one that goes wrong.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

const pane = (page: Page, id: string) => page.locator(`[data-pane="${id}"]`);
const card = (page: Page, id: string, node: string) => pane(page, id).locator(`[data-node-id="${node}"]`);

async function openTwin(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('b');
  await page.getByRole('dialog', { name: 'Compare with' }).getByRole('button', { name }).click();
  await expect(pane(page, 'B')).toBeVisible();
}

/** Settings with which two small networks train in seconds. */
async function few(app: App): Promise<void> {
  await app.setting('Training images', '256');
  await app.setting('Epochs', '1');
}

test('a plain twin stands beside its design: what differs is marked on both, and a layer leads to its counterpart', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('Small residual network');
  await openTwin(page, /^Plain twin/);
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue(/Plain twin/);
  const marked = pane(page, 'A').locator('[data-diff="removed"]');
  await expect(marked.first()).toBeVisible();
  await expect(pane(page, 'B').locator('[data-diff]')).toHaveCount(0);
  const adds = await pane(page, 'A').locator('[data-kind="add"]').count();
  expect(adds).toBeGreaterThan(0);
  await expect(pane(page, 'A').locator('[data-kind="add"][data-diff="removed"]')).toHaveCount(adds);

  await test.step('selecting in one pane selects in the other', async () => {
    await card(page, 'A', 'stem').click();
    await expect(pane(page, 'B').locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'stem');
  });

  await test.step('the panel tells totals and differences', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await expect(page.getByRole('table', { name: 'Totals of the designs' })).toContainText(
      'Trainable weights',
    );
    const differences = page.getByRole('region', { name: 'What differs between A and B' });
    await expect(differences).toContainText(/Removed .*Skip-add/);
    await page.getByRole('switch', { name: 'Mark what differs on the canvas' }).press(' ');
    await expect(page.locator('[data-diff]')).toHaveCount(0);
  });

  await test.step('each pane has its own history, and closing can be taken back', async () => {
    await card(page, 'B', 'stem').click();
    await page.keyboard.press('Delete');
    await expect(card(page, 'B', 'stem')).toHaveCount(0);
    await expect(card(page, 'A', 'stem')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(card(page, 'B', 'stem')).toBeVisible();
    await page.getByRole('button', { name: 'Close design B' }).click();
    await expect(pane(page, 'B')).toHaveCount(0);
    // The panel on the left, which had given the canvases its room, is back.
    await expect(app.palette('Conv 2D')).toBeVisible();
    const closed = page.getByRole('alert').filter({ hasText: 'Closed design B' });
    await closed.getByRole('button', { name: 'Undo' }).click();
    await expect(card(page, 'B', 'stem')).toBeVisible();
  });

  await test.step('a reload brings both back, and with the first alone the panel on the left', async () => {
    await page.waitForFunction(async () => {
      const names = await indexedDB.databases();
      return names.length > 0;
    });
    await page.reload();
    await expect(card(page, 'B', 'stem')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue(
      /Plain twin|Small residual/,
    );
    await page.getByRole('button', { name: 'Close design B' }).click();
    // As before the reload: what had given the canvases its room comes back.
    await expect(app.palette('Conv 2D')).toBeVisible();
  });
});

test('two designs train together in lockstep on the very same batches, by keyboard alone', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await few(app);
  await page.getByRole('button', { name: 'Compare' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Compare with' });
  await dialog.getByRole('button', { name: 'A copy of this one' }).press('Enter');
  await expect(pane(page, 'B')).toBeVisible();
  await page.locator('body').press('2');
  await expect(pane(page, 'B')).toHaveAttribute('data-active', 'true');
  await expect(pane(page, 'B').locator('.react-flow__node:focus')).toHaveCount(1);
  await page.getByRole('button', { name: /^Train all/ }).press('Enter');
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await app.trained();
  await page.getByRole('radio', { name: 'Results' }).press(' ');
  const results = page.getByRole('table', { name: 'Results of all designs' });
  await expect(results).toContainText('done');
  await expect(page.getByText('All designs saw the very same batches, in the same order.')).toBeVisible();
  // Equal designs with equal weights, batches and seeds learn equally.
  const loss = (id: string) => page.getByLabel(`Training loss of ${id}`, { exact: true }).innerText();
  expect(await loss('A')).toBe(await loss('B'));

  await test.step('curves overlaid, gradients by depth, and all of it to take away', async () => {
    await page.getByRole('radio', { name: 'Gradients' }).press(' ');
    await expect(page.getByText(/conv1/).first()).toBeAttached();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    await page.getByRole('menuitem', { name: /^Report/ }).press('Enter');
    const report = readFileSync(await (await download).path(), 'utf8');
    expect(report).toContain('LeNet-5');
    expect(report).not.toMatch(/<(script src|link|img src="http)/);
  });

  await test.step('closing a design leaves the focus on a card of the other', async () => {
    await page.getByRole('button', { name: 'Close design B' }).press('Enter');
    await expect(page.locator('.react-flow__node:focus')).toHaveCount(1);
  });
});

/** A comparison of two small networks; the second one's loss counts `weight` times. */
const comparison = (weight: number, wired = true) => {
  const net = (title: string, params: object, factor: number) => ({
    format: 'convas',
    version: 2,
    title,
    nodes: [
      { id: 'input', layer: 'input', params: { height: 28, width: 28, channels: 1 }, position: [0, 0] },
      { id: 'flat', layer: 'flatten', position: [240, 0] },
      {
        id: 'hidden',
        layer: 'dense',
        params: { units: 16, ...params },
        position: [480, 0],
      },
      { id: 'logits', layer: 'dense', params: { units: 10 }, position: [720, 0] },
      { id: 'classes', layer: 'classifier', params: { weight: factor }, position: [960, 0] },
    ],
    edges: [
      { from: 'input', to: 'flat' },
      ...(wired || title === 'Sound' ? [{ from: 'flat', to: 'hidden' }] : []),
      { from: 'hidden', to: 'logits' },
      { from: 'logits', to: 'classes' },
    ],
    training: { epochs: 2, trainingImages: 640, learningRate: 0.05, optimizer: 'sgd' },
  });
  return {
    format: 'convas-comparison',
    version: 1,
    title: 'Two starts',
    watch: 'The second one goes astray.',
    designs: [
      net('Sound', { activation: 'relu' }, 1),
      net('Wild', { initializer: 'normal', initializerValue: 1 }, weight),
    ],
  };
};

test('a run that diverges ends alone, marked, and the other goes on to its end', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(comparison(100), 'starts.json');
  await expect(pane(page, 'B')).toBeVisible();
  await page.getByRole('button', { name: /^Train all/ }).click();
  await expect(page.getByLabel('Progress of B', { exact: true })).toContainText('diverged');
  await app.trained();
  await expect(page.getByLabel('Progress of A', { exact: true })).toContainText('Done');
});

test('a design that is not whole keeps the others from starting, and says which and where', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(comparison(1, false), 'starts.json');
  await page.getByRole('button', { name: /^Train all.*in the way/ }).click();
  const missing = page.getByRole('dialog', { name: 'What is missing before training' });
  await expect(missing).toContainText('B');
  await expect(missing).toContainText('hidden');
  await expect(app.run).toHaveAttribute('data-run-state', 'idle');
  await expect(pane(page, 'A').locator('[data-state="ok"]').first()).toBeVisible();
});

test('a demonstration opens with designs, data and settings ready', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('button', { name: 'Compare' }).click();
  const demonstrations = page.getByRole('region', { name: 'Demonstrations' });
  await demonstrations.getByRole('button').first().click();
  await expect(pane(page, 'B')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Train all: \d designs$/ })).toBeEnabled();
  await expect(page.getByRole('alert').getByRole('button', { name: 'Undo' })).toBeVisible();
});
