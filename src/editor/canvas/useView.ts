// Moves the canvas's window onto the drawing: to one node, or round all of it.
import { useNodesInitialized, type Viewport } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { NodeId } from '../../lib/ids';
import type { Box } from '../../lib/turned';
import { canvasIsReady } from '../../store/firstView';
import { levelOf, prefixOf } from '../../store/level';
import type { PaneStore } from '../../store/panes';
import { comparing, useStore } from '../../store/store';
import { card } from '../freePlace';
import { isLeaving } from './comeIn';
import { fitBoxes } from './fitBoxes';
import { wayIntoSight } from './intoSight';
import { activeFlow, activePaneElement, type PaneFlow } from './paneFlows';

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const glide = (): number => (calm() ? 0 : 220);
/** For React Flow's own movements. */
export const calmly = (): { duration: number } => ({ duration: glide() });

/** Beyond a card, in canvas units. */
interface Beyond {
  readonly right: number;
  readonly below: number;
}
const nothing: Beyond = { right: 0, below: 0 };

/** Brings a node of the active pane into sight, if it is not, with so much beyond it. */
export function revealNode(id: NodeId, beyond = nothing): void {
  const pane = activeFlow();
  if (pane) revealIn(pane, id, beyond);
}

/** Brings a node into a pane's sight, if it is not: off what covers it, or else to the middle. */
export function revealIn(shown: PaneFlow, id: NodeId, { right, below } = nothing): void {
  const { flow, store, bounds } = shown;
  const at = levelOf(store.getState()).layout.get(id);
  const pane = bounds();
  if (!at || !pane) return;
  const from = flow.flowToScreenPosition(at);
  const to = flow.flowToScreenPosition({ x: at.x + card.width + right, y: at.y + card.height + below });
  const box = { x: from.x - pane.x, y: from.y - pane.y, width: to.x - from.x, height: to.y - from.y };
  const way = wayIntoSight(box, pane, coversOf(shown, pane));
  if (way?.x === 0 && way.y === 0) return;
  if (way) {
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + way.x, y: y + way.y, zoom }, { duration: glide() });
    return;
  }
  const zoom = Math.max(flow.getZoom(), beginningZoom);
  flow.setCenter(at.x + card.width / 2, at.y + card.height / 2, { zoom, duration: glide() });
}

/** Puts the keyboard's focus on a node's card, in the active pane. */
export const focusCard = (id: NodeId): void =>
  activePaneElement()
    ?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });

/** The same for a card that is yet to be drawn and measured; gives up when it does not appear. */
export function focusCardSoon(id: NodeId, frames = 20): void {
  focusCard(id);
  const focused = document.activeElement instanceof HTMLElement && document.activeElement.dataset.id === id;
  if (!focused && frames > 0) requestAnimationFrame(() => focusCardSoon(id, frames - 1));
}

/** Brings a node of the active pane into sight and focuses it. */
export function showNode(id: NodeId): void {
  revealNode(id);
  // Of a large drawing a card out of sight is drawn only when it comes into it.
  focusCardSoon(id);
}

/** All that is in the drawing, whether it is on the page yet or not. */
const nodesOf = (flow: PaneFlow['flow']) => flow.getNodes().filter((node) => !isLeaving(node));

/** Shows the whole drawing, with some air round it; what is still coming in counts. */
export function showWhole(pane: PaneFlow, duration = glide()): void {
  const boxes = nodesOf(pane.flow).map(
    ({ position, measured, width, height, initialWidth, initialHeight }) => ({
      ...position,
      width: measured?.width ?? width ?? initialWidth ?? 0,
      height: measured?.height ?? height ?? initialHeight ?? 0,
    }),
  );
  fitInPane(pane, boxes, duration);
}

/** What lies over the canvas's lower corners, in pixels from the canvas's own corner. */
function coversOf(pane: PaneFlow, canvas: DOMRect): readonly Box[] {
  const over = pane.element()?.querySelectorAll('.react-flow__panel.bottom:not(.react-flow__attribution)');
  return [...(over ?? [])].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return { x: x - canvas.x, y: y - canvas.y, width, height };
  });
}

/** Shows all of some boxes of the plane, clear of what lies over the canvas's lower corners. */
export function fitInPane(pane: PaneFlow, boxes: readonly Box[], duration = glide()): void {
  const canvas = pane.bounds();
  if (!canvas) return;
  const viewport = fitBoxes(boxes, canvas, coversOf(pane, canvas));
  if (viewport) void pane.flow.setViewport(viewport, { duration });
}

/** Below this zoom names and shapes cannot be read; a drawing too large for it is shown from its beginning instead. */
const leastZoom = 0.45;
/** Side by side, designs are first seen as a whole. */
const leastZoomBeside = 0.16;
const beginningZoom = 0.75;

/** Shows a drawing that has just been opened: all of it, or its first node and what follows at a size that can be read. */
function showOpened(shown: PaneFlow, duration: number): void {
  const { flow } = shown;
  const pane = shown.bounds();
  keepShown(shown);
  const bounds = flow.getNodesBounds(nodesOf(flow));
  const least = comparing.getState().panes.length > 1 ? leastZoomBeside : leastZoom;
  if (!pane || Math.min(pane.width / bounds.width, pane.height / bounds.height) >= least) {
    showWhole(shown, duration);
    return;
  }
  const first = nodesOf(flow).reduce((a, b) => (b.position.x < a.position.x ? b : a)).position;
  const x = 24 - bounds.x * beginningZoom;
  // The middle of the drawing where it fits in height, else its first node.
  const fits = bounds.height * beginningZoom < pane.height - 16;
  const middle = fits ? bounds.y + bounds.height / 2 : first.y + card.height / 2;
  const y = pane.height / 2 - middle * beginningZoom;
  flow.setViewport({ x, y, zoom: beginningZoom }, { duration });
}

/** Milliseconds after a drawing is shown in which panels that open or close beside it still move its edges. */
const settling = 1500;

/** Shows an opened drawing again when its canvas changes in size at once, unless the user has taken hold of it. */
function keepShown(shown: PaneFlow): void {
  const element = shown.element();
  if (!element || settlingIn.has(element)) return;
  settlingIn.add(element);
  const size = () => `${element.clientWidth} ${element.clientHeight}`;
  let before = size();
  const resizes = new ResizeObserver(() => {
    if (size() === before) return;
    before = size();
    // React Flow learns of its size from an observer of its own.
    requestAnimationFrame(() => showOpened(shown, 0));
  });
  const end = () => {
    resizes.disconnect();
    settlingIn.delete(element);
    for (const type of ['pointerdown', 'wheel', 'keydown']) element.removeEventListener(type, end, true);
  };
  resizes.observe(element);
  for (const type of ['pointerdown', 'wheel', 'keydown']) element.addEventListener(type, end, true);
  setTimeout(end, settling);
}
const settlingIn = new WeakSet<Element>();

/** The window onto each drawing as it was left when its tab gave way to another. */
const leftViewports = new WeakMap<PaneStore, Viewport>();

/** Shows the drawing as soon as React Flow has measured the first cards; one that was shown before, as it was left. */
export function useFitAtStart(pane: PaneFlow): void {
  const measured = useNodesInitialized();
  // In an empty drawing there is nothing to show: the first card stays where it is put.
  const done = useRef(levelOf(pane.store.getState()).graph.nodes.size === 0);
  useEffect(
    () => () => {
      if (done.current) leftViewports.set(pane.store, pane.flow.getViewport());
    },
    [pane],
  );
  useEffect(() => {
    if (!measured || done.current) return;
    done.current = true;
    const left = leftViewports.get(pane.store);
    if (left) void pane.flow.setViewport(left);
    else showOpened(pane, 0);
  }, [measured, pane]);
  // An empty drawing has nothing to measure.
  const empty = useStore((s) => s.document.graph.nodes.size === 0);
  useEffect(() => {
    if (measured || empty) canvasIsReady();
  }, [measured, empty]);
}

/** Follows the store's wish to look at a node. */
export function useFocusRequests({ flow, store }: PaneFlow): void {
  const focus = useStore((s) => s.focus);
  const seen = useRef(focus?.nonce);
  useEffect(() => {
    if (!focus || focus.nonce === seen.current) return;
    seen.current = focus.nonce;
    const at = levelOf(store.getState()).layout.get(focus.node);
    if (at)
      flow.setCenter(at.x + card.width / 2, at.y + card.height / 2, {
        zoom: Math.max(flow.getZoom(), beginningZoom),
        duration: glide(),
      });
    focusCardSoon(focus.node);
  }, [focus, flow, store]);
}

/** Shows the whole drawing whenever another document is opened; an edit shares nodes with the one before. */
export function useFitOnOpen(pane: PaneFlow): void {
  useEffect(
    () =>
      pane.store.subscribe(({ document: now, path }, { document: before }) => {
        // Within a module it is the edits of its definition that change the drawing.
        if (now.graph === before.graph || path.length > 0) return;
        if (now.graph.nodes.size === 0) {
          pane.flow.setViewport({ x: 0, y: 0, zoom: 1 });
          return;
        }
        for (const [id, node] of now.graph.nodes) if (before.graph.nodes.get(id) === node) return;
        // The first node of a drawing stays where it was put, when it is renamed too.
        if (before.graph.nodes.size <= 1 && now.graph.nodes.size === 1) return;
        // After React Flow has measured the new cards.
        setTimeout(() => requestAnimationFrame(() => showOpened(pane, glide())), 60);
      }),
    [pane],
  );
}

/** Shows the drawing anew when another design takes a part of its room, so that both begin as wholes. */
export function useFitBeside(pane: PaneFlow): void {
  useEffect(
    () =>
      comparing.subscribe(({ panes: now }, { panes: before }) => {
        if (now.length <= before.length || levelOf(pane.store.getState()).graph.nodes.size === 0) return;
        // After React Flow has measured the narrower canvas.
        setTimeout(() => requestAnimationFrame(() => showOpened(pane, 0)), 60);
      }),
    [pane],
  );
}

/** Shows all of a level that is entered; on the way back up, the window as it was left. */
export function useFitOnLevel(pane: PaneFlow): void {
  useEffect(() => {
    const { flow } = pane;
    const left = new Map<NodeId, Viewport>();
    return pane.store.subscribe((now, before) => {
      // A drawing that is opened has a path of its own, which leads to where one was.
      if (prefixOf(now.path) === prefixOf(before.path)) return;
      const up = now.path.length < before.path.length;
      const there = prefixOf(now.path);
      if (up) left.delete(prefixOf(before.path));
      else left.set(prefixOf(before.path), flow.getViewport());
      const viewport = up ? left.get(there) : undefined;
      // Whoever is led to a node sees that.
      if (now.focus !== before.focus) return;
      if (viewport) flow.setViewport(viewport);
      // After React Flow has measured the new cards.
      else setTimeout(() => requestAnimationFrame(() => showOpened(pane, 0)), 60);
    });
  }, [pane]);
}
