// Drawing: from an empty canvas to a network whose every shape is seen, and what happens to wires that are wrong.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('draws the reduced Inception module wire by wire and reads 28×28×256 on its last edge', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  const layers = [
    ['Input', 'input', { Channels: 192 }, 110, 230],
    ['1×1 bottleneck', 'one', { Filters: 64 }, 345, 70],
    ['1×1 bottleneck', 'r3', { Filters: 96 }, 345, 190],
    ['Conv 2D', 'c3', { Filters: 128, Kernel: 3 }, 580, 190],
    ['1×1 bottleneck', 'r5', { Filters: 16 }, 345, 310],
    ['Conv 2D', 'c5', { Filters: 32, Kernel: 5 }, 580, 310],
    ['Max pool', 'pool', { Window: 3, Stride: 1 }, 345, 430],
    ['1×1 bottleneck', 'pp', { Filters: 32 }, 580, 430],
    ['Concat', 'join', {}, 815, 230],
    ['Conv 2D', 'next', { Filters: 480 }, 815, 420],
  ] as const;
  for (const [label, name, params, x, y] of layers) {
    await app.drop(label, name, x, y);
    for (const [field, value] of Object.entries(params)) await app.set(field, Number(value));
    if (name === 'pool') await app.setPadding('same');
  }
  for (const [from, to, slot] of [
    ['input', 'one', 0],
    ['input', 'r3', 0],
    ['r3', 'c3', 0],
    ['input', 'r5', 0],
    ['r5', 'c5', 0],
    ['input', 'pool', 0],
    ['pool', 'pp', 0],
    ['one', 'join', 0],
    ['c3', 'join', 1],
    ['c5', 'join', 2],
    ['pp', 'join', 3],
    ['join', 'next', 0],
  ] as const) {
    await app.wire(from, to, slot);
    await expect(app.edge(from, to, slot)).toHaveAttribute('data-state', 'ok');
  }
  await expect(app.edge('join', 'next')).toHaveText('28×28×256');
  await expect(app.node('join')).toHaveAttribute('data-shape', '28×28×256');
  await expect(app.node('r5')).toContainText('192 → 16, ÷12');

  await app.select('c5');
  await expect(app.inspector).toContainText('5·5·16·32 + 32 = 12,832 weights');
  await expect(app.inspector).toContainText('28·28·5·5·16·32 = 10,035,200');
  await expect(app.node('c5')).toContainText('12.8 k weights');
  await expect(app.node('c5')).toContainText('10 M MACs');

  await test.step('a parameter that breaks a wire marks it with the reason and keeps it', async () => {
    await app.setPadding('valid');
    await expect(app.edge('c5', 'join', 2)).toHaveAttribute('data-state', 'broken');
    await expect(app.node('join')).toHaveAttribute('data-state', 'misfit');
    await expect(app.node('next')).toHaveAttribute('data-state', 'waiting');
    await expect(app.node('next')).toContainText('waiting for join');
    await app.edge('c5', 'join', 2).click();
    await page.getByRole('button', { name: 'Set padding of “c5” to same' }).first().click();
    await expect(app.edge('join', 'next')).toHaveText('28×28×256');
  });

  await test.step('undo and redo walk through all of it', async () => {
    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
    await expect(app.edge('c5', 'join', 2)).toHaveAttribute('data-state', 'broken');
    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
    await expect(app.edge('join', 'next')).toHaveText('28×28×256');
    await page.getByRole('banner').getByRole('button', { name: /^Redo/ }).click();
    await expect(app.edge('c5', 'join', 2)).toHaveAttribute('data-state', 'broken');
  });
});

test('a wrong skip-add says both shapes before the drop, and takes the 1×1 projection in one click', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'input', 110, 120);
  await app.set('Height', 32);
  await app.set('Width', 32);
  await app.drop('Conv 2D', 'a', 350, 120);
  await app.set('Filters', 64);
  await app.drop('Conv 2D', 'b', 640, 120);
  await app.set('Filters', 128);
  await app.set('Stride', 2);
  await app.drop('Skip-add', 'sum', 790, 330);
  await app.wire('input', 'a');
  await app.wire('a', 'b');
  await app.wire('b', 'sum');

  await app.drag('a', 'sum', 1, true);
  const reason = page.getByText(/“a” \(32×32×64\) does not fit “sum” beside “b” \(16×16×128\)/);
  await expect(reason.first()).toBeVisible();
  await page.mouse.up();
  const dialog = page.getByRole('alertdialog', { name: 'This wire does not fit' });
  await expect(dialog).toContainText('“a” (32×32×64)');
  await expect(dialog).toContainText('“b” (16×16×128)');
  await expect(app.edge('a', 'sum', 1)).toHaveCount(0);
  await dialog
    .getByRole('button', { name: 'Insert 1×1 projection after “a”: 128 filters, stride 2' })
    .click();
  await expect(app.node('sum')).toHaveAttribute('data-shape', '16×16×128');
  await expect(app.edge('reduce1', 'sum', 1)).toHaveText('16×16×128');
});

test('says which slots would fit while a wire is dragged, and mends a refused concat by the matching stride in one click', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'input', 110, 120);
  await app.drop('Conv 2D', 'a', 380, 120);
  await app.drop('Conv 2D', 'b', 380, 320);
  await app.set('Stride', 2);
  await app.drop('Concat', 'join', 700, 220);
  await app.drag('input', 'a', 0, true);
  await expect(page.getByRole('status').getByText('Fits a → 28×28×32')).toBeVisible();
  await expect(app.node('b')).toContainText('14×14×32');
  await page.mouse.up();
  await app.wire('input', 'b');
  await app.wire('a', 'join');
  await app.drag('b', 'join', 1);
  const dialog = page.getByRole('alertdialog', { name: 'This wire does not fit' });
  await expect(dialog).toContainText('“b” (14×14×32)');
  await expect(dialog).toContainText('“a” (28×28×32)');
  await dialog.getByRole('button', { name: 'Set stride of “b” to 1' }).click();
  await expect(app.edge('b', 'join', 1)).toHaveAttribute('data-state', 'ok');
  await expect(app.node('join')).toHaveAttribute('data-shape', '28×28×64');
});

test('refuses a wire that would close a cycle and names the cycle', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Conv 2D', 'a', 200, 120);
  await app.drop('Conv 2D', 'b', 500, 300);
  await app.wire('a', 'b');
  await app.drag('b', 'a');
  await expect(page.getByRole('alertdialog')).toContainText('a → b → a');
  await expect(app.edge('b', 'a')).toHaveCount(0);
});

test('Train says what a drawing lacks and takes you there', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'input', 120, 120);
  await app.drop('Dense', 'fc', 480, 120);
  await app.set('Units', 10);
  await app.drop('Classifier output', 'classes', 780, 300);
  await app.wire('fc', 'classes');
  await page.getByRole('button', { name: /^Train:/ }).click();
  await expect(page.getByText(/“fc” \(Dense\) still needs a wire into its input/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Go there: fc' }).first().click();
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('fc');
  await app.drag('input', 'fc');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Insert global average pool' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Insert flatten' }).click();
  await expect(app.node('classes')).toHaveAttribute('data-state', 'ok');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
});
