// The app as a person meets it: what the journeys do, in their words. Everything goes through the screen.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** A file as it is chosen or dropped. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const design = (content: string | object, name = 'design.json'): GivenFile => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

export class App {
  constructor(readonly page: Page) {}

  /** Opens the app and waits until it can be used. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('button', { name: 'File' })).toBeVisible();
    // The parts of the window come one after the other; this one is the last.
    await expect(this.page.getByRole('region', { name: /^Training/ }).first()).toBeVisible();
  }

  async newDrawing(): Promise<void> {
    await this.menu(/^New/);
    await expect(this.page.getByRole('button', { name: 'Add an input' })).toBeVisible();
  }

  async menu(item: RegExp): Promise<void> {
    await this.page.getByRole('banner').getByRole('button', { name: 'File' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async template(title: string): Promise<void> {
    await this.menu(/^Templates/);
    await this.gallery.getByRole('textbox', { name: 'Search templates' }).fill(title);
    // What is found first is what is meant.
    await expect(this.gallery.locator('[data-template]').first()).toHaveAttribute('data-title', title);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('textbox', { name: 'Title of the drawing' })).toHaveValue(title);
  }

  get gallery(): Locator {
    return this.page.getByRole('dialog', { name: 'Templates' });
  }

  node(id: string): Locator {
    return this.page.locator(`[data-node-id="${id}"]`);
  }

  edge(from: string, to: string, slot = 0): Locator {
    return this.page.locator(`[data-edge-id="${from}->${to}:${slot}"][data-state]`).first();
  }

  /** A layer's entry in the palette; the common ones have a second in their group. */
  palette(label: string): Locator {
    return this.page
      .getByRole('complementary', { name: 'Layers' })
      .getByRole('button', { name: label, exact: true })
      .first();
  }

  /** Does something with a layer's entry, which is searched for where its group is folded. */
  async withPalette(label: string, act: (entry: Locator) => Promise<void>): Promise<void> {
    const search = this.page.getByRole('textbox', { name: 'Search layers' });
    const folded = (await this.palette(label).count()) === 0;
    if (folded) await search.fill(label);
    await act(this.palette(label));
    if (folded) await search.fill('');
  }

  /** Adds a layer alone: with nothing selected, the palette wires nothing. Answers with its name. */
  async add(label: string, name: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.deselect();
    const before = await this.page.locator('[data-node-id]').count();
    await this.withPalette(label, (entry) => entry.click());
    await expect(this.page.locator('[data-node-id]')).toHaveCount(before + 1);
    await this.rename(name);
  }

  async deselect(): Promise<void> {
    const selected = this.page.locator('.react-flow__node.selected');
    if ((await selected.count()) > 0) {
      await this.page.keyboard.press('Escape');
      if ((await selected.count()) > 0)
        await this.page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    }
    await expect(selected).toHaveCount(0);
  }

  async select(id: string): Promise<void> {
    await this.node(id).click();
    await expect(this.inspector.getByRole('textbox', { name: 'Name' })).toHaveValue(id);
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Details' });
  }

  async rename(name: string): Promise<void> {
    const field = this.inspector.getByRole('textbox', { name: 'Name' });
    await field.fill(name);
    await field.press('Enter');
    await expect(this.node(name)).toBeVisible();
  }

  /** Types a number into a parameter of the selected node. */
  async set(parameter: string, value: number): Promise<void> {
    const field = this.inspector.getByRole('textbox', { name: parameter, exact: true });
    await field.fill(String(value));
    await field.press('Enter');
  }

  async setPadding(choice: 'same' | 'valid' | 'number'): Promise<void> {
    await this.inspector
      .getByRole('radiogroup', { name: 'Padding' })
      .getByText(choice, { exact: true })
      .click();
  }

  async fit(): Promise<void> {
    await this.page.getByRole('button', { name: /^Fit the drawing/ }).click();
  }

  output(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"] .react-flow__handle.source`);
  }

  slot(id: string, slot = 0): Locator {
    return this.page.locator(
      `.react-flow__node[data-id="${id}"] .react-flow__handle.target[data-slot="${slot}"]`,
    );
  }

  /** Drags a wire with the mouse from an output to an input slot, and lets go unless told to hold. */
  async drag(from: string, to: string, slot = 0, hold = false): Promise<void> {
    const start = await centre(this.output(from));
    await this.output(from).hover();
    await this.page.mouse.down();
    const end = await centre(this.slot(to, slot));
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    if (!hold) await this.page.mouse.up();
  }

  async wire(from: string, to: string, slot = 0): Promise<void> {
    await this.drag(from, to, slot);
    await expect(this.edge(from, to, slot)).toBeVisible();
  }

  /** Drags a layer from the palette to a place on the canvas, in pixels from the canvas's corner, and names it. */
  async drop(label: string, name: string, x: number, y: number): Promise<void> {
    const before = await this.page.locator('[data-node-id]').count();
    await this.withPalette(label, (entry) =>
      entry.dragTo(this.page.locator('.react-flow'), { targetPosition: { x, y } }),
    );
    await expect(this.page.locator('[data-node-id]')).toHaveCount(before + 1);
    await this.rename(name);
  }

  get run(): Locator {
    return this.page.locator('[data-run-state]');
  }

  async train(): Promise<void> {
    await this.page.getByRole('button', { name: 'Train', exact: true }).click();
  }

  /** Waits for the end of training, however long it takes within the journey's own time. */
  async trained(): Promise<void> {
    await expect(this.run).toHaveAttribute('data-run-state', /done|failed/, { timeout: 170_000 });
    await expect(this.run).toHaveAttribute('data-run-state', 'done');
  }

  /** A percentage that the screen shows under this name. */
  async percent(name: string): Promise<number> {
    const text = await this.page.getByLabel(name, { exact: true }).first().innerText();
    return Number.parseFloat(text.replace(',', '.'));
  }

  async setting(name: string, value: string): Promise<void> {
    const field = this.page
      .getByRole('form', { name: 'Training settings' })
      .getByLabel(name, { exact: true })
      .first();
    await field.fill(value);
    await field.press('Tab');
  }

  /** Takes an option of a drop-down of the training settings. */
  async option(name: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name, exact: true }).first().click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Chooses files, given by path or by content, where the app would open a file chooser. */
  async choose(press: () => Promise<void>, files: readonly (string | GivenFile)[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await press();
    await (await chooser).setFiles(await Promise.all(files.map(given)));
  }

  async openDesign(content: string | object, name?: string): Promise<void> {
    await this.choose(() => this.menu(/^Open/), [design(content, name)]);
    // What is done next is done to it, or to what says why it was not opened.
    if (typeof content === 'object' && 'title' in content && 'nodes' in content)
      await expect(
        this.page
          .getByRole('dialog')
          .or(this.page.locator(`input[aria-label="Title of the drawing"][value="${content.title}"]`))
          .first(),
      ).toBeVisible();
  }

  /** The text that “Save a copy” writes; the app downloads it where the browser has no dialog for saving. */
  async saved(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.menu(/^Save a copy/);
    return readFileSync(await (await download).path(), 'utf8');
  }

  async showData(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Data' }).click();
    await expect(this.data).toBeVisible();
  }

  /** The data panel; it says how far it is as `data-data-state`. */
  get data(): Locator {
    return this.page.locator('[data-data-state]');
  }

  async chooseData(files: readonly (string | GivenFile)[]): Promise<void> {
    await this.choose(() => this.page.getByRole('button', { name: /^Load your own files/ }).click(), files);
  }

  /** Lets files go over the canvas, as if they had been dragged from the desktop. */
  async dropFiles(files: readonly (string | GivenFile)[]): Promise<void> {
    const contents = (await Promise.all(files.map(given))).map(({ name, buffer }) => ({
      name,
      base64: buffer.toString('base64'),
    }));
    const dataTransfer = await this.page.evaluateHandle(async (all) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of all) {
        const bytes = await (await fetch(`data:;base64,${base64}`)).arrayBuffer();
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    }, contents);
    const canvas = this.page.locator('.react-flow');
    // As long as something is held over a page it is told so, again and again.
    await expect(async () => {
      await canvas.dispatchEvent('dragover', { dataTransfer });
      await expect(this.page.getByText('Drop to open')).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 15_000 });
    await canvas.dispatchEvent('drop', { dataTransfer });
  }
}

function given(file: string | GivenFile): GivenFile {
  if (typeof file !== 'string') return file;
  return {
    name: file.slice(file.lastIndexOf('/') + 1),
    mimeType: 'application/octet-stream',
    buffer: readFileSync(file),
  };
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) throw new Error(`${locator} is not on the screen`);
  return found;
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await box(locator);
  return { x: x + width / 2, y: y + height / 2 };
}
