// What is done with a version: restore it, put it beside the drawing, name it, delete it. Each says what it did.
import type { Document } from '../../graph/document';
import { comparing } from '../../store/store';
import type { Version } from '../../store/versions/version';
import type { Versioned } from '../../store/versions/versioned';
import { versioning } from '../../store/versions/versions';
import { activeFlow } from '../canvas/paneFlows';
import { showWhole } from '../canvas/useView';
import { openBeside } from '../compare/compareActions';
import { closeDialog } from '../overlays';
import { announceUndoable } from '../problems/announce';
import type { Entry } from './entries';
import { complain, say } from './notice';
import { headOf, restoreLabel, timeOf } from './versionWords';

type Earlier = Exclude<Entry, { type: 'now' }>;

/** Shows it in the drawing's place, as one step of history. */
export function restoreVersion(design: Versioned, entry: Earlier, document: Document): void {
  const label = restoreLabel(entry, Date.now());
  const { store } = design;
  const { panes, activate } = comparing.getState();
  const pane = panes.find((each) => each.store === store);
  if (pane) activate(pane.id);
  versioning.restore(design, label, { ...document });
  closeDialog();
  const restored = store.getState().document;
  announceUndoable('version', `${pastOf(label)}.`, () => undoTo(store, restored), 10_000);
  requestAnimationFrame(() => {
    const shown = activeFlow();
    if (shown) showWhole(shown);
  });
}

const pastOf = (label: string): string => label.replace(/^Restore/, 'Restored').replace(/^Go/, 'Went');

/** Undoes the restoring and whatever was done since. */
function undoTo(store: Versioned['store'], restored: Document): void {
  const { past, undo } = store.getState();
  const at = past.findIndex(({ document }) => document === restored);
  const steps = at === -1 ? 1 : past.length - at + 1;
  for (let i = 0; i < steps; i += 1) undo();
}

/** Opens it beside the drawing; its title says which it is. */
export function compareVersion(entry: Earlier, document: Document): void {
  closeDialog();
  const which =
    entry.type === 'step'
      ? `before “${entry.label}”`
      : (entry.version.name ?? timeOf(entry.version.at, Date.now()));
  openBeside({ ...document, title: `${document.title || 'Untitled'} (${which})` });
}

export async function nameShown(design: Versioned, name: string): Promise<Version | undefined> {
  const named = await versioning.nameNow(design, name);
  if (!named.ok) {
    complain(named.error);
    return undefined;
  }
  say({ message: `Named this version “${name}”. It stays until you delete it.`, bad: false });
  return named.value;
}

export async function renameVersion(version: Version, name: string): Promise<void> {
  if (name === (version.name ?? '')) return;
  const renamed = await versioning.rename(version, name);
  if (!renamed.ok) complain(renamed.error);
  else if (name === '') say({ message: 'The version has no name any more, and goes in time.', bad: false });
  else say({ message: `Named the version “${name}”. It stays until you delete it.`, bad: false });
}

export async function deleteVersion(version: Version): Promise<void> {
  focusBesideChosen();
  const removed = await versioning.remove(version);
  if (!removed.ok) {
    complain(removed.error);
    return;
  }
  const what = version.name === undefined ? `of ${timeOf(version.at, Date.now())}` : `“${headOf(version)}”`;
  say({ message: `Deleted the version ${what}.`, bad: false, undo: removed.value });
}

/** The row that is chosen is about to go: the one below it, else above, has the focus then. */
function focusBesideChosen(): void {
  const chosen = document.querySelector('[data-version][aria-selected="true"]');
  const beside = chosen?.nextElementSibling ?? chosen?.previousElementSibling;
  if (beside instanceof HTMLElement) beside.focus();
}
