// The shape of the one store: document, view, data and runs. Shapes, problems and plan are not in it; they are derived
// from the graph by identity (derive.ts).
import type { Document, TrainingSettings } from '../graph/document';
import type { Drawing, Edit } from '../graph/edits';
import type { Fix, Problem } from '../graph/problem';
import type { AnnotationId, EdgeId, NodeId } from '../lib/ids';
import type { Result } from '../lib/result';
import type { Direction } from '../lib/turned';
import type { Run } from '../training/run';
import type { DataState } from './dataInUse';
import type { LevelPath } from './level';

/** One step of history: the document before it, and what it did, as in “Undo: set stride to 2”. */
export interface HistoryEntry {
  readonly label: string;
  readonly document: Document;
  /** The import notes that went with that document; absent means none. */
  readonly notes?: ReadonlyMap<NodeId, string>;
}

export interface DocumentSlice {
  readonly document: Document;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  /** The document as last saved to or opened from a file, by identity; tells whether there are unsaved changes. */
  readonly saved: Document;
  /** Nodes that a file's reading had to change or could not understand, with the reason, until dismissed. */
  readonly importNotes: ReadonlyMap<NodeId, string>;
  /**
   * Applies edits of the level that is shown as one step of history. On a problem nothing changes. `mergeKey`:
   * consecutive edits with the same key become one step (typing a note).
   */
  readonly apply: (label: string, edits: readonly Edit[], mergeKey?: string) => Result<Drawing, Problem>;
  /** Takes a remedy, edits and training settings together, as one step of history. */
  readonly applyFix: (fix: Fix) => Result<Drawing, Problem>;
  /** `mergeKey`: consecutive changes with the same key become one step (typing a number, dragging a slider). */
  readonly setTraining: (label: string, change: Partial<TrainingSettings>, mergeKey?: string) => void;
  readonly setTitle: (title: string) => void;
  readonly setDescription: (description: string) => void;
  /** Lets the drawing lead another way, with edits of the whole document, as one step. */
  readonly turn: (label: string, direction: Direction, edits: readonly Edit[]) => Result<Drawing, Problem>;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Replaces the document. The replaced one stays in history, so that opening can be undone too. */
  readonly open: (label: string, document: Document, notes?: ReadonlyMap<NodeId, string>) => void;
  /** Shows another state of the same drawing, as one step of history; its file stays the one it has. */
  readonly replace: (label: string, document: Document) => void;
  readonly markSaved: () => void;
  readonly dismissNotes: () => void;
}

/** `compare` is there while designs stand side by side. */
export type SidePanel = 'inspector' | 'data' | 'costs' | 'problems' | 'compare';
/** What cards write under their shape; `costs`: weights and MACs. */
export type CardFigure = 'costs' | 'weights' | 'macs' | 'memory' | 'field' | 'none';
/** What cards are coloured by: each node's share of the whole drawing's. */
export type Tint = 'none' | 'weights' | 'macs' | 'memory';

export interface ViewSlice {
  /** The instances of modules that one is within, from outside in; what is selected is within the last. */
  readonly path: LevelPath;
  /** Shows another level; of a path that leads nowhere, as far as it leads. `selected`: the node to choose there. */
  readonly goTo: (path: LevelPath, selected?: NodeId) => void;
  readonly selectedNodes: ReadonlySet<NodeId>;
  readonly selectedEdges: ReadonlySet<EdgeId>;
  readonly selectedAnnotations: ReadonlySet<AnnotationId>;
  readonly sidePanel: SidePanel;
  readonly paletteOpen: boolean;
  readonly sideOpen: boolean;
  readonly dockOpen: boolean;
  readonly cardFigure: CardFigure;
  readonly tint: Tint;
  /** What is left out is deselected. */
  readonly select: (
    nodes: Iterable<NodeId>,
    edges?: Iterable<EdgeId>,
    annotations?: Iterable<AnnotationId>,
  ) => void;
  readonly setView: (
    change: Partial<
      Pick<ViewSlice, 'sidePanel' | 'paletteOpen' | 'sideOpen' | 'dockOpen' | 'cardFigure' | 'tint'>
    >,
  ) => void;
  /** A node the canvas should bring into sight and select, with a counter so that asking twice works twice. */
  readonly focus: { readonly node: NodeId; readonly nonce: number } | undefined;
  /** The node is of the level that is shown, or of the one at `path`, which is then shown. */
  readonly focusNode: (node: NodeId, path?: LevelPath) => void;
  /** Said when the browser keeps nothing, or kept something that can no longer be read; until dismissed. */
  readonly storageNote: string | undefined;
  readonly dismissStorageNote: () => void;
}

export interface DataSlice {
  readonly data: DataState;
  /** Data sets of the user's own that this browser keeps, newest first. */
  readonly ownDataSets: readonly { readonly id: string; readonly name: string }[];
  /** Chooses a built-in or kept data set (a step of the document's history, since it is a training setting). */
  readonly chooseData: (id: string) => void;
  /** Reads files of the user's own; on success they become the data set in use and are kept in IndexedDB. */
  readonly loadDataFiles: (files: readonly File[]) => Promise<void>;
  /**
   * Deletes a data set of the user's own from what this browser keeps; a document that names it goes on with Digits, as
   * a step of its history. Answers with the way back, where there was something to delete, or with the reason why it
   * is still there.
   */
  readonly removeOwnDataSet: (id: string) => Promise<Result<(() => Promise<void>) | undefined, string>>;
  readonly dismissDataProblems: () => void;
  /** Loads what the document's training settings name, unless it is loaded; called whenever they may have changed. */
  readonly followDocument: () => Promise<void>;
  /** Fills `ownDataSets` from what the browser keeps. */
  readonly listOwnDataSets: () => Promise<void>;
}

export interface RunSlice {
  readonly run: Run | undefined;
  /** Starts training of the plan on the data; answers with what is in the way, and then starts nothing. */
  readonly startRun: () => Result<void, readonly Problem[]>;
  /** Starts a run that goes on where the last one left its weights, with the present settings; else says why not. */
  readonly goOnRun: () => Result<void, readonly Problem[]>;
  readonly pauseRun: () => void;
  readonly resumeRun: () => void;
  readonly stopRun: () => void;
}

export type State = DocumentSlice & ViewSlice & DataSlice & RunSlice;
