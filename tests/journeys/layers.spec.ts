// Every layer of the palette at work in one network, and every template.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('adds every layer of the palette, sets its parameters, and trains the network of them all on WASM and in plain JavaScript', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  /** Adds by click, wired to what is selected. */
  const grow = async (label: string, id: string, shape?: string) => {
    await app.palette(label).click();
    await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue(id);
    await (shape
      ? expect(app.node(id)).toHaveAttribute('data-shape', shape)
      : expect(app.node(id)).toBeVisible());
  };
  await grow('Input', 'input1', '28×28×1');
  await grow('Conv 2D', 'conv1', '28×28×32');
  await app.inspector.getByRole('textbox', { name: 'Kernel' }).focus();
  await expect(app.inspector).toContainText('Height and width of each kernel. From 1 to 255 px, default 3.');
  await app.set('Filters', 4);
  await app.set('Dilation', 2);
  await app.setPadding('number');
  await expect(app.inspector).toContainText('⌊(28 + 2·2 − 5)/1⌋ + 1 = 28');
  await expect(app.node('conv1')).toHaveAttribute('data-shape', '28×28×4');
  await grow('Batch norm', 'bn1', '28×28×4');
  await grow('Activation', 'act1', '28×28×4');
  await app.option('Function', 'ELU');
  await grow('Max pool', 'pool1', '14×14×4');
  await app.set('Window', 3);
  await expect(app.node('pool1')).toHaveAttribute('data-shape', '13×13×4');
  await app.inspector.getByRole('radiogroup', { name: 'Rounding' }).getByText('ceil').click();
  await expect(app.node('pool1')).toHaveAttribute('data-shape', '14×14×4');
  await grow('Average pool', 'pool2', '7×7×4');
  await app.set('Window', 3);
  await app.set('Stride', 1);
  await app.setPadding('number');
  await expect(app.node('pool2')).toHaveAttribute('data-shape', '12×12×4');
  await app.set('Padding', 1);
  await expect(app.node('pool2')).toHaveAttribute('data-shape', '14×14×4');
  await grow('1×1 bottleneck', 'reduce1', '14×14×16');
  await app.set('Filters', 2);
  await expect(app.node('reduce1')).toContainText('4 → 2, ÷2');
  await grow('Dropout', 'drop1', '14×14×2');
  await app.inspector.getByRole('textbox', { name: 'Rate' }).fill('2');
  await expect(app.inspector.getByRole('alert')).toContainText(/Rate .*from 0 to 0\.\d+, found 2/i);
  await app.set('Rate', 0.2);
  await grow('Concat', 'concat1');
  await app.fit();
  await app.wire('reduce1', 'concat1', 1);
  await expect(app.node('concat1')).toHaveAttribute('data-shape', '14×14×4');
  await app.select('concat1');
  await grow('Skip-add', 'add1');
  await app.fit();
  await app.wire('pool2', 'add1', 1);
  await expect(app.node('add1')).toHaveAttribute('data-shape', '14×14×4');
  await app.select('add1');
  await grow('Global average pool', 'gap1', '4');
  await grow('Flatten', 'flatten1', '4');
  await grow('Dense', 'dense1', '64');
  await app.set('Units', 10);
  await app.option('Activation', 'none');
  await grow('Classifier output', 'classes1', '10');

  await test.step('deleting a node takes its wires with it, and undo brings all of it back', async () => {
    await app.fit();
    await app.select('drop1');
    await page.keyboard.press('Escape');
    await app.node('drop1').click();
    await page.locator('.react-flow__node[data-id="drop1"]').focus();
    await page.keyboard.press('Delete');
    await expect(app.node('drop1')).toHaveCount(0);
    await expect(app.node('classes1')).toHaveAttribute('data-state', 'waiting');
    await expect(app.node('classes1')).toContainText('waiting for concat1');
    await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
    await expect(app.node('classes1')).toHaveAttribute('data-shape', '10');
  });

  await app.setting('Epochs', '1');
  await app.setting('Training images', '160');
  await app.setting('Batch size', '16');
  for (const [i, backend] of (['WASM', 'plain JavaScript'] as const).entries()) {
    await app.option('Backend', backend);
    await page.getByRole('button', { name: i === 0 ? 'Train' : 'Train again', exact: true }).click();
    await expect(app.run).toHaveAttribute('data-run-state', /preparing|training/);
    await app.trained();
    await expect(
      page.getByRole('note', { name: new RegExp(`^Backend: ${backend}.*: chosen in the settings`) }),
    ).toBeVisible();
    await expect(page.getByLabel('Test images', { exact: true }).first()).toContainText('1,000');
  }
});

test('opens templates with every shape known and nothing broken, and one that is ready to train trains', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  for (const [title, last, shape] of [
    ['Inception module, naive', '3a-concat', '28×28×416'],
    ['Inception module with 1×1 reduction', '3a-concat', '28×28×256'],
    ['Small residual network', 'classes', '10'],
  ] as const)
    await test.step(title, async () => {
      await app.template(title);
      await expect(app.node(last)).toHaveAttribute('data-shape', shape);
      await expect(page.locator('[data-edge-id][data-state="broken"], [data-state="misfit"]')).toHaveCount(0);
    });
  await app.setting('Epochs', '1');
  await app.setting('Training images', '1000');
  await app.train();
  await app.trained();
  expect(await app.percent('Test accuracy')).toBeGreaterThan(12);
});
