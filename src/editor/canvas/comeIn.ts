// Cards that come into sight by the hundred, whatever brings them (opening, unfolding, undo, another tab, arranging, a
// zoom), come in a few at a time, so that the page answers meanwhile. React Flow by itself would put all of them on the
// page in one task.
import { type ReactFlowState, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ShapeFlowEdge } from '../flow';
import { inGroups } from './inGroups';
import { makeTurns, type Sight, type Turns } from './turns';
import type { DrawnNode } from './useFlowState';

interface Flow {
  readonly nodes: DrawnNode[];
  readonly edges: ShapeFlowEdge[];
}

/**
 * What is drawn while cards come in: those that wait are hidden, and wires wait for both their cards. `all`: cards out of
 * sight are drawn too.
 */
export function useComingIn(nodes: DrawnNode[], edges: ShapeFlowEdge[], all: boolean): Flow {
  const api = useStoreApi<DrawnNode, ShapeFlowEdge>();
  const [turns] = useState(makeTurns);
  const [held] = useState(makeHolding);
  const [, again] = useReducer((count: number) => count + 1, 0);
  const waiting = turns.look(nodes, sightOf(api.getState(), all));
  const given = useRef({ nodes, edges, all });
  useLayoutEffect(() => {
    given.current = { nodes, edges, all };
  });
  useLayoutEffect(
    () =>
      api.subscribe((now, before) => {
        if (now.transform === before.transform && now.width === before.width && now.height === before.height)
          return;
        const { nodes, edges, all } = given.current;
        const { changed, flow } = held(nodes, edges, turns.look(nodes, sightOf(now, all)));
        if (!changed) return;
        // At once: given as properties they would come after it has drawn all that is in sight now.
        now.setNodes(flow.nodes);
        now.setEdges(flow.edges);
        again();
      }),
    [api, turns, held],
  );
  useInTurn(turns, waiting.size > 0, again);
  return held(nodes, edges, waiting).flow;
}

type Window = Pick<ReactFlowState, 'transform' | 'width' | 'height'>;

function sightOf({ transform: [x, y, zoom], width, height }: Window, all: boolean): Sight {
  const window =
    width > 0 ? { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom } : undefined;
  return { window, all };
}

/** While cards wait, draws group after group. */
function useInTurn(turns: Turns, some: boolean, draw: () => void): void {
  useEffect(() => {
    if (!some) return;
    let stopped = false;
    void inGroups((count) => {
      if (stopped) return false;
      turns.admit(count);
      flushSync(draw);
      return true;
    });
    return () => {
      stopped = true;
    };
  }, [turns, some, draw]);
}

/** Remembers the last flow that it made, which stays the same while it is made of the same. */
function makeHolding() {
  let before: (Flow & { readonly waiting: ReadonlySet<string> }) | undefined;
  let flow: Flow | undefined;
  return (nodes: DrawnNode[], edges: ShapeFlowEdge[], waiting: ReadonlySet<string>) => {
    const same =
      before?.nodes === nodes && before.edges === edges && before.waiting === waiting ? flow : undefined;
    before = { nodes, edges, waiting };
    flow = same ?? held(nodes, edges, waiting);
    return { flow, changed: same === undefined };
  };
}

function held(nodes: DrawnNode[], edges: ShapeFlowEdge[], waiting: ReadonlySet<string>): Flow {
  if (waiting.size === 0) return { nodes, edges };
  return {
    nodes: nodes.map((node) => (waiting.has(node.id) ? hidden(node) : node)),
    edges: edges.filter(({ source, target }) => !waiting.has(source) && !waiting.has(target)),
  };
}

const hiddenOnes = new WeakMap<DrawnNode, DrawnNode>();

/** The same object for the same node, so that React Flow looks at it once. */
function hidden(node: DrawnNode): DrawnNode {
  const known = hiddenOnes.get(node);
  if (known) return known;
  const made = { ...node, hidden: true };
  hiddenOnes.set(node, made);
  return made;
}
