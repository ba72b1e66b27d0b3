// Training in the page: to a result, with pauses, and when it goes wrong.
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App } from './app';
import { learningRate } from './screens';

test('opens ready to train, and asks nothing of any other machine', async ({ page }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.hostname !== 'localhost') elsewhere.push(request.url());
  });
  const app = new App(page);
  await app.open();
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('Mini Inception');
  await app.setting('Epochs', '1');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await expect(page.getByText(/WASM with SIMD/).first()).toBeVisible();
  await app.trained();
  expect(await app.percent('Test accuracy')).toBeGreaterThan(30);
  expect(elsewhere).toEqual([]);
});

test('trains LeNet-5 on Digits to at least 97 % held-out accuracy, through a pause', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  const banner = page.getByRole('banner');
  await banner.getByRole('button', { name: 'Pause' }).click();
  await expect(app.run).toHaveAttribute('data-run-state', 'paused');
  await banner.getByRole('button', { name: 'Resume' }).click();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
  await expect(page.getByLabel('Time', { exact: true }).first()).toContainText(/\d:\d\d, \d+:\d\d left/);
  await app.trained();
  expect(await app.percent('Held-out accuracy')).toBeGreaterThanOrEqual(97);
  expect(await app.percent('Test accuracy')).toBeGreaterThanOrEqual(97);
  for (const curve of ['Loss', 'Accuracy'])
    await expect(page.getByRole('img', { name: new RegExp(`^${curve}.*training.*held-out`) })).toBeVisible();
  await expect(page.getByRole('grid', { name: /confusion/i }).first()).toBeVisible();
  expect(await page.getByLabel('Images per second', { exact: true }).first().innerText()).toMatch(/\d/);
});

const mnist = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'].map(
  (name) => new URL(`../../../shared/data/mnist/${name}-ubyte.gz`, import.meta.url).pathname,
);

// As far as is learned in a few seconds; JOURNEYS=whole goes on to what the README says.
const whole = process.env.JOURNEYS === 'whole';
const digits = whole
  ? { images: 20_000, epochs: 2, accuracy: 97 }
  : { images: 8_000, epochs: 1, accuracy: 90 };

test(`loads real MNIST through the file chooser and reads ${digits.accuracy} % of its test set`, async ({
  page,
}) => {
  test.skip(!mnist.every((path) => existsSync(path)), 'the MNIST files are not beside the checkout');
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.showData();
  await app.chooseData(mnist);
  await expect(app.inspector).toContainText('60,000');
  await app.setting('Batch size', '32');
  await app.setting('Training images', String(digits.images));
  await app.setting('Epochs', String(digits.epochs));
  await app.train();
  await app.trained();
  await expect(page.getByLabel('Test images', { exact: true }).first()).toContainText('10,000');
  expect(await app.percent('Test accuracy')).toBeGreaterThanOrEqual(digits.accuracy);
});

test('stops early with test figures, and a run that explodes ends with its step and a remedy that works', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
  await app.trained();
  await expect(page.getByLabel('Test accuracy', { exact: true }).first()).toContainText('%');

  await app.option('Optimizer', 'SGD');
  await learningRate(app, '9');
  await page
    .getByRole('button', { name: /^Train/ })
    .first()
    .click();
  await expect(app.run).toHaveAttribute('data-run-state', 'failed', { timeout: 60_000 });
  await expect(app.run).toContainText(/batch \d+/i);
  await app.run
    .getByRole('button', { name: /learning rate/i })
    .first()
    .click();
  await expect(app.run).toHaveAttribute('data-run-state', /preparing|training/);
});

test('a run that was stopped goes on at the next batch, and one that has ended trains on when given more epochs', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Epochs', '2');
  await app.train();
  await expect(page.getByText(/· batch [1-9][\d,]* of/)).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
  await app.trained();
  await app.run.getByRole('button', { name: /^Go on from (batch|epoch) [\d,]+$/ }).click();
  await expect(app.run).toHaveAttribute('data-run-state', /preparing|training/);
  await app.trained();
  await expect(page.getByText(/^epoch 2 of 2/)).toBeVisible();
  await expect(app.run.getByRole('button', { name: /^Go on/ })).toHaveCount(0);
  await app.setting('Epochs', '3');
  await app.run.getByRole('button', { name: 'Go on from epoch 2' }).press('Enter');
  await expect(app.run).toHaveAttribute('data-run-state', /preparing|training/);
  await app.trained();
  await expect(page.getByText(/^epoch 3 of 3/)).toBeVisible();
});

test('training images can be mirrored and shifted, are shown as training sees them, and the setting is undone and kept', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.getByRole('button', { name: 'Augment: off' }).click();
  const panel = page.getByRole('dialog').filter({ hasText: 'hurts digits' });
  await panel.getByRole('switch', { name: 'Mirror' }).press('Space');
  await panel.getByRole('textbox', { name: 'Shift' }).fill('2');
  await panel.getByRole('textbox', { name: 'Shift' }).press('Enter');
  await expect(panel.getByRole('img', { name: 'The same images as one step sees them' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Augment: mirror, shift 2 px' })).toBeVisible();
  await app.setting('Epochs', '1');
  await app.setting('Training images', '600');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Augment: mirror, shift 2 px' })).toBeVisible();
  await app.train();
  await app.trained();
  const undo = page.getByRole('banner').getByRole('button', { name: /^Undo/ });
  // What was changed right before the reload comes back as one step, and step by step if it was saved by then.
  await expect(async () => {
    await undo.click({ timeout: 1000 });
    await expect(page.getByRole('button', { name: 'Augment: off' })).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('keeps the page answering while it trains', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.train();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
  // A wire can be drawn, a node renamed and undone in mid-training.
  await app.select('stem');
  await app.rename('first');
  await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
  await expect(app.node('stem')).toBeVisible();
  await expect(app.run).toHaveAttribute('data-run-state', 'training');
});

test('LeNet-5, adapted to Shapes in one click, passes 97 % there too', async ({ page }) => {
  test.skip(!whole, 'takes all of 12 epochs: JOURNEYS=whole; data.spec.ts adapts a network to Shapes');
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.showData();
  await page.getByRole('combobox', { name: 'Data set' }).first().click();
  await page.getByRole('option', { name: 'Shapes', exact: true }).click();
  await app.inspector.getByRole('button', { name: 'Adapt the input to 32×32×3', exact: true }).click();
  await app.setting('Epochs', '12');
  await app.train();
  await app.trained();
  expect(await app.percent('Test accuracy')).toBeGreaterThanOrEqual(97);
});
