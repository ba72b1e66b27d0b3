// Copy, cut, paste and duplicate as actions. From a menu the page asks the browser for the clipboard, which may refuse;
// the keys make the browser's own events instead (Clipboard.tsx).
import type { Action } from '../actions/action';
import { keyText } from '../actions/keyText';
import { nothingToMove } from '../actions/selected';
import { announceProblem } from '../problems/announce';
import { type Copied, copySelection, duplicateSelection, removeCopied, sayCopied } from './copying';

const nothingSelected = (): string | undefined =>
  nothingToMove() === undefined ? undefined : 'Select nodes, notes or frames first.';

export async function copy(): Promise<void> {
  const copied = copySelection();
  if (copied && (await written(copied))) sayCopied(copied);
}

export async function cut(): Promise<void> {
  const copied = copySelection();
  if (copied && (await written(copied))) removeCopied(copied);
}

/** `asNew`: as a design of its own, with its title and training settings. */
export async function pasteFromClipboard(asNew = false): Promise<void> {
  const text = await read();
  if (text === undefined) {
    const instead = asNew
      ? `Choose File ▸ New and press ${keyText('Mod+V')} there`
      : `Press ${keyText('Mod+V')} on the canvas`;
    refuse(
      'Nothing was pasted',
      `This browser does not let the page read the clipboard. ${instead} instead.`,
    );
    return;
  }
  const { pasteText } = await import('./pasting');
  pasteText(text, asNew);
}

async function written({ text }: Copied): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const keys = `${keyText('Mod+C')} or ${keyText('Mod+X')}`;
    refuse(
      'Nothing was copied',
      `This browser does not let the page write to the clipboard. Press ${keys} on the canvas instead.`,
    );
    return false;
  }
}

/** Undefined where the browser refuses, or has no such interface. */
const read = async (): Promise<string | undefined> => {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
};

const refuse = (title: string, message: string): void =>
  announceProblem(title, { code: 'not-json', at: { type: 'document' }, message });

export const pasteNewAction: Action = {
  id: 'file.pasteNew',
  group: 'File',
  title: 'Paste as new design',
  words: 'clipboard open template json link',
  help: 'Open what the clipboard holds as a design, with its training settings; a link to a design too',
  keys: ['Mod+Shift+V'],
  run: () => void pasteFromClipboard(true),
};

export const clipboardActions: readonly Action[] = [
  {
    id: 'edit.copy',
    group: 'Edit',
    title: 'Copy',
    words: 'clipboard nodes layers notes frames',
    help: 'Copy the selected nodes with the wires among them, and notes and frames, as the text of a template',
    keys: ['Mod+C'],
    keysIn: 'browser',
    blocked: nothingSelected,
    run: () => void copy(),
  },
  {
    id: 'edit.cut',
    group: 'Edit',
    title: 'Cut',
    words: 'clipboard nodes layers notes frames',
    help: 'Cut the selected nodes, notes and frames',
    keys: ['Mod+X'],
    keysIn: 'browser',
    blocked: nothingSelected,
    run: () => void cut(),
  },
  {
    id: 'edit.paste',
    group: 'Edit',
    title: 'Paste',
    words: 'clipboard insert template json',
    help: 'Paste nodes, a template, or a message that holds one',
    keys: ['Mod+V'],
    keysIn: 'browser',
    run: () => void pasteFromClipboard(),
  },
  pasteNewAction,
  {
    id: 'edit.duplicate',
    group: 'Edit',
    title: 'Duplicate',
    words: 'copy clone repeat branch nodes',
    help: 'Duplicate what is selected; nodes are fed by the same nodes',
    keys: ['Mod+D'],
    blocked: nothingSelected,
    run: duplicateSelection,
  },
];
