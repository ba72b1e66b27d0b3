// Where a drawing opens: in the shown one's place where nothing is lost by it, else in a tab of its own.
import type { Comparison } from '../../compare/comparison';
import { type Document, emptyDocument } from '../../graph/document';
import { busyNow } from '../../store/busy';
import { newDocument, saveText } from '../../store/files';
import type { State } from '../../store/state';
import { activeStore, shownWorkspace, workspaces } from '../../store/store';
import { welcomeDocument } from '../../store/templates';
import { isUntouched } from '../../store/workspaces/workspace';

/** Drawings that come with the app, as they were opened: whoever only looks at them leaves no trail of tabs. */
const published = new WeakSet<Document>();

export const markPublished = (document: Document): void => void published.add(document);

let welcome: Document | undefined;

function isWelcome(document: Document): boolean {
  welcome ??= welcomeDocument();
  // A large drawing takes long to be written down.
  return document.graph.nodes.size === welcome.graph.nodes.size && saveText(document) === saveText(welcome);
}

/**
 * Whether what is shown can give way to another drawing: it is empty, or comes with the app and nobody has changed or
 * trained it.
 */
export function isReplaceable(): boolean {
  if (busyNow()) return false;
  const shown = shownWorkspace();
  const { document } = activeStore().getState();
  if (document.graph.nodes.size === 0 || (isUntouched(shown) && isWelcome(document))) return true;
  const alone = shown.comparing.getState().panes.length === 1;
  return alone && published.has(document) && shown.lead.getState().run === undefined;
}

/** Opens a drawing in a tab of its own; one that was changed in reading is not what its file holds. */
export function addDocument(document: Document, notes: State['importNotes'] = new Map()): void {
  workspaces.add(document, notes.size > 0 ? { importNotes: notes, saved: emptyDocument } : {});
}

export function addComparison(comparison: Comparison): void {
  const { lead, comparing } = workspaces.add(newDocument());
  comparing.getState().openComparison(comparison);
  // Its opening is no step: behind it lies nothing.
  lead.setState({ past: [] });
}
