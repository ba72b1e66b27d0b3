// The ways of a canvas's wires. Those of a crowded drawing come a moment after its cards.
import { useMemo, useReducer, useState } from 'react';
import type { Drawn } from '../flow';
import { makeRouter, type Routes } from './routes';

export function useRoutes({
  graph,
  layout,
  direction,
}: Pick<Drawn, 'graph' | 'layout' | 'direction'>): Routes {
  const [found, later] = useReducer((times: number) => times + 1, 0);
  const [router] = useState(() => makeRouter(later));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `found` says that there is more to be had from the router.
  return useMemo(() => router(graph, layout, direction), [router, graph, layout, direction, found]);
}
