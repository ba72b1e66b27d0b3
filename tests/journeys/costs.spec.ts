// Where the costs sit: the table, its keys, the arithmetic behind its figures, and the colours of the cards.
import { expect, test } from '@playwright/test';
import { App } from './app';

test('The table of costs sorts, selects the node on the canvas, and explains every figure', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.getByRole('tab', { name: 'Costs' }).click();
  const costs = page.getByTestId('costs');
  const rows = costs.locator('tbody tr');
  await expect(rows).toHaveCount(10);
  await expect(rows.first()).toHaveAttribute('data-node', 'input');
  await costs.getByRole('button', { name: 'Weights', exact: true }).click();
  await expect(costs.getByRole('columnheader', { name: /^Weights/ })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const largest = (await rows.first().getAttribute('data-node')) ?? '';
  await rows.first().locator('[data-column="weights"]').click();
  await expect(page.getByTestId(`rf__node-${largest}`)).toHaveClass(/selected/);
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('explained')).toContainText('400·120 + 120 = 48,120 weights');
  await rows.first().locator('[data-column="macs"]').hover();
  await expect(page.getByTestId('explained')).toContainText('= 48,000');
});

test('The table of costs is walked and read by keyboard alone', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.keyboard.press('t');
  const costs = page.getByTestId('costs');
  await costs.locator('tbody td').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const cell = costs.locator('tbody tr').nth(1).locator('[data-column="field"]');
  await expect(cell).toBeFocused();
  await expect(page.getByTestId('explained')).toContainText('1 + (5 − 1)·1 = 5');
  await page.keyboard.press('Enter');
  await expect(costs.locator('tbody tr').nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(cell).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByTestId('inspector')).toContainText('Receptive field');
});

test('Cards are coloured by their share, say it as a number, and show the figure that is asked for', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.keyboard.press('h');
  const legend = page.getByTestId('legend');
  await expect(legend).toContainText('Weights: share of 61.7 k');
  await expect(legend).toContainText(/Dense 9\d %, Convolution/);
  const heats = await page.locator('[data-node-id][data-heat="4"]').count();
  expect(heats).toBe(1);
  await expect(page.locator('[data-node-id][data-heat="4"]')).toContainText('78 %');
  await legend.getByRole('button', { name: 'Stop colouring the cards' }).click();
  await expect(page.locator('[data-node-id][data-heat]')).toHaveCount(0);
  await page.keyboard.press('t');
  await page.getByLabel('Cards show').selectOption('Receptive field');
  await expect(page.locator('[data-node-id]').nth(1)).toContainText('sees 5×5');
});

test('AlexNet coloured by its weights says that 96 % of them are in its three dense layers', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('AlexNet');
  await page.getByRole('tab', { name: 'Costs' }).click();
  await page.getByLabel('Cards are coloured by').selectOption('Share of weights');
  await expect(page.getByTestId('legend')).toContainText('Weights: share of 61 M');
  await expect(page.getByTestId('legend')).toContainText('Dense 96 %, Convolution 3.8 %');
});
