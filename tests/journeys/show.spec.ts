// Showing a drawing elsewhere: as a figure in a paper, on a slide, on the clipboard, on paper.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';
import { readPdf } from './pdfText';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Export picture' });
const previewOf = (page: Page): Locator =>
  dialogOf(page).getByRole('img', { name: 'The drawing as it will be saved' });

/** Presses E and waits for the preview. */
async function exportPicture(page: Page): Promise<Locator> {
  await page.keyboard.press('e');
  await expect(previewOf(page)).toBeVisible();
  return dialogOf(page);
}

async function saved(page: Page, save: () => Promise<void>) {
  const download = page.waitForEvent('download');
  await save();
  const file = await download;
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

const lenet = [
  'input',
  'conv1',
  'pool1',
  'conv2',
  'pool2',
  'flatten',
  'dense1',
  'dense2',
  'logits',
  'classes',
];

test('E and Enter save an SVG that needs nothing else, with every name as text', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await exportPicture(page);
  await expect(dialogOf(page).getByRole('button', { name: 'Save SVG' })).toBeFocused();
  const { name, content } = await saved(page, () => page.keyboard.press('Enter'));
  expect(name).toBe('lenet-5.svg');
  const svg = content.toString('utf8');
  const read = await page.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      fault: root.querySelector('parsererror')?.textContent ?? '',
      texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
      foreign: root.querySelectorAll('foreignObject, script, image, use').length,
      links: [...root.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].filter(({ name: attribute }) => /href|src/.test(attribute)),
      ).length,
    };
  }, svg);
  expect(read).toMatchObject({ fault: '', foreign: 0, links: 0 });
  for (const node of lenet) expect(read.texts).toContain(node);
  expect(svg.match(/url\((?!data:font\/woff2;base64,)/g)).toBeNull();
  await expect(dialogOf(page)).toBeHidden();
});

test('a PNG has the pixels that the dialog says, and nothing behind the drawing when transparent', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.menu(/^Export picture/);
  await expect(previewOf(page)).toBeVisible();
  const dialog = dialogOf(page);
  await dialog.getByText('PNG', { exact: true }).click();
  await dialog.getByText('1×', { exact: true }).click();
  const size = dialog.getByRole('status');
  const once = /([\d,]+) × ([\d,]+) px/.exec(await size.innerText());
  await dialog.getByText('2×', { exact: true }).click();
  await dialog.getByRole('switch', { name: 'Transparent background' }).click();
  const pixels = (written: string | undefined) => 2 * Number(written?.replaceAll(',', ''));
  const expected = { width: pixels(once?.[1]), height: pixels(once?.[2]) };
  await expect(size).toContainText(expected.width.toLocaleString('en'));
  await expect(previewOf(page)).toBeVisible();
  const { name, content } = await saved(page, () => dialog.getByRole('button', { name: 'Save PNG' }).click());
  expect(name).toBe('lenet-5.png');
  expect({ width: content.readUInt32BE(16), height: content.readUInt32BE(20) }).toEqual(expected);
  const drawn = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    let opaque = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] === 255) opaque += 1;
    return { corner: data[3], opaque };
  }, content.toString('base64'));
  expect(drawn.corner).toBe(0);
  expect(drawn.opaque).toBeGreaterThan(10_000);
});

test('a PDF is one page as large as the figure, and its text can be read', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  const dialog = await exportPicture(page);
  const size = /([\d,]+) × ([\d,]+) px/.exec(await dialog.getByRole('status').innerText());
  await dialog.getByRole('radio', { name: 'PDF' }).press(' ');
  await dialog.getByRole('textbox', { name: 'File name' }).fill('Figure 3');
  const { name, content } = await saved(page, () => page.keyboard.press('Enter'));
  expect(name).toBe('figure-3.pdf');
  const { text, page: paper, pages } = readPdf(content);
  const lines = text.split('\n');
  for (const words of [...lenet, 'Conv 2D', '28×28×6', '5×5, 6, pad 2, ReLU', '156 weights'])
    expect(lines).toContain(words);
  expect(text).not.toContain('�');
  expect(pages).toBe(1);
  const points = (written: string | undefined) => 0.75 * Number(written?.replaceAll(',', ''));
  expect(paper[0]).toBeCloseTo(points(size?.[1]), 1);
  expect(paper[1]).toBeCloseTo(points(size?.[2]), 1);
});

test('modules unfold into what is in them; a PNG too large says so and what to do', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('ResNet-152');
  const dialog = await exportPicture(page);
  const folded = await dialog.getByRole('status').innerText();
  await dialog.getByRole('switch', { name: 'Unfold modules' }).press(' ');
  await expect(dialog.getByRole('status')).not.toHaveText(folded);
  await expect(dialog.getByRole('status')).toContainText('px');
  await dialog.getByRole('radio', { name: 'PNG' }).press(' ');
  await dialog.getByRole('radio', { name: '4×' }).press(' ');
  await expect(dialog.getByRole('status')).toContainText('Choose a smaller scale, or SVG or PDF');
  await expect(dialog.getByRole('button', { name: 'Save PNG' })).toBeDisabled();
  await dialog.getByRole('radio', { name: 'SVG' }).press(' ');
  const { content } = await saved(page, () =>
    dialog.getByRole('button', { name: 'Save SVG' }).press('Enter'),
  );
  expect(content.toString('utf8').match(/ data-node="/g)?.length).toBe(516);
});

test('a selection alone goes to the clipboard as an image', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.select('conv1');
  await app.node('pool1').click({ modifiers: ['Shift'] });
  await page.keyboard.press('e');
  await expect(previewOf(page)).toBeVisible();
  const dialog = dialogOf(page);
  const whole = await dialog.getByRole('status').innerText();
  await dialog.getByRole('radio', { name: 'Selection (2)' }).press(' ');
  await expect(dialog.getByRole('status')).not.toHaveText(whole);
  await dialog.getByRole('radio', { name: 'PNG' }).press(' ');
  await dialog.getByRole('button', { name: 'Copy as PNG' }).click();
  await expect(page.getByText('Copied the picture as PNG.')).toBeVisible();
  const types = await page.evaluate(async () => (await navigator.clipboard.read())[0]?.types);
  expect(types).toEqual(['image/png']);
});

test('what was chosen is remembered, and an empty drawing has nothing to export', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  const dialog = await exportPicture(page);
  await dialog.getByRole('radio', { name: 'Black and white' }).press(' ');
  await dialog.getByRole('radio', { name: 'PDF' }).press(' ');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.reload();
  await app.menu(/^Export picture/);
  await expect(dialog.getByRole('radio', { name: 'Black and white' })).toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Save PDF' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await app.newDrawing();
  await page.getByRole('button', { name: 'File' }).click();
  await expect(page.getByRole('menuitem', { name: /^Export picture/ })).toBeDisabled();
});

test('printing gives title, figure and totals on paper, and nothing of the window', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    // After the app's own: what stands on the paper, and whether anything of the window does.
    window.addEventListener('beforeprint', () => {
      const sheet = document.getElementById('print-sheet');
      seen.push(sheet?.textContent ?? '', document.title);
    });
    // A test has no printer to ask for.
    window.print = () => seen.push('asked for a printer');
  });
  await page.pdf();
  const seen = () => page.evaluate(() => (window as Window & { seen?: string[] }).seen ?? []);
  const [sheet, title] = await seen();
  for (const words of ['LeNet-5', 'conv1', '28×28×6', '61,706 trainable weights; 416,520 MACs'])
    expect(sheet).toContain(words);
  expect(title).toBe('LeNet-5');
  await expect(page.locator('#print-sheet')).toHaveCount(0);
  await expect(page).toHaveTitle('Convas');
  await page.keyboard.press('Control+p');
  expect(await seen()).toContain('asked for a printer');
});
