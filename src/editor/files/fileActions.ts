// Opening and saving files. Reading never touches the open document unless it succeeds, or the user accepts what can
// be kept.
import { notifications } from '@mantine/notifications';
import { isComparisonFile, parseComparison, serialiseComparison } from '../../compare/comparisonFile';
import type { Document } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import { atFile } from '../../graph/problem';
import { newDocument, openText, saveText } from '../../store/files';
import { nextTask } from '../../store/inSlices';
import type { PaneStore } from '../../store/panes';
import { activeStore, comparing, useStore, workspaces } from '../../store/store';
import type { Template } from '../../store/templates';
import { drawAhead } from '../canvas/drawAhead';
import { openBeside, openComparison } from '../compare/compareActions';
import { dialogClosed, type Salvage, showDialog } from '../overlays';
import { announceOpened } from '../problems/announce';
import { addDocument, isReplaceable, markPublished } from '../tabs/placing';
import { download, fileNameOf, pickSaveHandle, type SaveHandle } from './saveTarget';

/** The file on disk that Save writes to: the one that a design was last saved to in this session. */
const targets = new WeakMap<PaneStore, SaveHandle>();

/** Beyond this a text is no drawing of ours; it is refused before it is read into memory. */
const largestFile = 64 * 2 ** 20;

export function startNew(): void {
  workspaces.add(newDocument());
}

export function openTemplate(template: Template): void {
  readText(template.title, template.text, { published: true });
}

/** Opens a design that is no file, such as that of a run of the history. */
export function openDesign(name: string, document: Document): void {
  openDocument(name, document);
}

/** Reads a file that the user chose or dropped, a drawing or a comparison; `beside`: opens a drawing in a pane of its own. */
export async function openFile(file: File, beside = false): Promise<void> {
  if (file.size > largestFile) {
    refuse(file.name, [
      {
        code: 'file-too-large',
        at: atFile(''),
        message: `The file holds ${Math.round(file.size / 2 ** 20)} MiB; a drawing takes at most 64. Choose the .json file that Convas saved.`,
      },
    ]);
    return;
  }
  const text = await file.text().catch(() => undefined);
  if (text === undefined) {
    refuse(file.name, [
      {
        code: 'not-json',
        at: atFile(''),
        message:
          'The browser could not read the file from disk. Check that it still exists, and choose it again.',
      },
    ]);
    return;
  }
  if (isComparisonFile(text)) readComparison(file.name, text);
  else {
    const read = openText(text);
    // To read a large one takes a frame by itself.
    await nextTask();
    if (read.ok) await drawAhead(read.value.document);
    take(file.name, read, { beside });
  }
}

/** One after the other: what is wrong with one is read before the next is opened. */
export async function openFiles(files: Iterable<File>, beside = false): Promise<void> {
  for (const file of files) {
    await openFile(file, beside);
    await dialogClosed();
  }
}

function readComparison(name: string, text: string): void {
  const read = parseComparison(text);
  if (read.ok) openComparison(read.value);
  else refuse(name, read.error.problems);
}

interface Reading {
  readonly beside?: boolean;
  /** The text comes with the app. */
  readonly published?: boolean;
}

const readText = (name: string, text: string, reading?: Reading): void => take(name, openText(text), reading);

function take(name: string, read: ReturnType<typeof openText>, { beside, published }: Reading = {}): void {
  if (!read.ok) {
    refuse(name, read.error.problems, read.error.salvage);
    return;
  }
  if (beside) {
    openBeside(read.value.document);
    return;
  }
  if (published) markPublished(read.value.document);
  openDocument(name, read.value.document, read.value.notes);
}

/** Opens a drawing in the shown one's place where that loses nothing, else in a tab of its own. */
function openDocument(
  name: string,
  document: Document,
  notes?: Salvage['notes'],
  message = `Opened ${name}.`,
): void {
  if (!isReplaceable()) {
    addDocument(document, notes);
    return;
  }
  targets.delete(activeStore());
  useStore.getState().open(`Open ${name}`, document, notes);
  announceOpened(message);
}

/** Shows why a file was not opened, and offers what can be kept of it. */
export function refuse(fileName: string, problems: readonly Problem[], salvage?: Salvage): void {
  showDialog({ type: 'unreadable', fileName, problems, ...(salvage ? { salvage } : {}) });
}

/** Opens what could be kept of a file, on the user's word. */
export function openSalvaged(name: string, { document, notes }: Salvage): void {
  const marked = notes.size === 0 ? '' : ` with ${notes.size} ${notes.size === 1 ? 'part' : 'parts'} marked`;
  openDocument(name, document, notes, `Opened ${name}${marked}.`);
}

/** Saves over the file saved to before, else asks where to. */
export async function save(): Promise<void> {
  await write(targets.get(activeStore()));
}

export async function saveCopy(): Promise<void> {
  await write(undefined);
}

async function write(known: SaveHandle | undefined): Promise<void> {
  const store = activeStore();
  const { document } = store.getState();
  const text = saveText(document);
  const name = fileNameOf(document.title);
  const handle = known ?? (await pickSaveHandle(name));
  if (handle === 'cancelled') return;
  if (handle === 'refused') {
    download(name, text);
    done(store, document);
    return;
  }
  try {
    await handle.write(text);
  } catch (error) {
    notWritten(handle.name, error);
    return;
  }
  targets.set(store, handle);
  done(store, document, handle.name);
}

function done(store: PaneStore, document: object, name?: string): void {
  const state = store.getState();
  if (state.document === document) state.markSaved();
  notifications.show({
    color: 'green',
    message: name ? `Saved ${name}.` : 'Saved to your downloads.',
    autoClose: 3000,
  });
}

/** Saves all designs that stand side by side, with how they are trained together, as one file. */
export async function saveComparison(): Promise<void> {
  const comparison = comparing.getState().comparison();
  const title = comparison.title || comparison.designs.map((design) => design.title).join(' against ');
  const text = serialiseComparison({ ...comparison, title });
  const name = fileNameOf(title).replace('.convas.json', '.comparison.json');
  const handle = await pickSaveHandle(name);
  if (handle === 'cancelled') return;
  if (handle === 'refused') download(name, text);
  else {
    try {
      await handle.write(text);
    } catch (error) {
      notWritten(handle.name, error);
      return;
    }
  }
  notifications.show({ color: 'green', message: `Saved ${name}.`, autoClose: 3000 });
}

function notWritten(name: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  notifications.show({
    color: 'red',
    title: `${name} was not written`,
    message: `${why} Choose another place with “Save a copy…”.`,
  });
}
