// What goes wrong around training, and that each case is said plainly with a way on while the drawing stays.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('says before training that memory will not suffice, and the batch size it offers trains', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.select('conv1');
  await app.set('Filters', 56);
  await expect(app.node('conv1')).toHaveAttribute('data-shape', '28×28×56');
  await app.setting('Batch size', '4096');
  await app.setting('Epochs', '1');
  await page.getByRole('button', { name: 'Train: 1 problem in the way' }).click();
  const missing = page.getByRole('dialog').filter({ hasText: 'in the way of training' });
  await expect(missing).toContainText(
    /Training with batches of 4,096 images needs about [\d.,]+ GiB, more than the [\d.,]+ GiB that can be used here/,
  );
  await expect(app.run).toHaveAttribute('data-run-state', 'idle');
  await expect(missing).toContainText(/A batch size of \d+ fits\./);
  await missing.getByRole('button', { name: /^Set the batch size to \d+$/ }).click();
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Batch size').first(),
  ).not.toHaveValue('4,096');
  await page.getByRole('dialog').getByRole('button', { name: 'Start training' }).click();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
  await app.trained();
  await expect(page.getByLabel('Test accuracy', { exact: true }).first()).toContainText('%');
});

test('says which backend trains in place of one that is not available', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const adapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(adapter, 'this browser has a WebGPU adapter');
  await app.template('LeNet-5');
  await app.setting('Epochs', '1');
  await app.setting('Training images', '100');
  await app.option('Backend', 'WebGPU');
  await app.train();
  await app.trained();
  await expect(
    page.getByRole('note', { name: /^Backend: WASM with SIMD .*WebGPU was chosen, but/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: '1 note of this run' }).click();
  await expect(page.getByRole('list', { name: 'Notes of this run' })).toContainText(
    /WebGPU is not available here; training runs on WASM with SIMD/,
  );
});

test('says that the training worker died, before or in mid-run, keeps the drawing, and trains on a second try', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.select('conv1');
  // The data is there, so that the training worker's script is the next to be fetched.
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();

  const script = '**/assets/worker-*.js';
  await page.route(script, (route) => route.abort());
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'failed');
  await expect(app.run).toContainText('The run failed before the first batch');
  await expect(app.run).toContainText('perhaps because its script could not be loaded');
  await expect(app.run).toContainText('The drawing is as it was.');
  await page.unroute(script);

  const made = page.waitForEvent('worker', (worker) => /worker-/.test(worker.url()));
  await app.run.getByRole('button', { name: 'Try again' }).click();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await (await made).evaluate(() => {
    setTimeout(() => {
      throw new Error('the power went');
    });
  });
  await expect(app.run).toHaveAttribute('data-run-state', 'failed');
  await expect(app.run).toContainText(/The training worker died: .*the power went/);
  await expect(app.node('conv1')).toHaveAttribute('data-shape', '28×28×6');
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('conv1');

  await app.setting('Epochs', '1');
  await app.run.getByRole('button', { name: 'Try again' }).click();
  await app.trained();
});

test('a reload in mid-training finds the drawing, the settings and the run, which goes on where its weights were kept', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Epochs', '200');
  await app.setting('Training images', '1000');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  // A change while the run is on, so that the work is saved in its midst.
  await app.select('conv1');
  await app.rename('first');
  await expect(page.getByText(/^epoch (\d{2,}|[3-9]) of 200/)).toBeVisible();
  await page.reload();
  await expect(app.node('first')).toHaveAttribute('data-shape', '28×28×6');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first(),
  ).toHaveValue('200');
  await expect(app.run).toHaveAttribute('data-run-state', 'failed');
  await expect(app.run).toContainText('The run was interrupted at batch');
  await expect(app.run).toContainText('The page was closed or reloaded while it trained.');
  await app.setting('Epochs', '12');
  await app.run.getByRole('button', { name: /^Go on from epoch \d+$/ }).click();
  await expect(app.run).toHaveAttribute('data-run-state', /preparing|training|done/);
  await page.getByRole('button', { name: '1 note of this run' }).click();
  await expect(page.getByRole('list', { name: 'Notes of this run' })).toContainText(/Goes on from epoch \d+/);
  await page.keyboard.press('Escape');
  await app.trained();
  expect(await app.percent('Test accuracy')).toBeGreaterThan(80);
});

test('a run whose worker dies after an epoch goes on from there, and not with a drawing that has changed', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Epochs', '60');
  await app.setting('Training images', '600');
  const made = page.waitForEvent('worker', (worker) => /worker-/.test(worker.url()));
  await app.train();
  await expect(page.getByText(/^epoch (\d{2,}|[2-9]) of 60/)).toBeVisible();
  await (await made).evaluate(() => {
    setTimeout(() => {
      throw new Error('the power went');
    });
  });
  await expect(app.run).toHaveAttribute('data-run-state', 'failed');
  const goOn = app.run.getByRole('button', { name: /^Go on from epoch \d+$/ });
  await expect(goOn).toBeEnabled();
  await app.select('conv1');
  await app.set('Filters', 8);
  await expect(goOn).toBeDisabled();
  await expect(app.run).toContainText('The drawing has changed since that run: undo the change to go on');
  await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
  await app.setting('Epochs', '20');
  await goOn.press('Enter');
  await app.trained();
});

test('gives the same test figures for the same design, data and seed', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.setting('Epochs', '1');
  await app.setting('Training images', '600');
  const figures: string[] = [];
  for (const name of ['Train', 'Train again', 'Train again']) {
    if (figures.length === 2) await app.setting('Seed', '2');
    await page.getByRole('button', { name, exact: true }).click();
    await expect(app.run).toHaveAttribute('data-run-state', /preparing|training/);
    await app.trained();
    const loss = await page.getByLabel('Test loss', { exact: true }).first().innerText();
    figures.push(`${await app.percent('Test accuracy')} ${loss}`);
  }
  expect(figures[1]).toBe(figures[0]);
  expect(figures[2]).not.toBe(figures[0]);
});
