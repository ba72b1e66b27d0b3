// Which runs are shown together, each with a colour that stays its own however many are added or taken away.
import type { RunId } from '../../lib/ids';

export interface Chosen {
  readonly id: RunId;
  /** Index of its colour in the charts. */
  readonly colour: number;
}

/** With the run added last, in the first colour that is free. */
export function withRun(chosen: readonly Chosen[], id: RunId): readonly Chosen[] {
  if (isChosen(chosen, id)) return chosen;
  const taken = new Set(chosen.map(({ colour }) => colour));
  let colour = 0;
  while (taken.has(colour)) colour += 1;
  return [...chosen, { id, colour }];
}

export const withoutRuns = (chosen: readonly Chosen[], ids: readonly RunId[]): readonly Chosen[] => {
  const rest = chosen.filter(({ id }) => !ids.includes(id));
  return rest.length === chosen.length ? chosen : rest;
};

export const isChosen = (chosen: readonly Chosen[], id: RunId): boolean =>
  chosen.some((one) => one.id === id);

/** What belongs to chosen runs; the same map where all does. */
export function chosenOnly<V>(chosen: readonly Chosen[], of: ReadonlyMap<RunId, V>): ReadonlyMap<RunId, V> {
  const kept = [...of].filter(([id]) => isChosen(chosen, id));
  return kept.length === of.size ? of : new Map(kept);
}

/** Added where it was not shown, else taken away. */
export const toggled = (chosen: readonly Chosen[], id: RunId): readonly Chosen[] =>
  isChosen(chosen, id) ? withoutRuns(chosen, [id]) : withRun(chosen, id);
