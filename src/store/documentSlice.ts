// The open document and its history. Every change is one step that can be undone, without limit: a step is a
// snapshot, and snapshots are cheap because unchanged parts of a document are shared.
import type { StateCreator } from 'zustand';
import { noAnnotations } from '../graph/annotations';
import { type Document, emptyDocument, type TrainingSettings } from '../graph/document';
import { applyEdits } from '../graph/edit';
import type { Drawing, Edit } from '../graph/edits';
import type { Problem } from '../graph/problem';
import { textLimits } from '../graph/trainingFields';
import { type EdgeId, edgeIdOf, type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { editsFrom, keptPath, levelOf } from './level';
import type { DocumentSlice, HistoryEntry, State } from './state';

type SetState = Parameters<StateCreator<State>>[0];
type GetState = Parameters<StateCreator<State>>[1];

const noNotes: ReadonlyMap<NodeId, string> = new Map();

export function documentSlice(set: SetState, get: GetState): DocumentSlice {
  // The key of the last step and the document it led to: a further change with that key joins the step, but only
  // when nothing (an undo, another change) has happened in between.
  let joinable: { key: string; document: Document } | undefined;

  /** `beside`: what changes in the same moment, so that whoever listens sees it as one. */
  const step = (label: string, document: Document, mergeKey?: string, beside: Partial<State> = {}): void => {
    const state = get();
    const joins =
      mergeKey !== undefined && joinable?.key === mergeKey && joinable.document === state.document;
    joinable = mergeKey === undefined ? undefined : { key: mergeKey, document };
    set({
      document,
      past: joins ? state.past : [...state.past, entryOf(state, label)],
      future: [],
      ...keptSelection(state, document),
      ...beside,
    });
  };

  const change = (
    label: string,
    edits: readonly Edit[],
    training?: Partial<TrainingSettings>,
    mergeKey?: string,
  ): Result<Drawing, Problem> => {
    const { document, path } = get();
    const level = levelOf(get());
    if (!training && !edits.some((edit) => changes(level, edit))) return ok(document);
    const result = applyEdits(document, editsFrom(document.graph, path, edits));
    if (!result.ok) return result;
    const renamed = renames(edits);
    if (renamed.size > 0) followRenames(set, get(), renamed);
    const next = {
      ...document,
      ...result.value,
      training: training ? { ...document.training, ...training } : document.training,
    };
    step(label, next, mergeKey);
    return result;
  };

  return {
    document: emptyDocument,
    past: [],
    future: [],
    saved: emptyDocument,
    importNotes: noNotes,
    apply: (label, edits, mergeKey) => change(label, edits, undefined, mergeKey),
    turn: (label, direction, edits) => {
      const { document } = get();
      const result = applyEdits(document, edits);
      if (!result.ok) return result;
      const { direction: _, ...rest } = document;
      step(label, {
        ...rest,
        ...(direction === 'down' ? { direction } : {}),
        ...result.value,
        training: document.training,
      });
      return result;
    },
    applyFix: ({ label, edits, training }) => change(label, edits, training),
    setTraining: (label, settings, mergeKey) => {
      const { document } = get();
      const training: TrainingSettings = { ...document.training, ...settings };
      const names = Object.keys(settings) as (keyof TrainingSettings)[];
      if (names.every((name) => training[name] === document.training[name])) return;
      step(label, { ...document, training }, mergeKey);
    },
    setTitle: (text) => {
      const title = text.slice(0, textLimits.title);
      if (title !== get().document.title) step('Change the title', { ...get().document, title }, 'title');
    },
    setDescription: (text) => {
      const description = text.slice(0, textLimits.description);
      if (description === get().document.description) return;
      step('Change the description', { ...get().document, description }, 'description');
    },
    undo: () => {
      const state = get();
      const entry = state.past.at(-1);
      if (!entry) return;
      set({
        ...shown(state, entry),
        past: state.past.slice(0, -1),
        future: [...state.future, entryOf(state, entry.label)],
      });
    },
    redo: () => {
      const state = get();
      const entry = state.future.at(-1);
      if (!entry) return;
      set({
        ...shown(state, entry),
        past: [...state.past, entryOf(state, entry.label)],
        future: state.future.slice(0, -1),
      });
    },
    open: (label, document, notes = noNotes) => {
      const { saved } = get();
      // What was changed in reading is not what the file holds, so it counts as unsaved.
      step(label, document, undefined, {
        saved: notes.size > 0 ? saved : document,
        importNotes: notes,
        ...nowhere,
      });
    },
    replace: (label, document) => {
      if (document !== get().document) step(label, document, undefined, { importNotes: noNotes, ...nowhere });
    },
    markSaved: () => set({ saved: get().document }),
    dismissNotes: () => set({ importNotes: noNotes }),
  };
}

/** The whole drawing, with nothing selected. */
const nowhere: Pick<State, 'path' | 'selectedNodes' | 'selectedEdges' | 'selectedAnnotations'> = {
  path: [],
  selectedNodes: new Set(),
  selectedEdges: new Set(),
  selectedAnnotations: new Set(),
};

function entryOf(state: State, label: string): HistoryEntry {
  return { label, document: state.document, notes: state.importNotes };
}

function shown(state: State, entry: HistoryEntry) {
  const { document, notes = noNotes } = entry;
  const rest = keptSelection(state, document);
  const gone = state.selectedNodes.size > 0 && rest.selectedNodes.size === 0 && rest.path === state.path;
  return { document, importNotes: notes, ...rest, ...(gone && inTheirPlace(state, document)) };
}

/** What comes back for all that was selected, selected: the instance of what was ungrouped, say. */
function inTheirPlace(state: State, document: Document): Pick<State, 'selectedNodes'> {
  const before = levelOf(state).graph.nodes;
  const { nodes } = levelOf({ document, path: state.path }).graph;
  return { selectedNodes: new Set([...nodes.keys()].filter((id) => !before.has(id))) };
}

/** Path and selection without what is gone; the same objects where nothing is, so that nobody renders again. */
function keptSelection(
  state: State,
  document: Document,
): Pick<State, 'path' | 'selectedNodes' | 'selectedEdges' | 'selectedAnnotations'> {
  const path = keptPath(document.graph, state.path);
  if (path !== state.path)
    return { path, selectedNodes: new Set(), selectedEdges: new Set(), selectedAnnotations: new Set() };
  const { graph, annotations = noAnnotations } = levelOf({ document, path });
  return {
    path,
    selectedNodes: kept(state.selectedNodes, graph.nodes),
    selectedEdges: kept(state.selectedEdges, graph.edges),
    selectedAnnotations: kept(state.selectedAnnotations, annotations),
  };
}

function kept<Id>(selected: ReadonlySet<Id>, there: ReadonlyMap<Id, unknown>): ReadonlySet<Id> {
  const rest = [...selected].filter((id) => there.has(id));
  return rest.length === selected.size ? selected : new Set(rest);
}

/** Whether an edit changes anything: a node dragged back to where it was, or a value typed anew, is no step. */
function changes({ graph, layout, annotations = noAnnotations }: Drawing, edit: Edit): boolean {
  switch (edit.type) {
    case 'set': {
      const node = graph.nodes.get(edit.node);
      if (!node) return true;
      return Object.entries(edit.params).some(
        ([name, value]) => node.bindings?.[name] !== undefined || !sameValue(node.params[name], value),
      );
    }
    case 'move':
      return [...edit.positions].some(([id, at]) => {
        const before = layout.get(id);
        return graph.nodes.has(id) && (before?.x !== at.x || before.y !== at.y);
      });
    case 'remove':
      return edit.nodes.some((id) => graph.nodes.has(id)) || edit.edges.some((id) => graph.edges.has(id));
    case 'connect':
      return !graph.edges.has(edgeIdOf(edit.from, edit.to, edit.slot));
    case 'rename':
      return edit.node !== edit.id;
    case 'setAnnotation': {
      const before = annotations.get(edit.annotation);
      return !before || !sameValue({ ...before, ...edit.change }, before);
    }
    case 'moveAnnotations':
      return [...edit.places].some(([id, at]) => !sameValue(annotations.get(id)?.at, at));
    case 'removeAnnotations':
      return edit.annotations.some((id) => annotations.has(id));
    default:
      return true;
  }
}

const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

function renames(edits: readonly Edit[]): ReadonlyMap<NodeId, NodeId> {
  const map = new Map<NodeId, NodeId>();
  for (const edit of edits) if (edit.type === 'rename') map.set(edit.node, nodeId(edit.id));
  return map;
}

function followRenames(set: SetState, state: State, renamed: ReadonlyMap<NodeId, NodeId>): void {
  const now = (id: NodeId): NodeId => renamed.get(id) ?? id;
  const { graph } = levelOf(state);
  const edges = [...state.selectedEdges].map((id): EdgeId => {
    const edge = graph.edges.get(id);
    return edge ? edgeIdOf(now(edge.from), now(edge.to), edge.slot) : id;
  });
  set({
    selectedNodes: new Set([...state.selectedNodes].map(now)),
    selectedEdges: new Set(edges),
    // Notes speak of the drawing itself.
    ...(state.path.length === 0
      ? { importNotes: new Map([...state.importNotes].map(([id, note]) => [now(id), note])) }
      : {}),
  });
}
