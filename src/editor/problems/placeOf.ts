// A problem's place in words and the way there: down into the modules, to the node at fault.
import type { Document } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import { shapesOf } from '../../store/judge';
import { goTo, type Spot, wayIn } from './goTo';

export interface ProblemPlace {
  /** `3a › conv5x5`, `Data`, `Drawing`. */
  readonly words: string;
  /** Undefined where it is of no single node. */
  readonly spot: Spot | undefined;
}

/** What a problem of the whole drawing is of, where it is not the drawing itself. */
const others: Partial<Readonly<Record<Problem['code'], string>>> = {
  memory: 'Memory',
  'cannot-go-on': 'Last run',
};

/** The problem is one of the whole drawing. */
export function placeOf({ at, code }: Problem, { graph }: Pick<Document, 'graph'>): ProblemPlace {
  const target = goTo(at, graph);
  if (target === undefined) {
    const words = isOfData(code) ? 'Data' : (others[code] ?? 'Drawing');
    return { words, spot: undefined };
  }
  const spot = wayIn(shapesOf(graph), target) ?? { path: [], node: target };
  return { words: [...spot.path, spot.node].join(' › '), spot };
}

export const isOfData = (code: Problem['code']): boolean => code === 'no-data' || code.startsWith('data-');
