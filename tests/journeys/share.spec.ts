// A design leaves as a link, and arrives from a link, an address, several files at once or the system.
import { expect, type Page, test } from '@playwright/test';
import { App, design } from './app';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open drawings' }).getByRole('tab');
const title = (page: Page) => page.getByRole('textbox', { name: 'Title of the drawing', exact: true });
const sharing = (page: Page) => page.getByRole('dialog', { name: 'Share link' });
const unreadable = (page: Page) => page.getByRole('dialog', { name: /cannot be opened/ });
const stored = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

const one = (name: string) => ({
  format: 'convas',
  version: 1,
  title: name,
  nodes: [{ id: `in_${name}`, layer: 'input', params: {}, position: [0, 0] }],
});

test.beforeEach(async ({ context }) => {
  // Without a dialog for saving, files are downloaded.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
});

/** Shares what is open by the mouse, and answers with the link. */
async function share(app: App): Promise<string> {
  const { page } = app;
  await app.menu(/^Share link/);
  await sharing(page).getByRole('button', { name: 'Copy' }).click();
  await expect(sharing(page).getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await stored(page);
  await page.keyboard.press('Escape');
  await expect(sharing(page)).toHaveCount(0);
  return link;
}

test('a link brings a changed design to another browser tab, and a reload there keeps what is drawn on', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await app.setting('Seed', '7');
  const link = await share(app);
  expect(link).toMatch(/^http:\/\/localhost:\d+\/#design=1\./);

  const there = new App(await context.newPage());
  await there.page.goto(link);
  await expect(title(there.page)).toHaveValue('LeNet-5');
  await expect(there.page).toHaveURL(/\/$/);
  await expect(
    there.page.getByRole('form', { name: 'Training settings' }).getByLabel('Seed').first(),
  ).toHaveValue('7');
  expect(await there.saved()).toBe(await app.saved());
  await there.add('Dropout', 'mine');
  await there.page.reload();
  await expect(there.node('mine')).toBeVisible();
  await expect(title(there.page)).toHaveValue('LeNet-5');
});

test('by keyboard: the command menu shares, Enter copies, and pasting the link opens it beside the work', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(one('mine'));
  await app.add('Flatten', 'flat');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('share a link');
  await expect(page.getByRole('option', { name: /^Share a link/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(sharing(page).getByRole('button', { name: 'Copy' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sharing(page).getByRole('status')).toContainText('copied to the clipboard');
  await page.keyboard.press('Escape');
  await expect(sharing(page)).toHaveCount(0);
  const before = await tabs(page).count();
  await page.keyboard.press('Control+Shift+v');
  await expect(tabs(page)).toHaveCount(Math.max(before, 1) + 1);
  await expect(app.node('flat')).toBeVisible();
  // The same from the menu.
  await app.menu(/^Paste as new design/);
  await expect(tabs(page)).toHaveCount(Math.max(before, 1) + 2);
});

test('a link in the address bar of a page in use opens in a tab of its own and leaves the work alone', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openDesign(one('theirs'));
  const link = await share(app);
  await app.newDrawing();
  await app.drop('Input', 'work', 200, 200);
  const before = await tabs(page).count();
  await page.goto(link);
  await expect(tabs(page)).toHaveCount(before + 1);
  await expect(app.node('in_theirs')).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole('tab', { name: /^Untitled/ }).click();
  await expect(app.node('work')).toBeVisible();
});

test('a link without the layout is shorter, and what it opens is arranged without overlap', async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.template('ResNet-20 for CIFAR');
  await app.menu(/^Share link/);
  const field = sharing(page).getByRole('textbox', { name: 'Link' });
  const whole = await field.inputValue();
  await sharing(page).getByRole('checkbox', { name: 'Leave out the layout' }).press('Space');
  await expect(field).not.toHaveValue(whole);
  const short = await field.inputValue();
  expect(short.length).toBeLessThan(whole.length);
  await expect(sharing(page).getByRole('status')).toContainText(short.length.toLocaleString('en'));
  await page.keyboard.press('Escape');
  await app.newDrawing();
  await page.goto(short);
  await expect(title(page)).toHaveValue('ResNet-20 for CIFAR');
  const places = (JSON.parse(await app.saved()) as { nodes: { position: [number, number] }[] }).nodes.map(
    ({ position }) => position,
  );
  for (const [i, [x, y]] of places.entries())
    for (const [u, v] of places.slice(i + 1))
      expect(Math.abs(x - u) >= 190 || Math.abs(y - v) >= 92).toBe(true);
});

test('designs side by side go into one link', async ({ page, context }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  await page.keyboard.press('b');
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('button', { name: 'A copy of this one' })
    .click();
  await expect(page.locator('.react-flow')).toHaveCount(2);
  await app.menu(/^Share link/);
  await sharing(page).getByText('All designs side by side').click();
  const link = await sharing(page).getByRole('textbox', { name: 'Link' }).inputValue();
  const there = await context.newPage();
  await there.goto(link);
  await expect(there.locator('.react-flow')).toHaveCount(2);
});

test('a damaged or a newer link says so, and offers what stands', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.template('LeNet-5');
  const link = await share(app);
  await page.goto(link.slice(0, Math.floor(link.length * 0.7)));
  await expect(unreadable(page)).toContainText('The link is damaged or was cut off');
  await expect(unreadable(page)).toContainText(/\d+ nodes and \d+ wires? of it can be kept/);
  await expect(page).toHaveURL(/\/$/);
  await unreadable(page).getByRole('button', { name: /^Open/ }).click();
  await expect(page.getByText(/Opened The link/)).toBeVisible();
  await expect(page.locator('[data-node-id]').first()).toBeVisible();

  await page.goto(link.replace('=1.', '=9.'));
  await expect(unreadable(page)).toContainText('made by a newer version of Convas');
  await expect(unreadable(page).getByRole('button', { name: /^Open/ })).toHaveCount(0);
});

test('an address opens a template, or a file beside the app, and nothing of another site', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/?template=resnet-20&lang=en');
  await expect(title(page)).toHaveValue('ResNet-20 for CIFAR');
  await expect(page).toHaveURL(/\/\?lang=en$/);

  await page.route('**/course/week-3.json', (route) => route.fulfill({ json: one('week_3') }));
  await page.goto('/?open=course/week-3.json');
  await expect(app.node('in_week_3')).toBeVisible();
  await expect(page).toHaveURL(/\/$/);

  await page.goto('/?open=course/none.json');
  await expect(unreadable(page)).toContainText('There is no drawing at /course/none.json');
  await page.goto('/?open=https://example.org/x.json');
  await expect(unreadable(page)).toContainText('Only files of the same site are opened');
  await page.goto('/?template=resnet-2');
  await expect(unreadable(page)).toContainText('There is no template “resnet-2”. Is “resnet-20” meant?');
  await page.getByRole('button', { name: 'Close' }).last().click();
  await expect(app.node('in_week_3')).toBeVisible();
});

test('several files dropped at once open in tabs, each fault read before the next', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect(page.getByRole('region', { name: 'Training' })).toBeVisible();
  await app.dropFiles([
    design(one('first'), 'a.json'),
    design('no', 'b.json'),
    design(one('third'), 'c.json'),
  ]);
  await expect(unreadable(page)).toContainText('not JSON');
  await expect(app.node('in_first')).toBeVisible();
  await unreadable(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(app.node('in_third')).toBeVisible();
  await expect(tabs(page)).toHaveCount(2);
});

test('a file is taken wherever in the window it is dropped', async ({ page }) => {
  const app = new App(page);
  await app.open();
  const places = [
    app.node('stem'),
    page.getByRole('banner'),
    page.getByRole('complementary', { name: 'Layers' }),
    app.inspector,
    page.getByRole('region', { name: 'Training' }),
  ];
  for (const place of places) await expect(place).toBeVisible();
  for (const [i, place] of places.entries()) {
    const dataTransfer = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'design.json'));
        return transfer;
      },
      JSON.stringify(one(`drop${i}`)),
    );
    await place.dispatchEvent('dragover', { dataTransfer });
    await place.dispatchEvent('drop', { dataTransfer });
    await expect(app.node(`in_drop${i}`)).toBeVisible();
  }
});

test('the installed app opens the files that the system hands it', async ({ page }) => {
  await page.addInitScript(
    (text) => {
      const handle = { getFile: async () => new File([text], 'handed.convas.json') };
      Object.defineProperty(window, 'launchQueue', {
        value: { setConsumer: (take: (launch: object) => void) => take({ files: [handle] }) },
      });
    },
    JSON.stringify(one('handed')),
  );
  const app = new App(page);
  await app.open();
  await expect(app.node('in_handed')).toBeVisible();
});
