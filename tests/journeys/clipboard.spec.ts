// Copying and pasting parts of drawings, in one drawing, between tabs, and from a message of a chat.
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { App } from './app';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const chain = {
  format: 'convas',
  version: 1,
  title: 'A small chain',
  nodes: [
    { id: 'input', layer: 'input', position: [0, 0] },
    { id: 'conv1', layer: 'conv2d', params: { filters: 5 }, position: [260, 0] },
    { id: 'pool1', layer: 'maxPool', position: [520, 0] },
    { id: 'fc', layer: 'flatten', position: [780, 0] },
  ],
  edges: [
    { from: 'input', to: 'conv1' },
    { from: 'conv1', to: 'pool1' },
    { from: 'pool1', to: 'fc' },
  ],
};

const clipboardOf = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const give = (page: Page, text: string) =>
  page.evaluate((words) => navigator.clipboard.writeText(words), text);
const nodes = (page: Page) => page.locator('[data-node-id]');

async function opened(page: Page): Promise<App> {
  const app = new App(page);
  await app.open();
  await app.openDesign(chain);
  await expect(nodes(page)).toHaveCount(4);
  return app;
}

async function selectTwo(app: App): Promise<void> {
  await app.select('conv1');
  await app.node('pool1').click({ modifiers: ['Control'] });
  await expect(app.inspector.getByText('2 nodes', { exact: true })).toBeVisible();
}

test('what is copied is pasted with its wires and parameters under free names, and undo takes it back', async ({
  page,
}) => {
  const app = await opened(page);
  await selectTwo(app);
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 2 nodes.')).toBeAttached();
  expect(JSON.parse(await clipboardOf(page))).toMatchObject({ format: 'convas', title: 'A small chain' });

  // With several nodes selected nothing is wired to what is pasted.
  await page.keyboard.press('Control+v');
  await expect(nodes(page)).toHaveCount(6);
  await expect(app.edge('conv2', 'pool2')).toBeAttached();
  await expect(app.edge('input', 'conv1')).toBeAttached();
  await expect(page.locator('[data-edge-id$="->conv2:0"]')).toHaveCount(0);
  await app.deselect();
  await app.select('conv2');
  await expect(app.inspector.getByRole('textbox', { name: 'Filters' })).toHaveValue('5');

  await page.keyboard.press('Control+z');
  await expect(nodes(page)).toHaveCount(4);
  await page.keyboard.press('Control+Shift+z');
  await expect(nodes(page)).toHaveCount(6);
});

test('what is pasted while one node is selected follows it, where that fits', async ({ page }) => {
  const app = await opened(page);
  await app.select('conv1');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(app.edge('conv1', 'conv2')).toBeAttached();
  // The new one is selected, so that the next paste goes on from it.
  await page.keyboard.press('Control+v');
  await expect(app.edge('conv2', 'conv3')).toBeAttached();
  await app.select('fc');
  await page.keyboard.press('Control+v');
  await expect(app.node('conv4')).toBeAttached();
  // A vector does not fit a convolution.
  await expect(page.locator('[data-edge-id^="fc->"]')).toHaveCount(0);
});

test('cut takes away and paste brings back; a text field keeps its own clipboard', async ({ page }) => {
  const app = await opened(page);
  await app.select('fc');
  await page.keyboard.press('Control+x');
  await expect(nodes(page)).toHaveCount(3);
  await app.select('pool1');
  await page.keyboard.press('Control+v');
  await expect(app.edge('pool1', 'fc')).toBeAttached();

  const title = page.getByRole('textbox', { name: 'Title of the drawing' });
  await title.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  expect(await clipboardOf(page)).toBe('A small chain');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+v');
  await expect(title).toHaveValue('A small chainA small chain');
  await expect(nodes(page)).toHaveCount(4);
});

test('a duplicate stands below, fed by the same nodes', async ({ page }) => {
  const app = await opened(page);
  await selectTwo(app);
  await page.keyboard.press('Control+d');
  await expect(nodes(page)).toHaveCount(6);
  await expect(app.edge('input', 'conv2')).toBeAttached();
  await expect(app.edge('conv2', 'pool2')).toBeAttached();
  await expect(app.edge('pool1', 'fc')).toBeAttached();
  const [first, second] = await Promise.all([
    app.node('conv1').boundingBox(),
    app.node('conv2').boundingBox(),
  ]);
  expect(second?.x).toBeCloseTo(first?.x ?? Number.NaN, 0);
  expect(second?.y ?? 0).toBeGreaterThan((first?.y ?? 0) + (first?.height ?? 0));
});

async function otherTab(context: BrowserContext): Promise<App> {
  const app = new App(await context.newPage());
  await app.open();
  await app.newDrawing();
  return app;
}

test('a module goes with its instance to another tab, and into an empty drawing as a design', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('GoogLeNet');
  await app.node('3a').click();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 3a.')).toBeAttached();

  const other = await otherTab(context);
  await other.page.keyboard.press('Control+v');
  await expect(nodes(other.page)).toHaveCount(1);
  await expect(other.page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('GoogLeNet');
  await expect(other.node('3a')).toBeVisible();
  await other.page.keyboard.press('Control+v');
  await expect(other.node('3a-2')).toBeVisible();
  await other.node('3a-2').dblclick();
  await expect(nodes(other.page)).not.toHaveCount(2);
});

test('a message of a chat is pasted for the template in it; nonsense changes nothing and is told why', async ({
  page,
}) => {
  const app = await opened(page);
  await app.deselect();
  const conv = JSON.stringify({ ...chain, nodes: [chain.nodes[1]], edges: [] }, undefined, 1);
  await give(page, `Try this {layer}:\n\`\`\`json\n${conv}\n\`\`\`\nIt should help.`);
  await page.keyboard.press('Control+v');
  await expect(app.node('conv2')).toBeAttached();

  const notice = page.getByRole('alert').filter({ hasText: 'Nothing was pasted' });
  await give(page, 'See you at eight');
  await page.keyboard.press('Control+v');
  await expect(notice).toContainText('“See you at eight”');
  await expect(notice).toContainText('"format": "convas"');

  await give(page, `Here:\n${conv.replace('"version": 1,', '"version": 1')}`);
  await page.keyboard.press('Control+v');
  await expect(notice.filter({ hasText: /line 5, column 2/ })).toBeVisible();
  await expect(nodes(page)).toHaveCount(5);

  await give(
    page,
    JSON.stringify({ ...chain, nodes: [chain.nodes[1], { id: 'odd', layer: 'warpDrive' }], edges: [] }),
  );
  await page.keyboard.press('Control+v');
  await expect(nodes(page)).toHaveCount(7);
  await expect(page.getByRole('alert').filter({ hasText: 'Pasted 2 nodes, with a change' })).toContainText(
    'warpDrive',
  );
});

test('several nodes are set in one step, and lined up', async ({ page }) => {
  const app = await opened(page);
  await app.select('conv1');
  await page.keyboard.press('Control+d');
  await expect(app.node('conv2')).toBeAttached();
  await app.set('Filters', 7);
  await app.node('conv1').click({ modifiers: ['Control'] });
  const filters = app.inspector.getByRole('textbox', { name: 'Filters' });
  await expect(filters).toHaveAttribute('placeholder', 'mixed');
  await expect(filters).toHaveValue('');
  await filters.fill('4*4');
  await filters.press('Enter');
  await expect(filters).toHaveValue('16');

  await app.deselect();
  await app.select('conv2');
  await app.node('pool1').click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Align middles' }).click();
  const middles = await Promise.all(
    ['pool1', 'conv2'].map(async (id) => {
      const box = await app.node(id).boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0) / 2;
    }),
  );
  expect(middles[0]).toBeCloseTo(middles[1] ?? Number.NaN, -1);
  await expect(page.getByRole('button', { name: 'Make the gaps across equal' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await app.deselect();
  await app.select('conv1');
  await expect(app.inspector.getByRole('textbox', { name: 'Filters' })).toHaveValue('16');
  await app.deselect();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await app.select('conv1');
  await expect(app.inspector.getByRole('textbox', { name: 'Filters' })).toHaveValue('5');
});

test('a number’s field works things out, and says what a result that does not fit is', async ({ page }) => {
  const app = await opened(page);
  await app.select('conv1');
  const filters = app.inspector.getByRole('textbox', { name: 'Filters' });
  await filters.fill('64*4');
  await expect(app.inspector.getByText('= 256')).toBeVisible();
  await filters.press('Enter');
  await expect(filters).toHaveValue('256');
  await filters.fill('x/2');
  await filters.press('Enter');
  await expect(filters).toHaveValue('128');
  await filters.fill('5/2');
  await filters.press('Enter');
  await expect(app.inspector.getByRole('alert')).toContainText('“5/2” is 2.5');
  await filters.press('Escape');
  await expect(filters).toHaveValue('128');
  await filters.press('Shift+ArrowUp');
  await filters.press('ArrowDown');
  await filters.press('Enter');
  await expect(filters).toHaveValue('137');
  await page.keyboard.press('Control+z');
  await expect(filters).toHaveValue('128');

  const epochs = page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first();
  await epochs.fill('2^3');
  await epochs.press('Tab');
  await expect(epochs).toHaveValue('8');
});
