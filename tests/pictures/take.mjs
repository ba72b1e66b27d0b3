// `npm run pictures`: takes the README's pictures from the running app, so that they never show another version.
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumPath } from '../chromium.mjs';

const port = Number(process.env.PORT ?? 4198);
const root = new URL('../..', import.meta.url).pathname;
const here = new URL('.', import.meta.url).pathname;

await build({ root, configFile: `${root}/vite.config.ts`, logLevel: 'error' });
const server = await preview({
  root,
  configFile: `${root}/vite.config.ts`,
  preview: { port, strictPort: true },
});
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });

async function open(colorScheme) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('convas-tour', 'yes'));
  await page.goto(`http://localhost:${port}/`);
  await page.locator('[data-node-id]').first().waitFor();
  return page;
}

async function gallery(page) {
  await page.keyboard.press('g');
  return page.getByRole('dialog', { name: 'Templates' });
}

async function template(page, title) {
  const templates = await gallery(page);
  await templates.getByRole('textbox', { name: 'Search templates' }).fill(title);
  await templates.locator(`[data-template][data-title="${title}"]`).dblclick();
  // The notice that it was opened leaves before the picture is taken.
  await page.getByText(/^Opened /).waitFor();
  await page.getByText(/^Opened /).waitFor({ state: 'hidden', timeout: 20_000 });
}

const trained = await open('light');
await trained.getByRole('button', { name: 'Train', exact: true }).click();
await trained.locator('[data-run-state="done"]').waitFor({ timeout: 300_000 });
await trained.screenshot({ path: `${here}convas.png` });

const inspected = await open('dark');
await template(inspected, 'Inception module with 1×1 reduction');
await inspected.locator('[data-node-id="3a-5x5"]').click();
await inspected.getByRole('button', { name: 'Training panel' }).click();
await inspected.getByRole('button', { name: /^Fit the drawing/ }).click();
await inspected.getByRole('heading', { name: 'Arithmetic' }).scrollIntoViewIfNeeded();
await inspected.screenshot({ path: `${here}inception-dark.png` });

const shown = await open('light');
const templates = await gallery(shown);
await templates.locator('[data-template]').nth(40).waitFor();
await shown.waitForTimeout(1500);
await shown.screenshot({ path: `${here}gallery.png` });
await shown.keyboard.press('Escape');
await template(shown, 'GoogLeNet');
await shown.locator('[data-node-id="4c"]').dblclick();
await shown.locator('[data-node-id="conv5x5"]').click();
await shown.getByRole('button', { name: 'Training panel' }).click();
await shown.getByRole('button', { name: /^Fit the drawing/ }).click();
await shown.waitForTimeout(800);
await shown.screenshot({ path: `${here}module.png` });

const compared = await open('light');
await compared.keyboard.press('b');
const demonstrations = compared.getByRole('region', { name: 'Demonstrations' });
await demonstrations.getByRole('button', { name: /^Plain against residual.*without batch norm/ }).click();
await compared.getByRole('button', { name: /^Train all/ }).click();
await compared.locator('[data-run-state="done"]').waitFor({ timeout: 300_000 });
await compared.getByText('Gradients', { exact: true }).click();
await compared.waitForTimeout(800);
await compared.screenshot({ path: `${here}compare.png` });

await browser.close();
await server.close();
process.exit(0);
