// Which session is this tab's. Each tab keeps its own work; a lock held for as long as the tab lives tells the others
// that a session is taken, and goes with the tab even when it crashes.

/** A document's text, and when it was written, in milliseconds since 1970. */
export interface LastWord {
  readonly at: number;
  readonly text: string;
  /** It is not what was last opened or saved as a file. */
  readonly unsaved: boolean;
}

export interface Tab {
  /** This tab's session from before a reload, if any. */
  readonly remembered: () => string | undefined;
  readonly remember: (session: string) => void;
  /** Takes a session for this tab until it closes; false when another tab has it, for `patience` milliseconds at least. */
  readonly claim: (session: string, patience: number) => Promise<boolean>;
  /** A last word that must be written before the page goes, where IndexedDB may come too late. */
  readonly leave: (session: string, word: LastWord) => void;
  readonly left: (session: string) => LastWord | undefined;
  /** Sessions, of any tab, that have left a word; lists are none. */
  readonly sessionsLeft: () => readonly string[];
  readonly forgetLeft: (session: string) => void;
}

const key = 'convas-session';
const wordStem = 'convas-last-word-';
const unsavedSign = '!';
const wordKey = (session: string): string => wordStem + session;

/** The keys of lists, such as that of a window's documents, have a space in them; a session's never has. */
export const isSession = (key: string): boolean => !key.includes(' ');

/** Leaves a last word of a list. */
export function leaveList(tab: Pick<Tab, 'leave'>, key: string, value: unknown): void {
  tab.leave(key, { at: Date.now(), text: JSON.stringify(value), unsaved: false });
}

/** A list of which a page has left a last word that storage does not hold yet. */
export function listLeft(tab: Pick<Tab, 'left'>, key: string): unknown {
  const word = tab.left(key);
  return word && quietly((): unknown => JSON.parse(word.text));
}

/** The browser's tab. Storage that is switched off counts as empty. */
export const browserTab: Tab = {
  remembered: () => quietly(() => sessionStorage.getItem(key) ?? undefined),
  remember: (session) => quietly(() => sessionStorage.setItem(key, session)),
  claim: claimLock,
  leave: (session, { at, text, unsaved }) =>
    quietly(() => localStorage.setItem(wordKey(session), `${at}${unsaved ? unsavedSign : ''} ${text}`)),
  left: (session) => quietly(() => readWord(localStorage.getItem(wordKey(session)))),
  sessionsLeft: () =>
    quietly(() =>
      Object.keys(localStorage)
        .filter((name) => name.startsWith(wordStem))
        .map((name) => name.slice(wordStem.length))
        .filter(isSession),
    ) ?? [],
  forgetLeft: (session) => quietly(() => localStorage.removeItem(wordKey(session))),
};

function readWord(kept: string | null): LastWord | undefined {
  const [, at, sign, text] = kept?.match(/^(\d+)(!?) (.*)$/s) ?? [];
  return text === undefined ? undefined : { at: Number(at), text, unsaved: sign === unsavedSign };
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Resolves once the lock is held or refused; a page that is just being reloaded needs a moment to let go of it. */
function claimLock(session: string, patience: number): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = () => {
      resolve(true);
      // Never settles: the lock is held until the page is gone.
      return new Promise<void>(() => {});
    };
    const name = `convas ${session}`;
    const asked =
      patience > 0
        ? navigator.locks.request(name, { signal: AbortSignal.timeout(patience) }, held)
        : navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? held() : resolve(false)));
    asked.catch(() => resolve(false));
  });
}
