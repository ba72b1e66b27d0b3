// By finger: choosing, drawing wires, moving the canvas, and what is reached by resting on it.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { App } from './app';

test.use({ hasTouch: true });

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the screen, as the browser's own input has them. */
async function fingers(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: readonly Finger[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  return {
    /** Each finger goes along its own way, given as the points that it touches. */
    async drag(...ways: readonly (readonly Finger[])[]) {
      const count = ways[0]?.length ?? 0;
      for (let at = 0; at < count; at++) {
        const points = ways.flatMap((way) => way[at] ?? []);
        await send(at === 0 ? 'touchStart' : 'touchMove', points);
      }
      await send('touchEnd', []);
    },
    down: (point: Finger) => send('touchStart', [point]),
    async move(way: readonly Finger[]) {
      for (const point of way) await send('touchMove', [point]);
    },
    up: () => send('touchEnd', []),
  };
}

async function centre(locator: Locator): Promise<Finger> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const between = (a: Finger, b: Finger, steps = 6): readonly Finger[] =>
  Array.from({ length: steps + 1 }, (_, at) => ({
    x: a.x + ((b.x - a.x) * at) / steps,
    y: a.y + ((b.y - a.y) * at) / steps,
  }));

const scaleOf = (page: Page) =>
  page
    .locator('.react-flow__viewport')
    .evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);

test('a tap adds a layer and selects it, and a wire is dragged by finger from beside its dot', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  await app.palette('Input').tap();
  await expect(app.node('input1')).toBeVisible();
  await app.palette('Conv 2D').tap();
  await expect(app.edge('input1', 'conv1')).toBeVisible();
  await app.node('input1').tap();
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('input1');
  await app.palette('Max pool').tap();
  await expect(app.edge('input1', 'pool1')).toBeVisible();
  await app.node('conv1').tap();
  await app.palette('Skip-add').tap();
  await expect(app.edge('conv1', 'add1')).toBeVisible();

  const hand = await fingers(page);
  await test.step('an entry is carried to its place: sideways at once, up or down after a rest', async () => {
    const wire = await centre(app.edge('input1', 'conv1'));
    await hand.drag(between(await centre(app.palette('Conv 2D')), wire));
    await expect(app.edge('input1', 'conv2')).toBeVisible();
    const pane = await page.locator('.react-flow').boundingBox();
    const place = { x: (pane?.x ?? 0) + 60, y: (pane?.y ?? 0) + 60 };
    const entry = await centre(app.palette('Flatten'));
    await hand.down(entry);
    await expect(page.locator('[data-carried]')).toHaveText('Flatten');
    await hand.move([...between(entry, { x: entry.x, y: place.y }), ...between(entry, place)]);
    await hand.up();
    await expect(page.locator('[data-node-id][data-kind="flatten"]')).toBeVisible();
    await expect(page.locator('[data-carried]')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect(page.locator('[data-node-id]')).toHaveCount(4);
  });

  const from = await centre(app.output('input1'));
  const to = await centre(app.slot('add1', 1));
  await hand.drag(between({ x: from.x + 9, y: from.y }, to));
  await expect(page.getByRole('alertdialog', { name: 'This wire does not fit' })).toBeVisible();
});

test('two fingers zoom, one moves the canvas or a card', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const hand = await fingers(page);
  const pane = await page.locator('.react-flow').boundingBox();
  const before = await scaleOf(page);
  // Above the input, where no card lies.
  const at = { x: (pane?.x ?? 0) + 180, y: (pane?.y ?? 0) + 120 };
  await hand.drag(
    between({ x: at.x - 30, y: at.y }, { x: at.x - 120, y: at.y }),
    between({ x: at.x + 30, y: at.y }, { x: at.x + 120, y: at.y }),
  );
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(before * 1.3);
  await app.fit();
  await expect.poll(() => scaleOf(page)).toBeLessThan(before);

  const card = await centre(app.node('stem'));
  await hand.drag(between(card, { x: card.x, y: card.y + 60 }));
  await expect(page.getByRole('banner').getByRole('button', { name: 'Undo: Move stem' })).toBeVisible();
});

test('resting on a card selects several, on a wire inserts, and on empty canvas searches the layers', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const hand = await fingers(page);
  // Resting is listened for once the canvas stands.
  await expect(async () => {
    await app.node('input').tap();
    await hand.down(await centre(app.node('stem')));
    try {
      await expect(page.locator('.react-flow__node.selected')).toHaveCount(2, { timeout: 3000 });
    } finally {
      await hand.up();
    }
  }).toPass();
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(2);

  await hand.down(await centre(app.edge('input', 'stem')));
  await expect(page.getByRole('combobox', { name: 'Search the layers that fit' })).toBeVisible();
  await hand.up();
  await page.keyboard.press('Escape');

  const pane = await page.locator('.react-flow').boundingBox();
  await hand.down({ x: (pane?.x ?? 0) + 30, y: (pane?.y ?? 0) + 30 });
  await expect(page.getByRole('textbox', { name: 'Search layers' })).toBeFocused();
  await hand.up();
});

test('what is pressed is large enough for a finger', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(app.palette('Conv 2D')).toBeVisible();
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'header button, header [role="button"], [role="complementary"][aria-label="Layers"] button',
      ),
    ]
      .map((button) => ({
        name: button.getAttribute('aria-label') ?? button.textContent,
        height: button.getBoundingClientRect().height,
      }))
      .filter(({ height }) => height > 0 && height < 40),
  );
  expect(small).toEqual([]);
});
