// Outputs other than one classifier: pictures, several at once, and what they need of the data.
import { expect, type Locator, test } from '@playwright/test';
import { App } from './app';
import { bars } from './images';

/** How many different colours a picture has: 1 is a blank one. */
const coloursOf = (picture: Locator): Promise<number> =>
  picture.evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
  });

test('an autoencoder shows its test images as they were given and as they came back', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('Convolutional autoencoder');
  await app.setting('Epochs', '1');
  await app.setting('Training images', '640');
  await app.train();
  await app.trained();
  const result = page.getByRole('region', { name: 'Result of the run' });
  const pictures = result.getByRole('region', { name: 'Test images at “image”' });
  for (const row of ['given', 'output', 'target'])
    await expect(pictures.getByRole('rowheader', { name: row, exact: true })).toBeVisible();
  const [given, output] = ['given', 'output'].map((row) =>
    pictures.getByRole('img', { name: `image 1, ${row}`, exact: true }),
  ) as [Locator, Locator];
  await expect(given).toBeVisible();
  await expect.poll(() => coloursOf(given)).toBeGreaterThan(2);
  await expect.poll(() => coloursOf(output)).toBeGreaterThan(2);
  await expect(result.getByLabel('Test PSNR', { exact: true })).toContainText(/^\d+\.\d dB$/);

  await test.step('large in a dialog that holds the focus and gives it back', async () => {
    const enlarge = result.getByRole('button', { name: 'Enlarge the pictures' });
    await enlarge.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', {
      name: /^Pictures of Convolutional autoencoder, \d+ test images$/,
    });
    await expect(dialog.getByRole('img', { name: 'image 1, output', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(enlarge).toBeFocused();
  });
});

test('a network with two tasks has the figures and the curves of both', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('Two tasks, one network');
  await app.setting('Epochs', '1');
  await app.setting('Training images', '1280');
  await app.train();
  await app.trained();
  const outputs = page.getByRole('table', { name: 'Test figures of every output' });
  await expect(outputs.getByRole('rowheader')).toHaveText(['classes', 'place']);
  await expect(page.getByLabel('Test accuracy of classes', { exact: true })).toHaveText(/^\d+(\.\d)? %$/);
  await expect(page.getByLabel('Test error of place', { exact: true })).toHaveText(/^0\.\d+$/);
  await expect(
    page.getByRole('img', {
      name: /^Loss by batch.*classes, training \d.*place, training \d.*total, training \d/,
    }),
  ).toBeVisible();
  await expect(
    page.getByRole('img', {
      name: /^Accuracy and error by batch.*classes, held-out \d.*place, held-out \d/,
    }),
  ).toBeVisible();
  const result = page.getByRole('region', { name: 'Result of the run' });
  await result.getByText('Confusion', { exact: true }).click();
  await expect(result.getByRole('grid', { name: /confusion/i })).toBeVisible();
});

test('an output that the data cannot teach says which built-in data can, and one click trains on it', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('A U-shaped segmenter');
  await app.showData();
  await expect(app.data).toHaveAttribute('data-data-state', 'ready');
  await expect(app.data).not.toContainText('Data and network do not match');
  await app.chooseData(bars(3));
  await expect(app.data).toContainText(
    /“pixels” \(Pixel classifier output\) needs a class for every pixel to learn from with each image, which “.+” does not have\. Of the built-in data, “Digits” and “Shapes” have it\./,
  );
  // To adapt the input alone would leave nothing to learn from.
  await expect(app.data.getByRole('button', { name: /^Adapt (both|all)/ })).toHaveCount(0);
  await app.data.getByRole('button', { name: 'Use Shapes' }).click();
  await expect(app.data).not.toContainText('Data and network do not match');
  await app.setting('Epochs', '1');
  await app.setting('Training images', '160');
  await app.train();
  await app.trained();
  await expect(page.getByLabel('Test mean IoU', { exact: true }).first()).toContainText(/\d %$/);
  await expect(page.getByRole('region', { name: 'Test images at “pixels”' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Classes of pixels' })).toContainText('background');
});
