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

interface Leaving {
  /** Hidden ones are about to leave, and are not to be on the page. */
  readonly leaving: boolean;
}

/**
 * What is drawn while cards come in: those that wait are hidden, and wires wait for both their cards. `all`: cards out of
 * sight are drawn too.
 */
export function useComingIn(nodes: DrawnNode[], edges: ShapeFlowEdge[], all: boolean): Flow & Leaving {
  const api = useStoreApi<DrawnNode, ShapeFlowEdge>();
  const [turns] = useState(makeTurns);
  const [{ hold, letGo }] = useState(makeHolding);
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
        const { changed, flow } = hold(nodes, edges, turns.look(nodes, sightOf(now, all)));
        if (!changed) return;
        // At once: given as properties they would come after it has drawn all that is in sight now.
        now.setNodes(flow.nodes);
        now.setEdges(flow.edges);
        again();
      }),
    [api, turns, hold],
  );
  useInTurn(turns, waiting.size > 0, again);
  const { flow, leaving } = hold(nodes, edges, waiting);
  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => {
      letGo();
      again();
    });
    return () => clearTimeout(timer);
  }, [leaving, letGo]);
  return { ...flow, leaving };
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

/** So many cards that leave the drawing at once leave the page first: React Flow stumbles over each that it still draws. */
const manyLeaving = 24;

/** Remembers the last flow that it made, which stays the same while it is made of the same. */
function makeHolding() {
  let before: (Flow & { readonly waiting: ReadonlySet<string> }) | undefined;
  let flow: Flow | undefined;
  let leaving: readonly DrawnNode[] = [];
  const hold = (nodes: DrawnNode[], edges: ShapeFlowEdge[], waiting: ReadonlySet<string>) => {
    if (before && before.nodes !== nodes) leaving = leavingFor(nodes, before.nodes);
    const same =
      before?.nodes === nodes && before.edges === edges && before.waiting === waiting ? flow : undefined;
    before = { nodes, edges, waiting };
    flow = same ?? held(nodes, edges, waiting, leaving);
    return { flow, changed: same === undefined, leaving: leaving.length > 0 };
  };
  const letGo = () => {
    leaving = [];
    if (before) flow = held(before.nodes, before.edges, before.waiting, leaving);
  };
  return { hold, letGo };
}

function leavingFor(nodes: readonly DrawnNode[], before: readonly DrawnNode[]): readonly DrawnNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const gone = before.filter(({ id }) => !ids.has(id));
  if (gone.length <= manyLeaving) return [];
  // Objects of their own, for undo can bring the same nodes back.
  return gone.map((node) => {
    const leaving = { ...node, hidden: true };
    left.add(leaving);
    return leaving;
  });
}

function held(
  nodes: DrawnNode[],
  edges: ShapeFlowEdge[],
  waiting: ReadonlySet<string>,
  leaving: readonly DrawnNode[],
): Flow {
  if (waiting.size === 0) return { nodes: leaving.length > 0 ? [...nodes, ...leaving] : nodes, edges };
  return {
    nodes: [...nodes.map((node) => (waiting.has(node.id) ? hidden(node) : node)), ...leaving],
    edges: edges.filter(({ source, target }) => !waiting.has(source) && !waiting.has(target)),
  };
}

const left = new WeakSet<object>();

/** Whether a node is no longer in the drawing, and React Flow is about to forget it. */
export const isLeaving = (node: object): boolean => left.has(node);

const hiddenOnes = new WeakMap<DrawnNode, DrawnNode>();

/** The same object for the same node, so that React Flow looks at it once. */
function hidden(node: DrawnNode): DrawnNode {
  const known = hiddenOnes.get(node);
  if (known) return known;
  const made = { ...node, hidden: true };
  hiddenOnes.set(node, made);
  return made;
}
