// Files and what survives: saving, opening, reloading, and files that are wrong.
import { expect, test } from '@playwright/test';
import { App, design } from './app';

/** Without the file system's own dialog the app downloads, which a test can read. */
test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { showSaveFilePicker: undefined });
  });
});

test('saves a file that opens again to the identical file', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('Small residual network');
  await app.select('input');
  await app.setting('Seed', '42');
  const first = await app.saved();
  expect(JSON.parse(first)).toMatchObject({ format: 'convas', version: 2, training: { seed: 42 } });
  await app.newDrawing();
  await app.openDesign(first);
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue(
    'Small residual network',
  );
  expect(await app.saved()).toBe(first);
});

test('saves again over the file chosen the first time, and says what is not yet saved', async ({ page }) => {
  await page.addInitScript(() => {
    // The browser's own dialog is out of a test's reach: this one always answers with the same file.
    const files: string[] = [];
    const showSaveFilePicker = async () => {
      files.push('');
      const at = files.length - 1;
      const write = async (text: string) => {
        files[at] = text;
      };
      return { name: 'mine.convas.json', createWritable: async () => ({ write, close: async () => {} }) };
    };
    Object.assign(window, { files, showSaveFilePicker });
  });
  const files = () => page.evaluate(() => (window as unknown as { files: string[] }).files);
  const app = new App(page);
  await app.open();
  for (const seed of [41, 42]) {
    await app.setting('Seed', String(seed));
    await expect(page.getByRole('img', { name: 'Unsaved changes' })).toBeVisible();
    await app.menu(/^Save(?! a copy)/);
    await expect(page.getByRole('img', { name: 'Unsaved changes' })).toHaveCount(0);
    expect((await files()).map((text) => JSON.parse(text).training.seed)).toEqual([seed]);
  }
});

test('finds everything after a reload in mid-work, undo included', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.drop('Input', 'picture', 120, 120);
  await app.set('Height', 32);
  await app.drop('Conv 2D', 'edges', 480, 120);
  await app.wire('picture', 'edges');
  await app.setting('Epochs', '7');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first(),
  ).toHaveValue('7');
  await page.reload();
  await expect(app.node('edges')).toHaveAttribute('data-shape', '32×28×32');
  await expect(app.edge('picture', 'edges')).toHaveText('32×28×1');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByLabel('Epochs').first(),
  ).toHaveValue('7');
  const undo = page.getByRole('banner').getByRole('button', { name: /^Undo/ });
  await undo.click();
  await undo.click();
  await expect(app.edge('picture', 'edges')).toHaveCount(0);
});

test('refuses a file that is wrong, says where and why, and leaves the drawing as it was', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const before = await app.saved();
  for (const [text, told] of [
    ['{"format": "convas",', /line 1/],
    ['{"class_name": "Functional"}', /format/i],
    ['{"format": "convas", "version": 99, "nodes": [], "edges": []}', /version/i],
  ] as const) {
    await app.openDesign(text);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(told);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  expect(await app.saved()).toBe(before);
});

test('opens what it can of a file with unknown parts, on the user’s word, and saves those parts as they were', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign({
    format: 'convas',
    version: 1,
    title: 'From tomorrow',
    nodes: [
      { id: 'input', layer: 'input', params: {}, position: [0, 0] },
      { id: 'att', layer: 'attention', params: { heads: 8 }, position: [300, 0] },
    ],
    edges: [{ from: 'input', to: 'att', slot: 0 }],
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('attention');
  await dialog.getByRole('button', { name: /^Open/ }).click();
  await expect(app.node('att')).toHaveAttribute('data-state', 'misfit');
  const again = JSON.parse(await app.saved());
  expect(again.nodes[1]).toMatchObject({ id: 'att', layer: 'attention', params: { heads: 8 } });
});

test('names place and remedy of every kind of bad template, answers at once even to 200,000 nodes, and leaves the drawing as it was', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const before = await app.saved();
  const chain = [
    { id: 'input', layer: 'input' },
    { id: 'conv', layer: 'conv2d' },
    { id: 'flat', layer: 'flatten' },
    { id: 'fc', layer: 'dense' },
  ];
  const wires = [
    { from: 'input', to: 'conv', slot: 0 },
    { from: 'conv', to: 'flat', slot: 0 },
    { from: 'flat', to: 'fc', slot: 0 },
  ];
  const file = (nodes: readonly object[], edges: readonly object[]) =>
    JSON.stringify({ format: 'convas', version: 1, nodes, edges });
  const withParams = (params: object) =>
    file(
      [
        { id: 'input', layer: 'input' },
        { id: 'conv', layer: 'conv2d', params },
      ],
      [],
    );
  const cases: readonly (readonly [string, string, RegExp, RegExp])[] = [
    [
      'a dangling wire',
      file(chain, [...wires, { from: 'fc', to: 'nowhere', slot: 0 }]),
      /edges\[3\]\.to/,
      /no node "nowhere".*Correct the name, or leave the wire out/,
    ],
    [
      'a wire twice',
      file(chain, [...wires, wires[0] ?? {}]),
      /edges\[3\]/,
      /wired to “conv” already, by edges\[0\]\. Leave one of them out/,
    ],
    [
      'a cycle',
      file(chain, [...wires.slice(1), { from: 'fc', to: 'conv', slot: 0 }]),
      /edges\[2\]/,
      /closes a cycle: conv → flat → fc → conv.*leave one of these wires out/,
    ],
    [
      '10⁹ filters',
      withParams({ filters: 1e9 }),
      /nodes\[1\]\.params\.filters/,
      /from 1 to 65,536, found 1000000000\. Correct the value, or leave it out to take 32/,
    ],
    [
      'a wrong padding',
      withParams({ padding: 'full' }),
      /nodes\[1\]\.params\.padding/,
      /expects "same", "valid".*found "full"/,
    ],
    [
      '__proto__ as a parameter',
      file([{ id: 'input', layer: 'input' }], []).replace(
        '"layer":"input"',
        '"layer":"input","params":{"__proto__":{"polluted":true}}',
      ),
      /nodes\[0\]\.params\.__proto__/,
      /no parameter “__proto__”.*Correct the name, or leave it out/,
    ],
    [
      '__proto__ as a layer',
      file([{ id: 'input', layer: '__proto__' }], []),
      /nodes\[0\]\.layer/,
      /no layer “__proto__”/,
    ],
    [
      '200,000 nodes',
      file(
        Array.from({ length: 200_000 }, (_, i) => ({ id: `n${i}`, layer: 'flatten' })),
        [],
      ),
      /nodes/,
      /200000 nodes, and a drawing takes at most \d+\. Split the network into smaller files/,
    ],
  ];
  for (const [what, text, place, told] of cases) {
    await test.step(what, async () => {
      await app.openDesign(text, 'bad.json');
      const dialog = page.getByRole('dialog', { name: /^bad\.json cannot be opened/ });
      await expect(dialog).toContainText(place);
      await expect(dialog).toContainText(told);
      await expect(dialog).toContainText('Your open drawing is untouched.');
      await dialog
        .getByRole('button', { name: /^(Cancel|Close)$/ })
        .last()
        .click();
      await expect(dialog).toHaveCount(0);
    });
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(await app.saved()).toBe(before);
});

test('opens a design dropped on the page, and takes the opening back by undo', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const before = await app.saved();
  const dropped = design({
    format: 'convas',
    version: 1,
    title: 'Dropped',
    nodes: [{ id: 'alone', layer: 'input', params: { height: 9 } }],
    edges: [],
  });
  await app.dropFiles([dropped]);
  await expect(page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue('Dropped');
  await expect(app.node('alone')).toHaveAttribute('data-shape', '9×28×1');
  await page.getByRole('banner').getByRole('button', { name: /^Undo/ }).click();
  await expect(app.node('stem')).toBeVisible();
  expect(await app.saved()).toBe(before);

  await test.step('the notice of the opening takes back what was done since as well', async () => {
    await app.dropFiles([dropped]);
    await expect(page.locator('[data-node-id]')).toHaveCount(1);
    await app.drop('Conv 2D', 'more', 400, 120);
    await page
      .getByRole('alert')
      .filter({ hasText: 'Opened design.json.' })
      .last()
      .getByRole('button', { name: 'Undo' })
      .click();
    await expect(app.node('stem')).toBeVisible();
    expect(await app.saved()).toBe(before);
  });
});

test('two tabs keep their own drawings through a reload of both, and a crash loses neither', async ({
  page,
  context,
}) => {
  const first = new App(page);
  await first.open();
  await first.newDrawing();
  await first.drop('Input', 'first', 120, 120);
  const second = new App(await context.newPage());
  await second.open();
  // The first tab's work is in use, so the second begins with a drawing of its own.
  await expect(second.node('stem')).toBeVisible();
  await second.newDrawing();
  await second.drop('Input', 'second', 120, 120);
  await first.drop('Conv 2D', 'more', 400, 120);
  await first.page.reload();
  await second.page.reload();
  await expect(first.node('more')).toBeVisible();
  await expect(first.node('second')).toHaveCount(0);
  await expect(second.node('second')).toBeVisible();
  await expect(second.node('first')).toHaveCount(0);

  // The page is gone without a chance to say a last word; a new tab finds what autosave had kept.
  const crashed = second.page.waitForEvent('crash');
  await second.page.goto('chrome://crash').catch(() => {});
  await crashed;
  await second.page.close();
  const third = new App(await context.newPage());
  await third.open();
  await expect(third.node('second')).toBeVisible();
  await expect(third.node('more')).toHaveCount(0);
});
