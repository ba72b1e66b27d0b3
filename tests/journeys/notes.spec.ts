// Notes and frames: what is written on a drawing for those who read it, by mouse and by keyboard.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

const canvas = (page: Page): Locator => page.getByRole('region', { name: 'Canvas' });
const note = (page: Page, words: string): Locator =>
  page.locator('.react-flow__node-note').and(page.getByLabel(`Note: ${words}`));
const frame = (page: Page, title: string): Locator =>
  page.locator('.react-flow__node-frame').and(page.getByLabel(`Frame: ${title}`));
const titleOf = (page: Page, title: string): Locator => frame(page, title).getByText(title, { exact: true });

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragBy(page: Page, what: Locator, dx: number, dy: number, key?: 'Alt'): Promise<void> {
  const from = await middleOf(what);
  await page.mouse.move(from.x, from.y);
  if (key) await page.keyboard.down(key);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2, from.y + dy / 2, { steps: 4 });
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
  await page.mouse.up();
  if (key) await page.keyboard.up(key);
}

let app: App;
test.beforeEach(async ({ page }) => {
  app = new App(page);
  await app.open();
});

test('a note is written with one key, shows its formulas, is undone by name and survives a reload', async ({
  page,
}) => {
  await app.newDrawing();
  await canvas(page)
    .locator('.react-flow__pane')
    .click({ position: { x: 8, y: 8 } });
  await page.keyboard.press('n');
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  await page.keyboard.type(
    '# Why skip?\nThe block learns $F(x) = y - x$.\n\n- [x] easy to be the **identity**',
  );
  await page.keyboard.press('Escape');
  const written = note(page, 'Why skip?');
  await expect(written).toBeFocused();
  await expect(written.locator('.katex')).toHaveCount(1);
  await expect(written.getByRole('checkbox')).toBeChecked();
  await expect(written.locator('strong')).toHaveText('identity');

  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node-note')).toContainText('Empty note');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__node-note')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(written).toBeVisible();

  await page.reload();
  await expect(note(page, 'Why skip?').locator('.katex')).toHaveCount(1);
});

test('a formula that is none shows its source and the reason, and nothing in a note can act', async ({
  page,
}) => {
  await app.newDrawing();
  await app.openDesign({
    format: 'convas',
    version: 2,
    nodes: [{ id: 'image', layer: 'input' }],
    notes: [
      {
        id: 'n',
        position: [0, 200],
        text: 'Bad $\\nonsense$ <img src=x onerror="document.title=1"> [paper](https://example.org)',
      },
    ],
  });
  const bad = page.locator('.react-flow__node-note');
  await expect(bad).toContainText('\\nonsense');
  await expect(bad).toContainText('Not a formula: Undefined control sequence');
  await expect(bad.locator('img')).toHaveCount(0);
  const link = bad.getByRole('link', { name: 'paper' });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', /noopener/);
});

test('a frame goes round the selected nodes, takes them along by its title, and with Alt moves alone', async ({
  page,
}) => {
  await app.newDrawing();
  await app.drop('Input', 'image', 180, 160);
  await app.drop('Conv 2D', 'conv', 420, 160);
  await app.drop('Flatten', 'flat', 640, 300);
  await app.node('image').click();
  await app.node('conv').click({ modifiers: ['Control'] });
  await page.keyboard.press('Shift+N');
  await expect(page.getByRole('textbox', { name: 'Title of the frame' })).toBeFocused();
  await page.keyboard.type('Stem');
  await page.keyboard.press('Enter');
  await expect(frame(page, 'Stem')).toBeFocused();

  const before = { image: await middleOf(app.node('image')), flat: await middleOf(app.node('flat')) };
  await dragBy(page, titleOf(page, 'Stem'), 0, 80);
  await expect.poll(async () => (await middleOf(app.node('image'))).y).toBeGreaterThan(before.image.y + 60);
  expect((await middleOf(app.node('flat'))).y).toBeCloseTo(before.flat.y, 0);
  const moved = await middleOf(app.node('image'));
  const title = await middleOf(titleOf(page, 'Stem'));

  await dragBy(page, titleOf(page, 'Stem'), 0, -40, 'Alt');
  await expect.poll(async () => (await middleOf(titleOf(page, 'Stem'))).y).toBeLessThan(title.y - 20);
  expect((await middleOf(app.node('image'))).y).toBeCloseTo(moved.y, 0);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await middleOf(app.node('image'))).y).toBeCloseTo(before.image.y, 0);
});

test('a wire can be drawn within a frame, and a box of selection means the nodes in it', async ({ page }) => {
  await app.newDrawing();
  await app.drop('Input', 'image', 180, 160);
  await app.drop('Conv 2D', 'conv', 440, 160);
  await app.node('image').click();
  await app.node('conv').click({ modifiers: ['Control'] });
  await page.keyboard.press('Shift+N');
  await page.keyboard.type('All');
  await page.keyboard.press('Enter');
  await app.wire('image', 'conv');
  await app.edge('image', 'conv').click();
  await expect(app.inspector).toContainText('image');
  const frame = await page.locator('.react-flow__node-frame').boundingBox();
  if (!frame) throw new Error('The frame is not on the screen.');
  await page.keyboard.down('Shift');
  await page.mouse.move(frame.x - 15, frame.y - 15);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width + 15, frame.y + frame.height + 15, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(page.locator('.react-flow__node-layer.selected')).toHaveCount(2);
  // No text of the page is selected with them, which would be copied in their place.
  expect(await page.evaluate(() => String(window.getSelection()))).toBe('');
});

test('everything about a note is within reach of the keyboard: walk, write, move, colour, delete', async ({
  page,
}) => {
  await app.newDrawing();
  await app.drop('Input', 'image', 140, 100);
  await app.node('image').click();
  await page.keyboard.press('n');
  await page.keyboard.type('First');
  await page.keyboard.press('Control+Enter');
  const first = note(page, 'First');
  await expect(first).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.react-flow__node[data-id="image"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(first).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.type(' and last');
  await page.keyboard.press('Escape');
  const written = note(page, 'First and last');
  await expect(written).toBeFocused();

  const before = await middleOf(written);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await middleOf(written)).x).toBeGreaterThan(before.x);

  const amber = app.inspector.getByRole('radio', { name: 'Amber' });
  await expect(amber).toBeChecked();
  await amber.focus();
  await page.keyboard.press('ArrowRight');
  await expect(app.inspector.getByRole('radio', { name: 'Pink' })).toBeChecked();
  await expect(written.locator('[data-colour="pink"]')).toBeVisible();

  await written.focus();
  await page.keyboard.press('Delete');
  await expect(page.locator('.react-flow__node-note')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(written).toBeVisible();
});

test('a note is dragged from the palette and written after a double-click', async ({ page }) => {
  await app.newDrawing();
  await app.palette('Note').dragTo(page.locator('.react-flow'), { targetPosition: { x: 200, y: 100 } });
  await page.keyboard.type('Here');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const seen = async (): Promise<number> => (await note(page, 'Here').boundingBox())?.width ?? 0;
  for (let i = 0; i < 5; i += 1) await page.getByRole('button', { name: 'Zoom out' }).click();
  const before = await seen();
  expect(before).toBeLessThan(150);
  await note(page, 'Here').dblclick();
  const text = page.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  // It is written at a size that can be read, and then the view is as it was.
  await expect.poll(async () => (await text.boundingBox())?.width ?? 0).toBeGreaterThan(200);
  await page.keyboard.type(', and there');
  await page.keyboard.press('Escape');
  await expect(note(page, 'Here, and there')).toBeVisible();
  await expect.poll(seen).toBeCloseTo(before, 0);
});

test('a note within a module stands in every instance, and a frame goes into a module with its nodes', async ({
  page,
}) => {
  await app.newDrawing();
  await app.drop('Input', 'image', 140, 160);
  await app.drop('Conv 2D', 'conv', 400, 160);
  await app.wire('image', 'conv');
  await app.node('conv').click();
  await page.keyboard.press('Shift+N');
  await page.keyboard.type('Block');
  await page.keyboard.press('Enter');
  await app.node('conv').click();
  await page.keyboard.press('Control+g');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('block');
  await dialog.getByRole('button', { name: 'Make the module' }).click();
  await expect(app.node('block1')).toBeVisible();
  await expect(frame(page, 'Block')).toHaveCount(0);

  await app.node('block1').dblclick();
  await expect(frame(page, 'Block')).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.type('Inside');
  await page.keyboard.press('Escape');
  await expect(note(page, 'Inside')).toBeVisible();
  const way = page.getByRole('navigation', { name: 'Way to what is shown' });
  await way.getByRole('button').first().click();
  await expect(note(page, 'Inside')).toHaveCount(0);

  await app.node('block1').click();
  await page.keyboard.press('Control+Shift+g');
  await expect(frame(page, 'Block')).toBeVisible();
  await expect(note(page, 'Inside')).toBeVisible();
});

const notes = (page: Page): Locator => page.locator('.react-flow__node-note');

async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
}

async function emptyWith(page: Page, text: string): Promise<void> {
  await app.newDrawing();
  await canvas(page)
    .locator('.react-flow__pane')
    .click({ position: { x: 8, y: 8 } });
  await write(page, text);
}

test('boxes in a note are ticked by a click and by a key, one step each, and the file keeps it', async ({
  page,
}) => {
  await emptyWith(page, 'To do\n- [ ] draw\n- [ ] train');
  const draw = page.getByRole('checkbox', { name: 'draw' });
  const train = page.getByRole('checkbox', { name: 'train' });
  await draw.click();
  await expect(draw).toBeChecked();
  await expect(train).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'Undo: Tick “draw”' })).toBeVisible();
  await train.focus();
  await page.keyboard.press('Space');
  await expect(train).toBeChecked();
  await expect(train).toBeFocused();
  await expect(page.getByRole('button', { name: 'Undo: Tick “train”' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(train).not.toBeChecked();
  await expect(draw).toBeChecked();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'draw' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'train' })).not.toBeChecked();
});

test('notes are copied, pasted, duplicated and cut like nodes, and everything is selected with one key', async ({
  page,
}) => {
  await emptyWith(page, 'Alone');
  await expect(note(page, 'Alone')).toBeFocused();
  await page.keyboard.press('Control+d');
  await expect(notes(page)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo: Duplicate a note' })).toBeVisible();
  const [one, two] = await Promise.all([0, 1].map((i) => middleOf(notes(page).nth(i))));
  expect(one).not.toEqual(two);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(notes(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo: Paste a note' })).toBeVisible();
  await app.drop('Input', 'image', 140, 160);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await expect(notes(page)).toHaveCount(0);
  await expect(app.node('image')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(notes(page)).toHaveCount(3);
  await expect(app.node('image')).toBeVisible();
});

test('selected notes are aligned, as one step', async ({ page }) => {
  await emptyWith(page, 'First');
  await page.keyboard.press('Control+d');
  await expect(notes(page)).toHaveCount(2);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+a');
  await expect(app.inspector.getByRole('heading', { name: '2 notes' })).toBeVisible();
  const left = () => notes(page).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left));
  expect(new Set(await left()).size).toBe(2);
  await app.inspector.getByRole('button', { name: 'Align left edges' }).click();
  await expect(page.getByRole('button', { name: 'Undo: Align left edges' })).toBeVisible();
  await expect.poll(async () => new Set(await left()).size).toBe(1);
});
