// Modules: made of what is drawn, opened, changed for every instance, and taken apart again.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('makes a module of three nodes, changes both its instances from inside, and ungroups one', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.newDrawing();
  const press = (key: string) => page.keyboard.press(key);
  const way = page.getByRole('navigation', { name: 'Way to what is shown' });

  await press('/');
  for (const layer of ['Input', 'Conv 2D', 'Conv 2D', 'Max pool']) {
    await press('Control+a');
    await page.keyboard.type(layer);
    await press('Enter');
  }
  await expect(page.locator('[data-node-id]')).toHaveCount(4);
  const pooled = app.node('pool1');
  await expect(pooled).toHaveAttribute('data-state', 'ok');
  await app.fit();

  await test.step('a choice that no module can hold is refused with the reason', async () => {
    await app.node('input1').click();
    await press('Control+a');
    await press('Control+g');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('which a module cannot hold');
    await expect(dialog.getByRole('button', { name: 'Make the module' })).toBeDisabled();
    await press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('three nodes become one instance with a parameter', async () => {
    await app.deselect();
    await app.select('conv1');
    await app.node('conv2').click({ modifiers: ['Control'] });
    await app.node('pool1').click({ modifiers: ['Control'] });
    // A plain click leaves one of them chosen.
    await app.select('conv2');
    await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
    await app.node('conv1').click({ modifiers: ['Control'] });
    await app.node('pool1').click({ modifiers: ['Control'] });
    await press('Control+g');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('pair');
    await dialog.getByRole('checkbox', { name: 'Filters of conv1' }).check();
    await dialog.getByRole('textbox', { name: /^Name of the parameter for Filters of conv1/ }).fill('width');
    await dialog.getByRole('button', { name: 'Make the module' }).click();
    await expect(page.locator('[data-node-id]')).toHaveCount(2);
    await expect(app.node('pair1')).toContainText('pair');
    await expect(app.inspector.getByRole('textbox', { name: 'width' })).toBeVisible();
  });

  // With the instance selected, the palette adds the second one behind it.
  await page.getByRole('textbox', { name: 'Search layers' }).fill('');
  await app.withPalette('pair', (entry) => entry.click());
  await expect(app.node('pair2')).toHaveAttribute('data-state', 'ok');
  await app.fit();

  await test.step('Ctrl+Enter opens it; a change inside changes every instance', async () => {
    await page.locator('.react-flow__node[data-id="pair2"]').focus();
    await press('Control+Enter');
    await expect(way).toContainText('pair2');
    await expect(page.getByText('changes every instance (2)')).toBeVisible();
    await app.select('conv2');
    await app.set('Filters', 9);
    await expect(app.node('conv2')).toHaveAttribute('data-shape', /×9$/);
    await page.locator('.react-flow__node[data-id="conv2"]').focus();
    await press('Escape');
    await expect(way).toBeVisible();
    await press('Escape');
    await expect(way).toBeHidden();
    for (const id of ['pair1', 'pair2']) await expect(app.node(id)).toHaveAttribute('data-shape', /×9$/);
  });

  await test.step('a parameter inside follows the module by an expression, or says why not', async () => {
    await app.node('pair1').dblclick();
    await expect(way).toContainText('pair1');
    // The card that had the focus is gone, and the key that leads out works all the same.
    await press('Escape');
    await expect(way).toBeHidden();
    await app.node('pair1').dblclick();
    await expect(way).toContainText('pair1');
    await app.select('conv2');
    await app.inspector.getByRole('button', { name: /^Let filters follow/ }).click();
    const expression = app.inspector.getByRole('textbox', { name: 'Expression for filters' });
    await expression.fill('2*height');
    await expression.press('Enter');
    await expect(app.inspector.getByRole('alert')).toContainText('no parameter “height”');
    await expression.fill('2*width');
    await expression.press('Enter');
    await expect(app.node('conv2')).not.toHaveAttribute('data-shape', /×9$/);
    await way.getByRole('button').first().click();
    await expect(way).toBeHidden();
    await app.select('pair1');
    await app.set('width', 5);
    await expect(app.node('pair1')).toHaveAttribute('data-shape', /×10$/);
    await expect(app.node('pair2')).not.toHaveAttribute('data-shape', /×10$/);
  });

  await test.step('undo takes back one step each, wherever it was made', async () => {
    await page.locator('.react-flow__node[data-id="pair1"]').focus();
    await press('Control+z');
    await press('Control+z');
    for (const id of ['pair1', 'pair2']) await expect(app.node(id)).toHaveAttribute('data-shape', /×9$/);
  });

  await test.step('ungrouping puts the nodes back', async () => {
    await app.select('pair2');
    await page.locator('.react-flow__node[data-id="pair2"]').focus();
    await press('Control+Shift+g');
    await expect(app.node('pair2')).toHaveCount(0);
    await expect(page.locator('[data-node-id]')).toHaveCount(5);
    await press('Control+z');
    await expect(app.node('pair2')).toHaveAttribute('data-shape', /×9$/);
  });
});

test('a fault made inside a module leads to the instance where it shows, and one click mends all of them', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('GoogLeNet');
  await app.node('4c').dblclick();
  await app.node('conv5x5').click();
  await page.getByText('valid', { exact: true }).click();
  // Every instance is wrong now, and 4c gets nothing from those before it.
  await expect(app.node('concat')).toHaveAttribute('data-state', 'waiting');
  await page.getByRole('button', { name: '3a', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Way to what is shown' })).toContainText('3a');
  await expect(app.node('concat')).toHaveAttribute('data-state', 'misfit');
  await page.getByRole('button', { name: 'Set padding of “conv5x5” to same' }).first().click();
  await expect(app.node('concat')).toHaveAttribute('data-shape', '28×28×256');
  await page.getByRole('navigation', { name: 'Way to what is shown' }).getByRole('button').first().click();
  await expect(app.node('5b')).toHaveAttribute('data-shape', '7×7×1024');
});
