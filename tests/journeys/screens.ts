// Every screen by the way a person takes to it, one after the other on one page, with the part of it that no screen
// before has shown: the journey of access looks at all of them, and the reference pictures are taken of some.
import { expect, type Page } from '@playwright/test';
import type { App } from './app';

/** Opens one screen where the one before it was left; the state of `data-…` or a visible part says that it stands. */
export interface Screen {
  readonly name: string;
  readonly open: (app: App) => Promise<void>;
  /** A selector of what is new on it; without one, the whole page. */
  readonly part?: string;
  /** It takes the focus from the canvas and gives it back when Escape closes it. */
  readonly returns?: true;
  /** The button to which Escape gives the focus back. */
  readonly opener?: string;
}

const canvas = '[data-canvas]';
const side = '[aria-label="Details"]';
const left = '[role="complementary"][aria-label]';
const training = '[aria-label="Training"]';
const dialog = '[role="dialog"]';
const menu = '[role="menu"]';

const press = ({ page }: App, key: string): Promise<void> => page.keyboard.press(key);
const seen = (page: Page, name: string | RegExp): Promise<void> =>
  expect(page.getByRole('dialog', { name })).toBeVisible();

/** The notice of what was opened leaves by itself; what is under it is seen again. */
export async function quiet({ page }: App): Promise<void> {
  const notices = page.locator('.mantine-Notification-root');
  for (const close of await notices.getByRole('button', { name: /close|dismiss/i }).all())
    await close.click({ timeout: 1000 }).catch(() => {});
  await expect(notices).toHaveCount(0);
}

export async function template(app: App, title: string): Promise<void> {
  await app.template(title);
  await quiet(app);
  await app.fit();
}

/** On the drawing of the first visit, with `stem` selected and focused. */
export const dialogs: readonly Screen[] = [
  {
    name: 'the command menu',
    part: dialog,
    open: async (app) => {
      await press(app, 'Control+k');
      await expect(app.page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
    },
    returns: true,
  },
  {
    name: 'the gallery',
    part: dialog,
    open: async (app) => {
      await press(app, 'g');
      await expect(app.gallery.locator('[data-template]').nth(20)).toBeAttached();
    },
    returns: true,
  },
  {
    name: 'the export of a picture',
    part: dialog,
    open: async (app) => {
      await press(app, 'e');
      await expect(app.page.getByRole('img', { name: 'The drawing as it will be saved' })).toBeVisible();
    },
    returns: true,
  },
  {
    name: 'the versions',
    part: dialog,
    open: async (app) => {
      await press(app, 'v');
      await expect(app.page.locator('[data-versions="ready"]')).toBeVisible();
    },
    returns: true,
  },
  {
    name: 'the keys',
    part: dialog,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Help' }).click();
      await page.getByRole('menuitem', { name: /shortcuts/ }).click();
      await seen(page, /keyboard|shortcuts|keys/i);
    },
    opener: 'Help',
  },
  {
    name: 'the wire made by keyboard',
    part: dialog,
    open: async (app) => {
      await press(app, 'c');
      await seen(app.page, /stem/);
    },
    returns: true,
  },
  {
    name: 'another kind for a node',
    part: dialog,
    open: async (app) => {
      await press(app, 'k');
      await seen(app.page, /^Change stem/);
    },
    returns: true,
  },
  {
    name: 'a block repeated',
    part: dialog,
    open: async (app) => {
      await press(app, 'Control+Shift+d');
      await seen(app.page, /^Repeat/);
    },
    returns: true,
  },
  {
    name: 'a module being made',
    part: dialog,
    open: async (app) => {
      await press(app, 'Control+g');
      await seen(app.page, /^Make a module/);
    },
    returns: true,
  },
  {
    name: 'the choice of a design to compare with',
    part: dialog,
    open: async (app) => {
      await press(app, 'b');
      await seen(app.page, 'Compare with');
    },
    returns: true,
  },
  {
    name: 'the link to share',
    part: dialog,
    open: async (app) => {
      await app.menu(/^Share link/);
      await seen(app.page, 'Share link');
    },
    opener: 'File',
  },
  {
    name: 'a file that cannot be opened',
    part: dialog,
    open: async (app) => {
      await app.openDesign('no');
      await seen(app.page, /cannot be opened/);
    },
    opener: 'File',
  },
  {
    name: 'the menu of files',
    part: menu,
    open: async ({ page }) => {
      await page.getByRole('banner').getByRole('button', { name: 'File' }).click();
      await expect(page.getByRole('menuitem', { name: /^New/ })).toBeVisible();
    },
    opener: 'File',
  },
  {
    name: 'the augmenting of training images',
    part: dialog,
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Augment/ }).click();
      await expect(page.getByRole('switch', { name: /Mirror/ })).toBeVisible();
    },
  },
];

/** Beside the drawing of the first visit, and on it. */
export const panels: readonly Screen[] = [
  {
    name: 'a node with a problem',
    part: `${canvas}, ${side}`,
    open: async (app) => {
      await app.select('a-3x3');
      await app.setPadding('valid');
      await expect(app.page.locator('[data-state="misfit"]').first()).toBeVisible();
    },
  },
  {
    name: 'the problems',
    part: side,
    open: async ({ page }) => {
      await page.getByRole('tab', { name: 'Problems' }).click();
      await expect(page.getByTestId('problems')).toContainText('One problem');
    },
  },
  {
    name: 'the costs',
    part: side,
    open: async ({ page }) => {
      await page.getByRole('tab', { name: 'Costs' }).click();
      await expect(page.getByTestId('costs')).toBeVisible();
    },
  },
  { name: 'the data', part: side, open: (app) => app.showData() },
  {
    name: 'a note and a frame, the outline with both',
    part: `${canvas}, ${side}, ${left}`,
    open: async (app) => {
      const { page } = app;
      await app.node('a-3x3').click();
      await press(app, 'Control+z');
      await press(app, 'Shift+N');
      await expect(page.getByRole('textbox', { name: 'Title of the frame' })).toBeFocused();
      await page.keyboard.type('Stem');
      await press(app, 'Enter');
      await press(app, 'n');
      await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
      await page.keyboard.insertText('**Why**: $x^2$, `code` and [a link](https://example.org)\n- [x] done');
      await press(app, 'Escape');
      await expect(page.locator('.react-flow__node-note strong')).toBeVisible();
      await page.getByRole('tab', { name: 'Outline' }).click();
      await expect(page.getByRole('treeitem', { name: 'Frame: Stem' })).toBeVisible();
    },
  },
];

/** A run from its start to its end, and what is kept of it. */
export const running: readonly Screen[] = [
  {
    // Paused, so that what looks at the screen and the run do not share the processor.
    name: 'training',
    part: `${training}, header`,
    open: async (app) => {
      await app.setting('Epochs', '40');
      await app.train();
      await expect(app.run).toHaveAttribute('data-run-state', 'training');
      await app.page.getByRole('banner').getByRole('button', { name: 'Pause' }).click();
      await expect(app.run).toHaveAttribute('data-run-state', 'paused');
    },
  },
  {
    name: 'stopped, with the way on',
    part: training,
    open: async (app) => {
      await app.page.getByRole('banner').getByRole('button', { name: 'Stop' }).click();
      await app.trained();
      await expect(app.run.getByRole('grid', { name: /confusion/i })).toBeVisible();
    },
  },
  {
    name: 'failed',
    part: training,
    open: async (app) => {
      await app.option('Optimizer', 'SGD');
      await learningRate(app, '9');
      await app.page
        .getByRole('banner')
        .getByRole('button', { name: /^Train/ })
        .click();
      await expect(app.run).toHaveAttribute('data-run-state', 'failed', { timeout: 120_000 });
    },
  },
  {
    name: 'the runs, none of which passes the filter',
    part: '[data-history]',
    open: async ({ page }) => {
      await page.locator('body').press('r');
      await page.locator('[data-history="ready"] [data-run]').first().waitFor();
      await page.getByRole('textbox', { name: 'Search runs' }).fill('no such run');
      await expect(page.getByText(/^No run passes the filter/)).toBeVisible();
    },
  },
  {
    name: 'the runs, two laid over each other',
    part: dialog,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Show all runs' }).click();
      await page.locator('[data-history="ready"] [data-run]').first().click();
      await page
        .locator('[data-run]')
        .nth(1)
        .click({ modifiers: ['Control'] });
      await expect(page.getByRole('complementary', { name: 'Chosen runs' })).toContainText('2 runs');
    },
  },
];

/** Two designs side by side, trained together; the comparison stays. And the tour, which begins in a tab of its own. */
export const together: readonly Screen[] = [
  {
    name: 'two designs and what differs',
    open: async ({ page }) => {
      await page.locator('body').press('b');
      await page
        .getByRole('dialog', { name: 'Compare with' })
        .getByRole('button', { name: 'A copy of this one' })
        .click();
      await expect(page.locator('[data-pane="B"] [data-node-id]').first()).toBeVisible();
      await page.getByRole('tab', { name: 'Compare' }).click();
      await expect(page.getByRole('table', { name: 'Totals of the designs' })).toBeVisible();
    },
  },
  {
    name: 'the results of designs trained together',
    part: '[aria-label="Training together"]',
    open: async (app) => {
      await learningRate(app, '0.01');
      await shortRun(app);
      await app.page.getByRole('button', { name: /^Train all/ }).click();
      await app.trained();
      await app.page.getByRole('radio', { name: 'Results' }).press(' ');
      await expect(app.page.getByRole('table', { name: 'Results of all designs' })).toContainText('done');
    },
  },
  {
    name: 'the tour',
    part: dialog,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Help' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Take the tour' }).press('Enter');
      await seen(page, /^Tour, step 1/);
    },
    opener: 'Help',
  },
];

export async function learningRate({ page }: App, rate: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Learning rate' });
  await field.fill(rate);
  await field.press('Tab');
}

/** Leaves a run as short as one can be. */
export async function shortRun(app: App): Promise<void> {
  await app.setting('Training images', '256');
  await app.setting('Epochs', '1');
}
