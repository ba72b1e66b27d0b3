// When something is written to storage: soon after a change, once for a burst of changes, one writing after the other; and
// whether storage may still lack something, which a page that goes must know. What is written is the caller's.

/** Milliseconds from a change to its saving: a drag or a word typed is saved once. */
const delay = 300;

export interface Saver {
  /** Something has changed; the next `flush` or `soon` saves it. */
  readonly owe: () => void;
  /** Something has changed: saves it soon, with what changes until then. */
  readonly soon: () => void;
  /** Saves at once what is not yet saved; resolves when all is. Never rejects. */
  readonly flush: () => Promise<void>;
  /** Whether storage may lack something: it waits for its turn, or is under way. */
  readonly isBehind: () => boolean;
}

/** `saved`: storage holds everything; `failed`: a writing failed, and is not tried again before the next change. */
export function makeSaver(
  write: () => Promise<void>,
  { saved = () => {}, failed = () => {} }: { readonly saved?: () => void; readonly failed?: () => void } = {},
): Saver {
  let owed = false;
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const isBehind = (): boolean => owed || underWay > 0;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (!owed) return writing;
    owed = false;
    underWay += 1;
    writing = writing.then(write).then(
      () => {
        underWay -= 1;
        if (!isBehind()) saved();
      },
      () => {
        underWay -= 1;
        failed();
      },
    );
    return writing;
  };

  return {
    owe: () => {
      owed = true;
    },
    soon: () => {
      owed = true;
      timer ??= setTimeout(flush, delay);
    },
    flush,
    isBehind,
  };
}
