// Parts of the window that nobody needs in its first moment: fetched once the canvas can be used, so that it can be used
// sooner. Their places are kept free meanwhile, and nothing jumps when they come.

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { firstView } from '../store/firstView';

/** A module that is fetched then; undefined until it is there. */
export function soon<Module>(fetch: () => Promise<Module>): () => Module | undefined {
  let there: Module | undefined;
  void firstView.then(fetch).then((module) => {
    there = module;
  });
  return () => there;
}

/** A component that is fetched then; `place` keeps its room until it is there. */
export function later<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  place: ReactNode = null,
): ComponentType<Props> {
  const Part = fetchedLater(fetch);
  return function Later(props: Props) {
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
  const Part = fetchedLater(fetch);
  return function LaterRound(props: Props) {
    return (
      <Suspense fallback={props.children}>
        <Part {...props} />
      </Suspense>
    );
  };
}

const fetchedLater = <Props extends object>(fetch: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(async () => {
    await firstView;
    return { default: await fetch() };
  });
