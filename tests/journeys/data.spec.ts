// Data: the built-in sets, the user's own files, and drawings that they do not fit.
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App, type GivenFile } from './app';
import { bars, cifarFile, cut, gzipped, labelsFile } from './images';

const shared = (path: string) => new URL(`../../../shared/data/${path}`, import.meta.url).pathname;

test('says that Shapes does not fit a network for Digits, and adapts it in one click', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.showData();
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
  await app.showData();
  await app.chooseData(files);
  await expect(app.inspector).toContainText('airplane');
  await expect(app.inspector).toContainText('1,500');
});

const images = (file: GivenFile | undefined): GivenFile => {
  if (!file) throw new Error('A data set has four files.');
  return file;
};
const [trainImages, trainLabels, testImages, testLabels] = bars(3).map(images) as [
  GivenFile,
  GivenFile,
  GivenFile,
  GivenFile,
];

test('names wrong, truncated and mismatched files with what was expected, loads none of them, and keeps the data in use', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  const cases: readonly (readonly [string, readonly GivenFile[], readonly RegExp[]])[] = [
    [
      'an IDX file that breaks off',
      [cut(trainImages, 1000), trainLabels],
      [/train-images-idx3-ubyte is truncated/, /192 × 12 × 12 values, so expected 27,664 bytes, has 1,000/],
    ],
    [
      'a gzip file that breaks off',
      [cut(gzipped(trainImages), 300), trainLabels],
      [/train-images-idx3-ubyte\.gz is a truncated or damaged gzip file: of its 300 bytes/],
    ],
    [
      'images and labels of other counts',
      [trainImages, labelsFile('train-labels-idx1-ubyte', 191, 3)],
      [/train-images-idx3-ubyte has 192 images, but train-labels-idx1-ubyte has 191 labels/],
    ],
    [
      'a CIFAR-10 batch of a wrong length',
      [cifarFile('data_batch_1.bin', 3, 100)],
      [/data_batch_1\.bin is truncated: expected a multiple of 3,073 bytes/, /has 9,119/],
    ],
    [
      'files of two data sets',
      [trainImages, trainLabels, cifarFile('data_batch_1.bin', 3)],
      [/belongs to CIFAR-10/, /Choose the files of one data set/],
    ],
    [
      'images without labels',
      [trainImages],
      [/train-images-idx3-ubyte has no labels file: add train-labels/],
    ],
  ];
  for (const [what, files, told] of cases) {
    await test.step(what, async () => {
      await app.chooseData(files);
      const alert = app.data.getByRole('alert', { name: 'The data was not loaded' });
      for (const words of told) await expect(alert).toContainText(words);
      await expect(alert).toContainText('“Digits” is still in use.');
      await expect(app.data).toContainText('6,000');
      await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(app.data).toHaveAttribute('data-data-state', 'ready');
    });
  }
});

test('names each of the broken files in the wild', async ({ page }) => {
  const names = ['44-byte-train-images-idx3-ubyte.gz', 'truncated.jpg'];
  const files = names.map((name) => shared(`broken-files/${name}`));
  test.skip(!files.every((path) => existsSync(path)), 'the broken files are not beside the checkout');
  const app = new App(page);
  await app.open();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await app.chooseData(files);
  const alert = app.data.getByRole('alert', { name: 'The data was not loaded' });
  await expect(alert).toContainText(/44-byte-train-images-idx3-ubyte\.gz is empty/);
  await expect(alert).toContainText(/truncated\.jpg is of no known kind\. It looks like a JPEG/);
});

test('takes MNIST’s own files dropped on the page, plain or .gz', async ({ page }) => {
  const files = ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'].map((name) =>
    shared(`mnist/${name}`),
  );
  test.skip(!files.every((path) => existsSync(path)), 'the MNIST files are not beside the checkout');
  const app = new App(page);
  await app.open();
  await app.dropFiles(files);
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await expect(app.data).toContainText('28×28×1');
  await expect(app.data.getByRole('img').first()).toBeVisible();
  await app.dropFiles([trainImages, gzipped(trainLabels), gzipped(testImages), testLabels]);
  await expect(app.data).toContainText('12×12×1');
});

test('adapts input and classifier to a data set of the user’s own in one click, trains on it, and has it again after a reload', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('Small plain network');
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await app.chooseData([trainImages, trainLabels, testImages, testLabels]);
  await expect(app.data).toContainText('Data and network do not match');
  await expect(app.data).toContainText('The data’s images are 12×12×1');
  await expect(app.data).toContainText('The data has 3 classes');
  await page.getByRole('button', { name: /^Train:/ }).click();
  await page
    .getByRole('dialog')
    .filter({ hasText: 'in the way of training' })
    .getByRole('button', { name: 'Show the data' })
    .click();
  await app.data.getByRole('button', { name: 'Adapt both: 12×12×1, 3 classes' }).click();
  await expect(app.data).not.toContainText('Data and network do not match');
  await expect(app.node('input')).toHaveAttribute('data-shape', '12×12×1');
  await expect(app.node('classes')).toHaveAttribute('data-shape', '3');
  await app.setting('Epochs', '6');
  await app.setting('Batch size', '16');
  await app.train();
  await app.trained();
  expect(await app.percent('Test accuracy')).toBeGreaterThan(60);

  await page.reload();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await expect(app.data).toContainText('12×12×1');
  await expect(app.data).toContainText('192');
  await expect(page.getByRole('button', { name: /^Train( again)?$/ })).toBeVisible();
});

test('deletes a data set of one’s own by keyboard, takes that back, and has it gone for good otherwise', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await app.chooseData([trainImages, trainLabels, testImages, testLabels]);
  await expect(app.data).toContainText('It has no labels, values, or masks');
  const remove = app.data.getByRole('button', { name: /^Delete “Your 12×12×1 images”/ });
  const inUse = app.data.getByRole('combobox', { name: 'Images to learn from' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect(remove).toHaveCount(0);
  await expect(inUse).toHaveValue('Digits');
  await expect(page.getByRole('button', { name: /^Load your own files/ })).toBeFocused();
  await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
  await expect(remove).toBeVisible();
  await expect(inUse).toHaveValue('Your 12×12×1 images');

  await remove.click();
  await expect(remove).toHaveCount(0);
  await page.reload();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await expect(inUse).toHaveValue('Digits');
  await expect(remove).toHaveCount(0);
});

test('shows masks over the samples, and says of each what can be learned from it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  const targets = app.data.getByRole('region', { name: 'What can be learned' });
  for (const words of ['odd, at least 5, prime, has a loop', 'slant, thickness, centre x, centre y', 'ink'])
    await expect(targets).toContainText(words);
  const samples = app.data.getByRole('listbox', { name: 'Samples, by arrow keys' });
  const picture = () =>
    app.data.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await picture();
  await app.data.getByText('Masks', { exact: true }).last().click();
  expect(await picture()).not.toBe(before);
  await samples.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  const sample = samples.getByRole('option');
  await expect(sample).toHaveAccessibleName(/^1, training image [\d,]+; Labels: odd; Values: slant 0\.\d\d/);
  await expect(page.getByRole('tooltip')).toContainText('Mask: ink');
  await page.keyboard.press('Escape');
  await expect(sample).toHaveCount(0);
});
