// Every screen by the way a person takes to it: the journey of access looks at all of them, and the reference pictures
// are taken of some.
import { expect, type Page } from '@playwright/test';
import type { App } from './app';

/** Opens one screen on a page where the app is open; the state of `data-…` or a visible part says that it stands. */
export interface Screen {
  readonly name: string;
  readonly open: (app: App) => Promise<void>;
  /** What is new on it lies beside the canvas or over it, which was looked at before. */
  readonly beside?: true;
  /** Takes away what lies over the drawing; without it, Escape does. */
  readonly leave?: (app: App) => Promise<void>;
}

const press = async ({ page }: App, key: string): Promise<void> => page.keyboard.press(key);

async function dialog(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

const stay = async (): Promise<void> => {};

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

export const drawings: readonly Screen[] = [
  {
    name: 'the drawing of the first visit',
    open: (app) => expect(app.node('stem')).toBeVisible(),
    leave: stay,
  },
  { name: 'an empty drawing', open: (app) => app.newDrawing(), leave: stay },
  {
    name: 'Inception with a node selected',
    open: async (app) => {
      await template(app, 'Inception module with 1×1 reduction');
      await app.select('3a-5x5');
    },
    leave: stay,
  },
  {
    beside: true,
    name: 'a wire selected',
    open: async (app) => {
      await app.edge('3a-5x5-reduce', '3a-5x5').click({ force: true });
      await expect(app.inspector).toContainText('3a-5x5-reduce');
    },
    leave: stay,
  },
  {
    beside: true,
    name: 'several nodes selected',
    open: async (app) => {
      await press(app, 'Control+a');
      await expect(app.page.locator('.react-flow__node.selected').nth(3)).toBeVisible();
    },
  },
  {
    name: 'a node with a problem',
    open: async (app) => {
      await app.deselect();
      await app.select('3a-5x5');
      await app.setPadding('valid');
      await expect(app.page.locator('[data-state="misfit"]').first()).toBeVisible();
    },
    leave: stay,
  },
  {
    beside: true,
    name: 'the problems',
    open: async (app) => {
      await press(app, 'Escape');
      await press(app, 'p');
      await expect(app.page.getByRole('tab', { name: /Problems/ })).toHaveAttribute('aria-selected', 'true');
    },
    leave: stay,
  },
  {
    beside: true,
    name: 'the costs',
    open: async (app) => {
      await app.page.getByRole('tab', { name: 'Costs' }).click();
      await expect(app.page.getByTestId('costs')).toBeVisible();
    },
    leave: stay,
  },
  { beside: true, name: 'the data', open: (app) => app.showData(), leave: stay },
  {
    beside: true,
    name: 'the outline',
    open: async (app) => {
      await press(app, 'o');
      await expect(app.page.getByRole('tree')).toBeVisible();
    },
    leave: (app) => press(app, 'o'),
  },
  { name: 'GoogLeNet, its modules folded', open: (app) => template(app, 'GoogLeNet'), leave: stay },
  {
    name: 'inside a module of GoogLeNet',
    open: async (app) => {
      await app.node('4c').dblclick();
      await expect(app.node('conv5x5')).toBeVisible();
    },
  },
];

export const dialogs: readonly Screen[] = [
  {
    beside: true,
    name: 'the menu of files',
    open: async (app) => {
      await app.page.getByRole('button', { name: 'File' }).click();
      await expect(app.page.getByRole('menuitem', { name: /^New/ })).toBeVisible();
    },
  },
  {
    beside: true,
    name: 'the gallery',
    open: async (app) => {
      await press(app, 'g');
      await expect(app.gallery.locator('[data-template]').nth(20)).toBeAttached();
    },
  },
  {
    beside: true,
    name: 'the command menu',
    open: async (app) => {
      await press(app, 'Control+k');
      await expect(app.page.getByRole('combobox', { name: 'Search everything' })).toBeFocused();
    },
  },
  {
    beside: true,
    name: 'the export of a picture',
    open: async (app) => {
      await press(app, 'e');
      await expect(app.page.getByRole('img', { name: 'The drawing as it will be saved' })).toBeVisible();
    },
  },
  {
    beside: true,
    name: 'the versions',
    open: async (app) => {
      await press(app, 'v');
      await expect(app.page.locator('[data-versions="ready"]')).toBeVisible();
    },
  },
  {
    beside: true,
    name: 'the keys',
    open: async (app) => {
      await press(app, '?');
      await dialog(app.page, /keyboard|shortcuts|keys/i);
    },
  },
  {
    beside: true,
    name: 'the link to share',
    open: async (app) => {
      await app.menu(/^Share link/);
      await dialog(app.page, 'Share link');
    },
  },
  {
    beside: true,
    name: 'the choice of a design to compare with',
    open: async (app) => {
      await press(app, 'b');
      await dialog(app.page, 'Compare with');
    },
  },
  {
    beside: true,
    name: 'the wire made by keyboard',
    open: async (app) => {
      await app.select('stem');
      await app.page.locator('.react-flow__node[data-id="stem"]').focus();
      await press(app, 'c');
      await expect(app.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'a note being read',
    open: async (app) => {
      await press(app, 'n');
      await app.page.keyboard.type('**Stem**: $x^2$');
      await press(app, 'Escape');
      await expect(app.page.locator('.react-flow__node-note strong')).toBeVisible();
    },
    leave: (app) => press(app, 'Control+z'),
  },
  {
    beside: true,
    name: 'a step of the tour',
    open: async (app) => {
      await app.page.getByRole('button', { name: 'Help' }).click();
      await app.page.getByRole('menuitem', { name: 'Take the tour' }).click();
      await dialog(app.page, /^Tour, step/);
    },
    leave: (app) => app.page.getByRole('button', { name: 'End the tour' }).click(),
  },
];

/** Leaves a run as short as one can be. */
export async function shortRun(app: App): Promise<void> {
  await app.setting('Training images', '256');
  await app.setting('Epochs', '1');
}
