// The work survives a reload and a crash: every document, its history and its last run are kept in the browser's
// storage, soon after each change and once more when the page goes. Failing storage is said once and stops nothing.
import type { StoreApi } from 'zustand';
import type { Run } from '../training/run';
import { documentOf, textOf } from './documentText';
import type { Found } from './findWindow';
import { type CheckpointKeeper, keepCheckpoints, withCheckpoint } from './keepCheckpoint';
import { makeSaver } from './saver';
import { leaveWord, SessionWriter } from './session';
import type { State } from './state';
import type { Tab } from './tab';
import { welcomeDocument } from './templates';
import type { Vault } from './vault';
import { inTime } from './workspaces/inTime';

type Store = Pick<StoreApi<State>, 'getState' | 'setState' | 'subscribe'>;

/** A document's autosave; `restore` or `begin` first, then `start`. */
export interface Autosave {
  /** Shows what storage holds of it; where that is nothing, the first drawing. */
  readonly restore: (found: Found) => Promise<void>;
  /** Of a document that storage does not hold yet: keeps what the store shows under this id. */
  readonly begin: (id: string) => void;
  /** Answers with the way to end it. */
  readonly start: () => () => void;
  /** Saves at once what is not yet saved; resolves when it is. */
  readonly flush: () => Promise<void>;
  /** The page may be gone before storage answers: leaves a last word where it is kept at once. */
  readonly leave: () => void;
}

/** `tell` is called with every failure of storage. */
export function makeAutosave(
  store: Store,
  vault: Vault,
  tab: Pick<Tab, 'leave' | 'forgetLeft'>,
  tell: (note: string) => void,
): Autosave {
  let writer: SessionWriter | undefined;
  let keeper: CheckpointKeeper | undefined;
  const saver = makeSaver(async () => writer?.save(store.getState()), {
    saved: () => writer && tab.forgetLeft(writer.id),
    failed: () => tell(notKept),
  });

  return {
    restore: async (found) => {
      writer = new SessionWriter(found.id, vault, found.restored);
      // Where there is no record, storage may not answer at all, and nothing could lie beside it.
      const run = found.restored && (await lastRun(vault, found.id, found.restored.run));
      keeper = keepCheckpoints(vault, found.id, run);
      if (show(store, found)) saver.owe();
      if (run) store.setState({ run });
    },
    begin: (id) => {
      writer = new SessionWriter(id, vault);
      keeper = keepCheckpoints(vault, id);
      saver.owe();
    },
    start: () => {
      void saver.flush();
      return store.subscribe((state, before) => {
        if (state.document.training.data !== before.document.training.data) void state.followDocument();
        if (state.run !== before.run)
          void keeper?.follow(state.run).then((word) => addNote(store, state.run, word));
        const ended = state.run === before.run ? undefined : endedRun(state.run);
        // Taken now: by the time of saving the next run may be under way.
        if (ended) writer?.keepRun(ended);
        if (ended || worthSaving(state, before)) saver.soon();
      });
    },
    flush: saver.flush,
    leave: () => {
      if (!saver.isBehind() || !writer) return;
      leaveWord(tab, writer.id, store.getState());
      void saver.flush();
    },
  };
}

const lastRun = (vault: Vault, id: string, ended: Run | undefined): Promise<Run | undefined> =>
  inTime(withCheckpoint(vault, id, ended)).catch(() => ended);

/** Adds a word to the run's log, once, while that run is the last. */
function addNote(store: Store, run: Run | undefined, word: string | undefined): void {
  const now = store.getState().run;
  if (word === undefined || now === undefined || now.id !== run?.id || now.notes.includes(word)) return;
  store.setState({ run: { ...now, notes: [...now.notes, word] } });
}

export const notKept =
  'This browser does not keep your work (private mode, or no room): save it to a file before you close or reload the page.';
export const spoiltNote =
  'The work kept from last time could not be read. It was set aside in this browser’s storage, and you start from a fresh drawing.';

const endedRun = (run: Run | undefined): Run | undefined =>
  run?.state === 'done' || run?.state === 'failed' ? run : undefined;

function worthSaving(state: State, before: State): boolean {
  return (
    state.document !== before.document ||
    state.past !== before.past ||
    state.future !== before.future ||
    state.saved !== before.saved ||
    state.importNotes !== before.importNotes
  );
}

/** Shows what was found, or the first drawing; tells whether that is more than storage holds. */
function show(store: Store, { restored, lastWord }: Found): boolean {
  if (restored) {
    const { steps: _, savedAt: __, ...kept } = restored;
    store.setState(kept);
  } else {
    const document = welcomeDocument();
    store.setState({ document, saved: document, past: [], future: [] });
  }
  if (lastWord === undefined || (restored && lastWord.text === textOf(restored.document))) return false;
  try {
    const document = documentOf(lastWord.text);
    const { saved } = store.getState();
    // Without a record it is the drawing itself that was opened last, unless something was changed in it.
    if (!restored && !lastWord.unsaved) store.setState({ document, saved: document });
    else {
      store.getState().open('Restore the last change', document);
      // Opened from storage, not from a file: it is as unsaved as it was.
      store.setState({ saved: lastWord.unsaved ? saved : document });
    }
    return true;
  } catch {
    // What storage holds is shown; the word after it is lost.
    return false;
  }
}
