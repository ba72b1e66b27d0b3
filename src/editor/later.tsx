// Parts of the window that nobody needs in its first moment: fetched once the canvas can be used, so that it can be used
// sooner. Their places are kept free meanwhile, and nothing jumps when they come.

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { firstView } from '../store/firstView';

/** A module that is fetched then; undefined until it is there. */
export function soon<Module>(fetch: () => Promise<Module>): () => Module | undefined {
  let there: Module | undefined;
  // Where it cannot be fetched, whoever needs it tries again and says so.
  void firstView.then(fetch).then(
    (module) => {
      there = module;
    },
    () => {},
  );
  return () => there;
}

/** A component that is fetched then; `place` keeps its room until it is there. */
export function later<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  place: ReactNode = null,
): ComponentType<Props> {
  const part = fetchedLater(fetch);
  return function Later(props: Props) {
    // One that is there is shown at once: what is typed into it the moment after is not lost.
    const [Part] = useState(() => part());
    return (
      <Suspense fallback={place}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** What goes round something that is there from the first: until it is fetched, that stands by itself. */
export function laterRound<Props extends { readonly children: ReactNode }>(
  fetch: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const part = fetchedLater(fetch);
  return function LaterRound(props: Props) {
    const [Part] = useState(() => part());
    return (
      <Suspense fallback={props.children}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** Gives the component itself once it is there, before that one that waits for it. */
function fetchedLater<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
): () => ComponentType<Props> {
  const there = soon(fetch);
  const Waiting = lazy<ComponentType<Props>>(async () => {
    await firstView;
    return { default: await fetch() };
  });
  return () => there() ?? Waiting;
}
