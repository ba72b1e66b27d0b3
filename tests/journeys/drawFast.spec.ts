// Drawing fast: layers offered where a wire is let go, put on wires, added by Tab, changed in kind, and repeated.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

const chain = {
  format: 'convas',
  version: 2,
  title: 'A chain',
  nodes: [
    { id: 'image', layer: 'input', params: { height: 28, width: 28, channels: 1 } },
    { id: 'conv1', layer: 'conv2d', params: { filters: 8 } },
    { id: 'pool1', layer: 'maxPool' },
    { id: 'flat', layer: 'flatten' },
    { id: 'fc', layer: 'dense', params: { units: 10 } },
    { id: 'out', layer: 'classifier' },
  ],
  edges: [
    { from: 'image', to: 'conv1', slot: 0 },
    { from: 'conv1', to: 'pool1', slot: 0 },
    { from: 'pool1', to: 'flat', slot: 0 },
    { from: 'flat', to: 'fc', slot: 0 },
    { from: 'fc', to: 'out', slot: 0 },
  ],
};

async function begin(page: Page): Promise<App> {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  return app;
}

const menu = (page: Page) => page.getByRole('dialog', { name: /^(Add a layer|Insert between|Change)/ });
const option = (page: Page, kind: string) => menu(page).locator(`[role="option"][data-kind="${kind}"]`);
const nodes = (page: Page) => page.locator('[data-node-id]');
const undo = (page: Page) => page.keyboard.press('Control+z');

/** Drags from a handle to a place on the canvas, in pixels from its corner. */
async function pull(page: Page, from: Locator, x: number, y: number): Promise<void> {
  const box = await from.boundingBox();
  const canvas = await page.locator('.react-flow').boundingBox();
  if (!box || !canvas) throw new Error('Nothing to pull from.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(canvas.x + x - 30, canvas.y + y - 20, { steps: 4 });
  await page.mouse.move(canvas.x + x, canvas.y + y, { steps: 4 });
  await page.mouse.up();
}

/** Puts the focus on a wire as the keyboard does, which chooses it. */
async function reach(page: Page, wire: Locator): Promise<void> {
  await wire.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(wire).toBeFocused();
}

test('draws a network that trains with Tab alone, and Escape gives Tab back to the focus', async ({
  page,
}) => {
  const app = await begin(page);
  await page.getByRole('button', { name: 'Add an input' }).press('Enter');
  await expect(page.locator('.react-flow__node[data-id="input1"]')).toBeFocused();
  await expect(page.getByTestId('tab-hint')).toHaveText(/Tab\s*Conv 2D/);
  for (const id of ['conv1', 'pool1', 'conv2', 'pool2', 'flatten1', 'dense1', 'classes1']) {
    await page.keyboard.press('Tab');
    await expect(page.locator(`.react-flow__node[data-id="${id}"]`)).toBeFocused();
    await expect(app.node(id)).toHaveAttribute('data-state', 'ok');
    await expect(app.node(id)).toBeInViewport();
  }
  await expect(page.getByTestId('tab-hint')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeEnabled();
  await undo(page);
  await expect(nodes(page)).toHaveCount(7);
  await page.locator('.react-flow__node[data-id="dense1"]').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('.react-flow__node[data-id="dense1"]')).not.toBeFocused();
  await expect(nodes(page)).toHaveCount(7);
});

test('a wire let go over empty canvas offers what fits there with its shape, and says why the rest does not', async ({
  page,
}) => {
  const app = await begin(page);
  await app.drop('Input', 'image', 120, 120);
  await pull(page, app.output('image'), 420, 300);
  await expect(menu(page)).toBeVisible();
  await expect(menu(page).getByRole('option').first()).toContainText('Conv 2D');
  await expect(option(page, 'conv2d').getByText('28×28×32')).toBeInViewport({ ratio: 1 });
  await expect(option(page, 'dense')).toHaveAttribute('data-fits', 'false');
  await expect(option(page, 'dense')).toContainText(/needs a vector/);
  await page.keyboard.type('max');
  await page.keyboard.press('Enter');
  await expect(app.edge('image', 'pool1')).toHaveText('28×28×1');
  await expect(app.node('pool1')).toHaveAttribute('data-shape', '14×14×1');
  await undo(page);
  await expect(nodes(page)).toHaveCount(1);

  await test.step('one that does not fit is mended in one click', async () => {
    await pull(page, app.output('image'), 420, 300);
    await expect(menu(page)).toBeVisible();
    await page.keyboard.type('dense');
    await page.keyboard.press('Enter');
    await menu(page).getByRole('button', { name: 'Insert flatten' }).click();
    await expect(app.node('dense1')).toHaveAttribute('data-state', 'ok');
    await undo(page);
    await expect(nodes(page)).toHaveCount(1);
  });

  await test.step('Escape closes the menu and changes nothing', async () => {
    await pull(page, app.output('image'), 420, 300);
    await expect(menu(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(menu(page)).toHaveCount(0);
    await expect(page.locator('.react-flow__node[data-id="image"]')).toBeFocused();
    await expect(nodes(page)).toHaveCount(1);
  });

  await test.step('an input offers what could come before it', async () => {
    await app.drop('Dense', 'fc', 700, 120);
    await pull(page, app.slot('fc'), 560, 320);
    await expect(option(page, 'flatten')).toHaveAttribute('data-fits', 'true');
    await expect(option(page, 'conv2d')).toHaveAttribute('data-fits', 'false');
    await option(page, 'flatten').click();
    await expect(app.edge('flatten1', 'fc')).toBeVisible();
  });
});

test('a layer is put on a wire by I, by its plus, and by dropping a card or a palette entry on it', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(chain);
  await app.fit();
  const wire = page.locator('.react-flow__edge[data-id="conv1->pool1:0"]');
  await reach(page, wire);
  await page.keyboard.press('i');
  await expect(menu(page)).toBeVisible();
  await expect(option(page, 'add')).toHaveAttribute('data-fits', 'false');
  await page.keyboard.type('batch');
  await page.keyboard.press('Enter');
  await expect(app.node('bn1')).toHaveAttribute('data-state', 'ok');
  await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
  await undo(page);
  await expect(nodes(page)).toHaveCount(6);

  await reach(page, wire);
  await page.getByRole('button', { name: /^Insert a layer on this wire/ }).click();
  await option(page, 'conv2d').click();
  await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
  await expect(nodes(page)).toHaveCount(7);
  await undo(page);

  const middle = async () => {
    const [a, b] = [await app.output('conv1').boundingBox(), await app.slot('pool1').boundingBox()];
    const canvas = await page.locator('.react-flow').boundingBox();
    if (!a || !b || !canvas) throw new Error('The wire is not drawn.');
    return {
      x: (a.x + a.width / 2 + b.x + b.width / 2) / 2 - canvas.x,
      y: a.y + a.height / 2 - canvas.y,
    };
  };
  await app.withPalette('Activation', async (entry) =>
    entry.dragTo(page.locator('.react-flow'), { targetPosition: await middle() }),
  );
  await expect(nodes(page)).toHaveCount(7);
  await expect(app.edge('conv1', 'pool1')).toHaveCount(0);
  await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
  await undo(page);

  await test.step('one that does not fit is refused with the reason', async () => {
    await app.withPalette('Flatten', async (entry) =>
      entry.dragTo(page.locator('.react-flow'), { targetPosition: await middle() }),
    );
    await expect(page.getByRole('alertdialog', { name: 'Flatten does not fit here' })).toContainText(
      /needs feature maps|feature maps/,
    );
    await expect(nodes(page)).toHaveCount(6);
    await page.keyboard.press('Escape');
  });

  await test.step('an unwired card is put on the wire, and undo lifts it off', async () => {
    await app.drop('Dropout', 'drop', 300, 60);
    const card = await app.node('drop').boundingBox();
    const at = await middle();
    const canvas = await page.locator('.react-flow').boundingBox();
    if (!card || !canvas) throw new Error('The card is not drawn.');
    await page.mouse.move(card.x + 40, card.y + 16);
    await page.mouse.down();
    await page.mouse.move(canvas.x + at.x - 20, canvas.y + at.y - 20, { steps: 5 });
    await page.mouse.move(canvas.x + at.x, canvas.y + at.y, { steps: 5 });
    await expect(page.locator('[data-drop="fits"]')).toHaveCount(1);
    await page.mouse.up();
    await expect(app.node('drop')).toHaveAttribute('data-state', 'ok');
    await expect(app.edge('conv1', 'drop')).toBeVisible();
    await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
    await undo(page);
    await expect(app.edge('conv1', 'pool1')).toBeVisible();
  });
});

test('changes the kind of a node by K and keeps its wires and parameters', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(chain);
  await app.fit();
  await app.select('conv1');
  await page.locator('.react-flow__node[data-id="conv1"]').focus();
  await page.keyboard.press('k');
  await expect(menu(page)).toBeVisible();
  await expect(option(page, 'flatten')).toHaveAttribute('data-fits', 'false');
  await expect(option(page, 'conv2d')).toHaveCount(0);
  // The filters that it has stay, and are what is offered.
  await expect(option(page, 'separableConv2d')).toContainText('3×3, 8');
  await page.keyboard.type('separable');
  await page.keyboard.press('Enter');
  const made = page.locator('[data-node-id][data-kind="separableConv2d"]');
  await expect(made).toHaveAttribute('data-shape', '28×28×8');
  await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
  await undo(page);
  await expect(app.node('conv1')).toHaveAttribute('data-kind', 'conv2d');

  await app.select('pool1');
  await app.inspector.getByRole('button', { name: 'Change kind…' }).click();
  await option(page, 'avgPool').click();
  await expect(page.locator('[data-node-id][data-kind="avgPool"]')).toHaveAttribute('data-shape', '14×14×8');
});

test('repeats a block in series after reading what it would cost, and refuses what cannot be', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(chain);
  await app.fit();
  await app.select('conv1');
  await page.locator('.react-flow__node[data-id="conv1"]').focus();
  await page.keyboard.press('Control+Shift+d');
  const dialog = page.getByRole('dialog', { name: 'Repeat conv1 in series' });
  const times = dialog.getByRole('textbox', { name: /^Blocks in a row/ });
  await expect(times).toBeFocused();
  await times.fill('3');
  await expect(dialog.getByRole('status')).toContainText('28×28×8');
  await expect(dialog.getByRole('status')).toContainText('15,770 → 16,938');
  await page.keyboard.press('Enter');
  await expect(nodes(page)).toHaveCount(8);
  await expect(app.edge('conv1', 'conv2')).toBeVisible();
  await expect(app.edge('conv3', 'pool1')).toBeVisible();
  await expect(app.node('out')).toHaveAttribute('data-state', 'ok');
  await undo(page);
  await expect(nodes(page)).toHaveCount(6);

  await app.select('out');
  await app.inspector.getByRole('button', { name: 'Repeat…' }).click();
  const refusing = page.getByRole('dialog', { name: 'Repeat out in series' });
  await expect(refusing.getByRole('alert')).toContainText(/ends the network/);
  await expect(refusing.getByRole('button', { name: /^Repeat ×/ })).toBeDisabled();
});
