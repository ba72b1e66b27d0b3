// Notices when a drawing is worth keeping as it is: after many changes or some time of work, and before what replaces it
// or sets out from it. It only says so; keeping is another's.
import type { StoreApi } from 'zustand';
import type { Document } from '../../graph/document';
import { isUnderWay } from '../../training/run';
import type { State } from '../state';
import type { Reason } from './version';

/** Changes after which a version is kept. */
export const manyChanges = 30;
/** Milliseconds from the first change after which one is kept, whatever their number. */
export const longWork = 10 * 60_000;
/** Milliseconds since the last version before which leaving the page keeps none. */
const restless = 2 * 60_000;

export interface Moment {
  readonly document: Document;
  readonly why: Reason;
  /** What was done since the moment before, in order. */
  readonly labels: readonly string[];
}

export interface Watch {
  /** A moment now, where something has changed since the last. */
  readonly now: (why: Reason) => void;
  /** The page may go: a moment, unless the last was just before. */
  readonly leave: () => void;
  /** Takes what is shown as kept. */
  readonly settle: () => readonly string[];
  readonly stop: () => void;
}

const isBlank = ({ graph, annotations }: Document): boolean =>
  graph.nodes.size === 0 && (annotations?.size ?? 0) === 0;

/** `trains`: the run that the store tells of is of this drawing. */
export function watchWork(
  lead: Pick<StoreApi<State>, 'getState' | 'subscribe'>,
  tell: (moment: Moment) => void,
  { trains = true }: { readonly trains?: boolean } = {},
): Watch {
  let base = lead.getState().document;
  let labels: readonly string[] = [];
  let begun = false;
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (document = lead.getState().document): readonly string[] => {
    const done = labels;
    clearTimeout(timer);
    timer = undefined;
    base = document;
    labels = [];
    return done;
  };
  const keep = (document: Document, why: Reason): void => {
    const worth = document !== base && !isBlank(document);
    const done = settle(document);
    if (!worth) return;
    last = Date.now();
    tell({ document, why, labels: done });
  };

  const follow = (now: State, before: State): void => {
    if (isAnother(now, before)) {
      keep(before.document, 'closed');
      settle(now.document);
      begun = false;
      return;
    }
    const opened =
      longer(now, before) && (now.saved !== before.saved || now.importNotes !== before.importNotes);
    // Taken back at once, what was opened has not been begun.
    if (!begun && now.document !== base) {
      begun = true;
      const labels = settle(before.document);
      if (!isBlank(before.document))
        tell({ document: before.document, why: opened ? 'open' : 'begun', labels });
    }
    if (opened) {
      keep(before.document, 'open');
      begun = false;
    }
    labels = labelsAfter(labels, now, before);
    if (now.document === base) settle();
    else if (labels.length >= manyChanges) keep(now.document, 'changes');
    else timer ??= setTimeout(() => keep(lead.getState().document, 'time'), longWork);
  };

  const stop = lead.subscribe((now, before) => {
    if (now.document !== before.document) follow(now, before);
    if (trains && now.run?.id !== before.run?.id && isUnderWay(now.run)) keep(now.document, 'training');
  });
  return {
    now: (why) => {
      const { document } = lead.getState();
      // What an earlier page left is to be found again by what became of it, not as what this page began with.
      const left = why === 'restore' && !begun && !isBlank(document);
      if (!left) return keep(document, why);
      begun = true;
      tell({ document, why, labels: settle(document) });
    },
    leave: () => {
      if (Date.now() - last >= restless) keep(lead.getState().document, 'closed');
    },
    settle: () => settle(),
    stop: () => {
      stop();
      clearTimeout(timer);
    },
  };
}

const longer = (now: State, before: State): boolean => now.past.length > before.past.length;

/** A design with a history of its own has taken the place, as the next pane's does of the first that is closed. */
const isAnother = (now: State, before: State): boolean =>
  now.saved !== before.saved &&
  now.past !== before.past &&
  !longer(now, before) &&
  // Undo shortens the past too, and has more to be done again.
  now.future.length <= before.future.length;

/** A further letter typed into the same field is no step of its own; a step undone is as if it had not been. */
function labelsAfter(labels: readonly string[], now: State, before: State): readonly string[] {
  if (longer(now, before)) return [...labels, now.past.at(-1)?.label ?? ''];
  if (now.past.length === before.past.length) return labels;
  return labels.length > 0 ? labels.slice(0, -1) : [`Undo: ${before.past.at(-1)?.label ?? ''}`];
}
