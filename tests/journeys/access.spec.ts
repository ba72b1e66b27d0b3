// Whether everyone can use it: axe over every screen, light and large or dark and small, what a screen reader is told, and
// where the focus goes.
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { App } from './app';
import { dialogs, panels, running, type Screen, together } from './screens';

/** Each scheme at one size: what a finding is due to is hardly ever both. */
const views = {
  light: { width: 1440, height: 900 },
  dark: { width: 1024, height: 700 },
} as const;

async function view(page: Page, colorScheme: keyof typeof views): Promise<void> {
  await page.setViewportSize(views[colorScheme]);
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

/** Every serious or critical finding of axe in what is new on the screen. */
async function findings(page: Page, { part }: Pick<Screen, 'part'>): Promise<readonly string[]> {
  // Once on a page: to send and read its half megabyte for every screen takes longer than most screens.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (selector) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(selector ?? document, {
      resultTypes: ['violations'],
      preload: false,
      // Of the best practices, which are moderate by and large, those that are not.
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      rules: {
        accesskeys: { enabled: true },
        'aria-dialog-name': { enabled: true },
        'aria-text': { enabled: true },
        'aria-treeitem-name': { enabled: true },
        'label-title-only': { enabled: true },
        tabindex: { enabled: true },
      },
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all }) => `${id} at ${target.join(' ')}: ${[...any, ...all][0]?.message}`),
      );
  }, part);
}

async function walk(app: App, screens: readonly Screen[]): Promise<void> {
  const { page } = app;
  const stem = page.locator('.react-flow__node[data-id="stem"]');
  for (const screen of screens)
    await test.step(screen.name, async () => {
      if (screen.returns) await stem.focus();
      await screen.open(app);
      expect.soft(await findings(page, screen)).toEqual([]);
      if (screen.part?.match(/dialog|menu/)) {
        await page.keyboard.press('Escape');
        await expect(page.locator(screen.part)).toHaveCount(0);
      }
      if (screen.returns) await expect(stem).toBeFocused();
      if (screen.opener !== undefined)
        await expect(page.getByRole('banner').getByRole('button', { name: screen.opener })).toBeFocused();
    });
}

test('axe finds nothing serious on any screen, and a dialog opened by its key gives the focus back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.select('stem');
  expect.soft(await findings(page, {})).toEqual([]);
  await walk(app, dialogs.slice(0, 6));
  await walk(app, panels.slice(0, 3));
  await view(page, 'dark');
  await walk(app, panels.slice(3));
  await app.fit();
  await app.select('stem');
  await walk(app, dialogs.slice(6));
  await walk(app, running.slice(0, 2));
  await view(page, 'light');
  await walk(app, running.slice(2));
  await walk(app, together);
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
