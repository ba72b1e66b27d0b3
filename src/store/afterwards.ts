// A store that follows another one frame behind: for what follows from the whole drawing (problems, costs, totals), so
// that an edit's verdict on the card is seen before any of that is worked out.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { State } from './state';

type Followed = Pick<StoreApi<State>, 'getState' | 'subscribe'>;

const followers = new WeakMap<Followed, StoreApi<State>>();

/** The store that follows `store`; the same one for everybody. */
export function afterwards(store: Followed): StoreApi<State> {
  const known = followers.get(store);
  if (known) return known;
  const made = follow(store, afterPaint);
  followers.set(store, made);
  return made;
}

/**
 * Only an edit of the drawing is followed later. Whatever else changes is followed at once, unless an edit waits: then
 * with it. Another document's state, which a store that stands for the shown tab can give, is not kept waiting either.
 */
export function follow(store: Followed, soon: (run: () => void) => void): StoreApi<State> {
  const made = createStore<State>()(() => store.getState());
  let waits = false;
  const catchUp = (): void => {
    waits = false;
    if (made.getState() !== store.getState()) made.setState(store.getState(), true);
  };
  store.subscribe((now, before) => {
    if (now.apply !== before.apply) catchUp();
    else if (waits) return;
    // Of what it follows itself: whoever hears of an edit before it may change the state once more.
    else if (now.document.graph === made.getState().document.graph) catchUp();
    else {
      waits = true;
      soon(catchUp);
    }
  });
  return made;
}

/** Milliseconds after which it is done in a page that does not paint, for it is hidden. */
const unpainted = 100;

/** After the next frame is painted. */
function afterPaint(run: () => void): void {
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    run();
  };
  const timer = setTimeout(once, unpainted);
  requestAnimationFrame(() => setTimeout(once));
}
