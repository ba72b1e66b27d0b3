// Whether everyone can use it: axe over screens in both schemes and two sizes, what a screen reader is told, and
// where the focus goes.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';
import { dialogs, drawings, type Screen } from './screens';

/** Each scheme and each size once: what a finding is due to is one or the other. */
const views = [
  { colorScheme: 'dark', size: { width: 1024, height: 700 } },
  { colorScheme: 'light', size: { width: 1440, height: 900 } },
] as const;

/** Every serious or critical finding of axe, in the scheme and size that it shows in. */
async function findings(page: Page, { name, beside }: Screen): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, size } of views) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const axe = new AxeBuilder({ page });
    const { violations } = await (beside ? axe.exclude('[data-canvas]') : axe).analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        for (const { target, any, all } of nodes.slice(0, 3))
          found.push(
            `${name}, ${colorScheme}, ${size.width}: ${id} at ${target.join(' ')}: ${[...any, ...all][0]?.message ?? ''}`,
          );
  }
  return found;
}

async function walk(app: App, screens: readonly Screen[]): Promise<void> {
  for (const screen of screens)
    await test.step(screen.name, async () => {
      await screen.open(app);
      expect.soft(await findings(app.page, screen)).toEqual([]);
      await (screen.leave ? screen.leave(app) : app.page.keyboard.press('Escape'));
    });
}

test.setTimeout(400_000);

test('axe finds nothing serious on the first drawing, an empty one, Inception and what is selected there, in light and dark, large and small', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await walk(app, drawings.slice(0, 5));
});

test('a dialog opened by its key gives the focus back to where it was', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(app.node('stem')).toBeVisible();
  const node = page.locator('.react-flow__node[data-id="stem"]');
  for (const name of [
    'the gallery',
    'the command menu',
    'the versions',
    'the keys',
    'the export of a picture',
  ]) {
    const screen = dialogs.find((one) => one.name === name);
    await test.step(name, async () => {
      await node.focus();
      await screen?.open(app);
      await expect(node).not.toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(node).toBeFocused();
    });
  }
});

test('a screen reader is told what a node and a wire are, what an edit broke, and what undo took back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const told = (words: RegExp) => page.getByRole('status').filter({ hasText: words });
  await expect(page.locator('.react-flow__node[data-id="stem"]')).toHaveAccessibleName(
    /^stem, Conv 2D, output \d+ by \d+ by \d+$/,
  );
  await expect(page.locator('.react-flow__edge[data-id="input->stem:0"]')).toHaveAccessibleName(
    'Wire from input to stem, 28 by 28 by 1, fits',
  );
  await app.select('a-3x3');
  await app.setPadding('valid');
  await expect(told(/^a-concat does not fit: /)).toBeAttached();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(told(/^Undone: .*padding.*a-concat fits again\.$/i)).toBeAttached();
  await page.keyboard.press('Control+y');
  await expect(told(/^Redone: .*padding/i)).toBeAttached();
});
