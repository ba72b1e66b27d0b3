// Cards that come into sight by the hundred, as when a large drawing is shown as a whole, come in a few at a time, so
// that the page answers meanwhile. React Flow by itself would put all of them on the page in one task.
import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import { create } from 'zustand';
import { nextTask } from '../../store/inSlices';
import type { PaneStore } from '../../store/panes';
import type { ShapeFlowEdge } from '../flow';
import type { PaneFlow } from './paneFlows';
import type { DrawnNode } from './useFlowState';

interface ComingIn {
  /** The pane whose cards are still coming. */
  readonly store: PaneStore | undefined;
  /** React Flow's ids of those that are not on the page yet. */
  readonly waiting: ReadonlySet<string>;
}

const nobody: ReadonlySet<string> = new Set();
const useComing = create<ComingIn>()(() => ({ store: undefined, waiting: nobody }));

/** Fewer than these come in at once. */
const fewest = 48;
/** How many come first; more or fewer after, by how long those took. */
const firstGroup = 48;
/** Every group costs something by itself, for React Flow asks all cards and wires anew. */
const leastGroup = 40;
/** Milliseconds that the drawing of a group may take about. */
const groupTime = 20;

/** What is drawn while cards come in: those that wait are hidden, and wires wait for both their cards. */
export function useComingIn(
  store: PaneStore,
  nodes: DrawnNode[],
  edges: ShapeFlowEdge[],
): { nodes: DrawnNode[]; edges: ShapeFlowEdge[] } {
  const waiting = useComing((s) => (s.store === store ? s.waiting : nobody));
  return useMemo(() => {
    if (waiting.size === 0) return { nodes, edges };
    return {
      nodes: nodes.map((node) => (waiting.has(node.id) ? hidden(node) : node)),
      edges: edges.filter(({ source, target }) => !waiting.has(source) && !waiting.has(target)),
    };
  }, [waiting, nodes, edges]);
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

/** Moves the window onto the drawing, or the drawing, and lets the cards that come into sight by it come in groups. */
export async function comeIn(pane: PaneFlow, move: () => void): Promise<void> {
  const waiting = notOnPage(pane);
  if (waiting.length < fewest) {
    move();
    return;
  }
  let left = new Set(waiting);
  useComing.setState({ store: pane.store, waiting: left });
  move();
  for (let group = firstGroup; left.size > 0; ) {
    await nextFrame();
    // Another move of this pane, or of another one, has taken over.
    if (useComing.getState().waiting !== left) return;
    left = new Set([...left].slice(group));
    const began = performance.now();
    const now: ComingIn = left.size > 0 ? { store: pane.store, waiting: left } : useComing.getInitialState();
    flushSync(() => useComing.setState(now));
    const spent = performance.now() - began;
    group = Math.max(leastGroup, Math.round(group * Math.min(1.5, Math.max(0.5, groupTime / spent))));
  }
}

function notOnPage({ flow, element }: PaneFlow): readonly string[] {
  const drawn = new Set<string | undefined>();
  for (const card of element()?.querySelectorAll<HTMLElement>('.react-flow__node') ?? [])
    drawn.add(card.dataset.id);
  return flow.getNodes().flatMap(({ id }) => (drawn.has(id) ? [] : [id]));
}

/** After the frame that shows what was done before; in a page that nobody sees there are none. */
const nextFrame = async (): Promise<void> => {
  if (document.hidden) return nextTask();
  await new Promise((resolve) => requestAnimationFrame(resolve));
};
