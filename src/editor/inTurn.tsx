// The large parts of the window, which come together in one file: each is drawn in its turn, in slices, and put up in a task
// of its own, so that the canvas goes on answering between them.
import { type ComponentType, type ReactNode, Suspense, startTransition, useEffect, useState } from 'react';
import { firstView } from '../store/firstView';
import { nextTask } from '../store/inSlices';

/** Resolves when the part before is up. */
let last: Promise<void> = firstView;

/** A component that is fetched once the canvas can be used; `place` keeps its room until its turn has come. */
export function inTurn<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
  place: ReactNode = null,
): ComponentType<Props> {
  let there: ComponentType<Props> | undefined;
  return function InTurn(props: Props) {
    const [Part, draw] = useState(() => there);
    const [turn] = useState(makeTurn);
    useEffect(() => {
      if (Part) turn.end();
    }, [Part, turn]);
    useEffect(() => {
      if (there) return;
      let gone = false;
      const come = async (): Promise<void> => {
        const before = turn.begin();
        await firstView;
        const found = await fetch();
        await before;
        await nextTask();
        there = found;
        if (!gone) startTransition(() => draw(() => found));
      };
      come().catch((error: unknown) => {
        turn.end();
        // To the nearest boundary, as what cannot be drawn.
        draw(() => {
          throw error;
        });
      });
      return () => {
        gone = true;
        turn.end();
      };
    }, [turn]);
    return <Suspense fallback={place}>{Part ? <Part {...props} /> : place}</Suspense>;
  };
}

/** A place in the queue: `begin` answers with the end of the one before. */
function makeTurn() {
  let end = (): void => {};
  return {
    begin: (): Promise<void> => {
      const before = last;
      last = new Promise((resolve) => {
        end = resolve;
      });
      return before;
    },
    end: () => end(),
  };
}
