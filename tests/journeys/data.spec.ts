// Data: the built-in sets, the user's own files, and drawings that they do not fit.
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App } from './app';

const shared = (path: string) => new URL(`../../../shared/data/${path}`, import.meta.url).pathname;

test('says that Shapes does not fit a network for Digits, and adapts it in one click', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(app.inspector.getByRole('img').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Data set' }).first().click();
  await page.getByRole('option', { name: 'Shapes', exact: true }).click();
  await expect(app.inspector).toContainText('32×32×3');
  await page.getByRole('button', { name: 'Adapt the input to 32×32×3', exact: true }).first().click();
  await expect(app.node('input')).toHaveAttribute('data-shape', '32×32×3');
  await expect(page.getByRole('button', { name: 'Adapt the input to 32×32×3', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
});

test('loads CIFAR-10’s binary files', async ({ page }) => {
  const files = ['cifar10/data_batch_1.first1500.bin', 'cifar10/test_batch.first1000.bin'].map(shared);
  test.skip(!files.every((path) => existsSync(path)), 'the CIFAR-10 files are not beside the checkout');
  const app = new App(page);
  await app.open();
  await page.getByRole('tab', { name: 'Data' }).click();
  await app.choose(() => page.getByRole('button', { name: /^Load your own files/ }).click(), files);
  await expect(app.inspector).toContainText('airplane');
  await expect(app.inspector).toContainText('1,500');
});

test('names a wrong file and what was expected, and keeps the data in use', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(app.inspector).toContainText('6,000');
  await app.choose(() => page.getByRole('button', { name: /^Load your own files/ }).click(), {
    name: 'train-images-idx3-ubyte',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3]),
  });
  await expect(app.inspector.getByText(/train-images-idx3-ubyte/).first()).toBeVisible();
  await expect(app.inspector).toContainText(/1,584/);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
});
