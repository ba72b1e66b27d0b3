// Finding and mending: the command menu, the problems panel and the outline, by mouse and by keyboard.
import { expect, type Page, test } from '@playwright/test';
import { App } from './app';

const menuOf = (page: Page) => page.getByRole('combobox', { name: 'Search everything' });
const found = (page: Page) => page.getByRole('listbox', { name: 'What is found' }).getByRole('option');

/** Opens the command menu by its key, types, and takes the first thing found, which must be this. */
async function take(page: Page, query: string, title: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(menuOf(page)).toBeFocused();
  await page.keyboard.type(query);
  await expect(found(page).first()).toContainText(title);
  await page.keyboard.press('Enter');
  await expect(menuOf(page)).toHaveCount(0);
}

test('one field finds layers, steps to undo, nodes, settings and templates, by keyboard alone', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const nodes = page.locator('[data-node-id]');
  const name = app.inspector.getByRole('textbox', { name: 'Name' });
  const title = page.getByRole('textbox', { name: 'Title of the drawing' });
  await expect(nodes.first()).toBeVisible();
  const before = await nodes.count();

  await take(page, '+max pool', 'Add Max pool');
  await expect(nodes).toHaveCount(before + 1);
  await take(page, '>undo', /^Undo: Add /);
  await expect(nodes).toHaveCount(before);

  await take(page, '@a-3x3', 'a-3x3');
  await expect(name).toHaveValue('a-3x3');
  await expect(page.locator('.react-flow__node[data-id="a-3x3"]')).toBeFocused();
  await take(page, 'set stride', 'Set stride of a-3x3');
  await expect(app.inspector.getByRole('textbox', { name: 'Stride', exact: true })).toBeFocused();
  // One that is folded away under “More” opens.
  await take(page, 'set groups', 'Set groups of a-3x3');
  await expect(app.inspector.getByRole('textbox', { name: 'Groups', exact: true })).toBeFocused();
  await take(page, 'epochs', 'Set the epochs');
  await expect(
    page.getByRole('form', { name: 'Training settings' }).getByRole('textbox', { name: 'Epochs' }),
  ).toBeFocused();

  await take(page, 'resnet-18', 'Open ResNet-18');
  await expect(title).toHaveValue('ResNet-18');
  await take(page, '@conv2_1/conv2-bn', 'conv2_1/conv2-bn');
  await expect(page.getByRole('navigation', { name: 'Way to what is shown' })).toContainText('conv2_1');
  await expect(name).toHaveValue('conv2-bn');
  await take(page, '>undo', 'Undo: Open ResNet-18');
  await expect(title).toHaveValue('Mini Inception');
});

test('the field says what cannot be done and why, walks in a circle, and gives the focus back', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.select('stem');
  const card = page.locator('.react-flow__node[data-id="stem"]');
  await card.focus();
  // What is typed before the menu is there is not lost.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('>ungroup');
  const first = found(page).first();
  await expect(first).toContainText('Select one instance of a module first.');
  await expect(first).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(menuOf(page)).toBeVisible();

  await menuOf(page).fill('@a-');
  await expect(first).toContainText('a-');
  const count = await found(page).count();
  expect(count).toBeGreaterThan(3);
  const at = (i: number) => expect(found(page).nth(i)).toHaveAttribute('aria-selected', 'true');
  await at(0);
  await page.keyboard.press('ArrowUp');
  await at(count - 1);
  await expect(menuOf(page)).toHaveAttribute(
    'aria-activedescendant',
    (await found(page)
      .nth(count - 1)
      .getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Home');
  await at(0);
  await page.keyboard.press('Escape');
  await expect(menuOf(page)).toHaveCount(0);
  await expect(card).toBeFocused();
});

test('what was used last comes first, after a reload too, and a click takes it', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const open = page.getByRole('button', { name: /^Search…/ });
  await open.click();
  await menuOf(page).fill('table of costs');
  await found(page).first().click();
  const costs = page.getByRole('tab', { name: 'Costs' });
  await expect(costs).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await open.click();
  await expect(found(page).first()).toContainText('Show the table of costs');
  await expect(page.getByText('Recently used')).toBeVisible();
});

test('the problems stand in a panel with their places, and all safe remedies are one step', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.select('a-3x3');
  await app.set('Stride', 2);
  await page.getByRole('button', { name: '1 problem', exact: true }).click();
  const panel = page.getByTestId('problems');
  await expect(panel).toContainText('One problem');
  await panel.getByRole('button', { name: 'Go to a-concat' }).click();
  await expect(page.locator('.react-flow__node[data-id="a-concat"]')).toHaveClass(/selected/);
  await expect(panel).toBeVisible();
  await panel.getByRole('button', { name: 'Fix all that are safe' }).click();
  await expect(panel).toContainText('All is well');
  await expect(app.node('a-concat')).toHaveAttribute('data-state', 'ok');
  await page.getByRole('button', { name: 'Undo: Fix 1 problem' }).click();
  await expect(panel).toContainText('One problem');

  // The same by keyboard: the key leads back to the inspector and here again.
  await page.locator('.react-flow__node[data-id="a-concat"]').focus();
  await page.keyboard.press('p');
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('p');
  await panel.getByRole('button', { name: /^Set stride of “a-3x3”/ }).focus();
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('All is well');
});

test('the outline walks the drawing by keyboard, down into modules, and follows what is selected', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('ResNet-18');
  const tree = page.getByRole('tree', { name: 'Outline of the drawing' });
  const row = (id: string) => tree.locator(`[data-row="${id}"]`);
  await page.getByRole('tab', { name: 'Outline' }).click();
  await row('conv1').click();
  await expect(app.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue('conv1');
  await expect(row('conv1')).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('o');
  await expect(tree).toHaveCount(0);
  await page.keyboard.press('o');
  await expect(row('conv1')).toBeFocused();
  await page.keyboard.type('conv2_1');
  await expect(row('conv2_1')).toBeFocused();
  await expect(row('conv2_1')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(row('conv2_1')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(row('conv2_1/conv1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Way to what is shown' })).toContainText('conv2_1');
  await expect(page.locator('.react-flow__node[data-id="conv1"]')).toBeFocused();
  // What is selected on the canvas is selected here.
  await page.keyboard.press('ArrowRight');
  await expect(row('conv2_1/conv1-bn')).toHaveAttribute('aria-selected', 'true');

  await test.step('a frame holds its nodes there, is folded, and Enter leads to it', async () => {
    await page.keyboard.press('Shift+N');
    await expect(page.getByRole('textbox', { name: 'Title of the frame' })).toBeFocused();
    await page.keyboard.type('Scaling');
    await page.keyboard.press('Enter');
    const frame = tree.getByRole('treeitem', { name: 'Frame: Scaling' });
    await expect(frame).toHaveAttribute('aria-selected', 'true');
    await expect(row('conv2_1/conv1-bn')).toHaveAttribute('aria-level', '3');
    await frame.press('ArrowLeft');
    await expect(row('conv2_1/conv1-bn')).toHaveCount(0);
    await frame.press('ArrowRight');
    await frame.press('ArrowRight');
    await expect(row('conv2_1/conv1-bn')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(frame).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__node-frame')).toBeFocused();
  });

  await page.getByRole('textbox', { name: 'Filter nodes' }).fill('logits dense');
  await expect(tree.getByRole('treeitem')).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Outline' })).toHaveAttribute('aria-selected', 'true');
});
