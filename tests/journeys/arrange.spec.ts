// Arranging a drawing: by key and by button, taken back in one step, and only in part where a part is selected.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

/** Where each card stands, in canvas units. */
const places = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('.react-flow__node')
    .evaluateAll((nodes) =>
      Object.fromEntries(
        nodes.map((node) => [node.getAttribute('data-id'), (node as HTMLElement).style.transform]),
      ),
    );

/** Pairs of cards of which one covers a part of the other on the screen. */
const overlaps = (page: Page): Promise<number> =>
  page.locator('[data-node-id]').evaluateAll((cards) => {
    const boxes = cards.map((card) => card.getBoundingClientRect());
    return boxes.filter((a, i) =>
      boxes
        .slice(i + 1)
        .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    ).length;
  });

const undo = (page: Page) => page.getByRole('button', { name: /^Undo: Arrange/ });

async function disorder(app: App): Promise<void> {
  await app.template('Mini Inception');
  await app.fit();
  await app.select('a-1x1');
  const top = async (): Promise<number> =>
    Number(/, (-?[\d.]+)px/.exec((await places(app.page))['a-1x1'] ?? '')?.[1]);
  const start = await top();
  await app.page.keyboard.press('Shift+ArrowDown');
  await expect.poll(top).toBeGreaterThan(start);
  const step = (await top()) - start;
  for (let i = 1; i < 12; i += 1) await app.page.keyboard.press('Shift+ArrowDown');
  // What is read next as the order before is the whole of it.
  await expect.poll(top).toBe(start + 12 * step);
  expect(await overlaps(app.page)).toBeGreaterThan(0);
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('one key arranges a drawing whose cards lie over each other, and one step takes it back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await disorder(app);
  await app.deselect();
  const before = await places(page);
  await page.keyboard.press('l');
  await expect(undo(page)).toBeVisible();
  expect(await overlaps(page)).toBe(0);
  await undo(page).click();
  await expect.poll(() => places(page)).toEqual(before);
});

test('the menu arranges only what is selected, and all other cards keep their places', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await disorder(app);
  const before = await places(page);
  await app.node('a-3x3').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Arrange', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Arrange the selected nodes' }).click();
  await expect(page.getByRole('button', { name: /^Undo: Arrange 2 nodes/ })).toBeVisible();
  const after = await places(page);
  const moved = Object.keys(before).filter((id) => before[id] !== after[id]);
  expect(moved.length).toBeGreaterThan(0);
  for (const id of moved) expect(['a-1x1', 'a-3x3']).toContain(id);
  expect(await overlaps(page)).toBe(0);
});

test('the keyboard reaches the menu, which arranges all about the nodes that are to stay', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await disorder(app);
  const before = await places(page);
  const button = page.getByRole('button', { name: 'Arrange', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  // Pressed before the menu is there, it leads to no other card.
  await page.keyboard.press('ArrowDown');
  const stay = page.getByRole('menuitem', { name: 'Keep the places of selected nodes' });
  await expect(stay).toBeVisible();
  await page.keyboard.press('ArrowDown');
  while (!(await stay.evaluate((item) => item === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(undo(page)).toBeVisible();
  await expect.poll(() => places(page)).not.toEqual(before);
  expect((await places(page))['a-1x1']).toBe(before['a-1x1']);
  await expect.poll(() => overlaps(page)).toBe(0);
  await expect(button).toBeFocused();
});

test('the menu says which way the drawing leads, and turns it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('Mini Inception');
  const button = page.getByRole('button', { name: 'Arrange', exact: true });
  await button.click();
  await expect(page.getByRole('menuitemradio', { name: 'Left to right' })).toBeChecked();
  await page.getByRole('menuitemradio', { name: 'Top to bottom' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Lead the drawing down' })).toBeVisible();
  await button.click();
  await expect(page.getByRole('menuitemradio', { name: 'Top to bottom' })).toBeChecked();
});

test('frames and notes go with the cards that are arranged, and one step takes all of it back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('Small residual network');
  await app.fit();
  const before = await places(page);
  for (const key of ['l', 'Shift+L']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('button', { name: /^Undo: (Arrange|Lead)/ })).toBeVisible();
    await expect.poll(() => places(page)).not.toEqual(before);
    const frame = await boxOf(page.locator('.react-flow__node-frame'));
    const held = [
      'block1-conv1',
      'block1-norm1',
      'block1-relu1',
      'block1-conv2',
      'block1-norm2',
      'block1-add',
    ];
    for (const id of held) {
      const card = await boxOf(app.node(id));
      expect(card.x).toBeGreaterThan(frame.x);
      expect(card.y).toBeGreaterThan(frame.y);
      expect(card.x + card.width).toBeLessThan(frame.x + frame.width);
      expect(card.y + card.height).toBeLessThan(frame.y + frame.height);
    }
    const note = await boxOf(page.locator('.react-flow__node-note'));
    for (const card of await page.locator('[data-node-id]').all()) {
      const { x, y, width, height } = await boxOf(card);
      const clear = x >= note.x + note.width || x + width <= note.x;
      expect(clear || y >= note.y + note.height || y + height <= note.y).toBe(true);
    }
    await page.getByRole('button', { name: /^Undo: (Arrange|Lead)/ }).click();
    await expect.poll(() => places(page)).toEqual(before);
  }
});

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return box;
}

test('within a module its cards are arranged, in every instance', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('ResNet-34');
  await app.node('conv2_1').dblclick();
  await expect(app.node('conv2_1')).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(undo(page)).toBeVisible();
  expect(await overlaps(page)).toBe(0);
});

test('one key turns the drawing from top to bottom, which the file keeps, and back', async ({ page }) => {
  // Without the file system's own dialog the app downloads, which a test can read.
  await page.addInitScript(() => void Object.assign(window, { showSaveFilePicker: undefined }));
  const app = new App(page);
  await app.open();
  await app.template('Mini Inception');
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('button', { name: 'Undo: Lead the drawing down' })).toBeVisible();
  expect(await overlaps(page)).toBe(0);
  const [stem, concat] = [await app.node('stem').boundingBox(), await app.node('a-concat').boundingBox()];
  expect(concat?.y).toBeGreaterThan((stem?.y ?? 0) + (stem?.height ?? 0));
  // The arrow keys follow the wires as they lead now.
  await app.select('input');
  await app.node('input').press('ArrowDown');
  await expect(page.locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'stem');
  expect(JSON.parse(await app.saved())).toMatchObject({ direction: 'down' });
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('button', { name: 'Undo: Lead the drawing to the right' })).toBeVisible();
});

test('a file without places is arranged as it is opened, which is no step; one with places is left alone', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, layer: 'conv2d' }));
  const branch = {
    format: 'convas',
    version: 1,
    title: 'Without places',
    nodes: [{ id: 'input', layer: 'input' }, ...nodes, { id: 'sum', layer: 'add' }],
    edges: [
      ...['a', 'c'].map((to) => ({ from: 'input', to })),
      { from: 'a', to: 'b' },
      { from: 'b', to: 'd' },
      { from: 'd', to: 'sum' },
      { from: 'c', to: 'sum', slot: 1 },
    ],
  };
  await app.openDesign(branch);
  // By depth all are in columns of 260; arranged, they are not.
  const placeOf = async (id: string) => Number(/\((-?[\d.]+)px/.exec((await places(page))[id] ?? '')?.[1]);
  await expect.poll(async () => (await placeOf('a')) - (await placeOf('input'))).toBe(270);
  expect(await overlaps(page)).toBe(0);
  await expect(page.getByRole('button', { name: /^Undo: Arrange/ })).toHaveCount(0);

  const placed = branch.nodes.map((node, i) => ({
    ...node,
    position: [(i % 3) * 260, Math.floor(i / 3) * 120],
  }));
  await app.openDesign({ ...branch, title: 'With places', nodes: placed });
  await app.fit();
  expect(await placeOf('b')).toBe(520);
  expect(await placeOf('c')).toBe(0);
});
