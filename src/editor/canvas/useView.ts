// Moves the canvas's window onto the drawing: to one node, or round all of it.
import { type ReactFlowInstance, useNodesInitialized, useReactFlow, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import type { NodeId } from '../../lib/ids';
import { levelNow } from '../../store/derive';
import { prefixOf } from '../../store/level';
import { useStore } from '../../store/store';
import { card } from '../freePlace';

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const glide = (): number => (calm() ? 0 : 220);

/** Brings a node into sight, if it is not. */
export function useRevealNode(): (node: NodeId) => void {
  const flow = useReactFlow();
  return useCallback(
    (id: NodeId) => {
      const at = levelNow().layout.get(id);
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
      if (!at || !pane) return;
      const from = flow.flowToScreenPosition(at);
      const to = flow.flowToScreenPosition({ x: at.x + card.width, y: at.y + card.height });
      if (from.x >= pane.left && to.x <= pane.right && from.y >= pane.top && to.y <= pane.bottom) return;
      const zoom = Math.max(flow.getZoom(), beginningZoom);
      flow.setCenter(at.x + card.width / 2, at.y + card.height / 2, { zoom, duration: glide() });
    },
    [flow],
  );
}

/** Puts the keyboard's focus on a node's card. */
export const focusCard = (id: NodeId): void =>
  document
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });

/** The same for a card that is yet to be drawn and measured; gives up when it does not appear. */
export function focusCardSoon(id: NodeId, frames = 20): void {
  focusCard(id);
  const focused = document.activeElement instanceof HTMLElement && document.activeElement.dataset.id === id;
  if (!focused && frames > 0) requestAnimationFrame(() => focusCardSoon(id, frames - 1));
}

/** Brings a node into sight and focuses it. */
export function useShowNode(): (node: NodeId) => void {
  const reveal = useRevealNode();
  return useCallback(
    (id: NodeId) => {
      reveal(id);
      focusCard(id);
    },
    [reveal],
  );
}

export const fitOptions = () => ({ padding: 0.06, maxZoom: 1, duration: glide() });

/** Below this zoom names and shapes cannot be read; a drawing too large for it is shown from its beginning instead. */
const leastZoom = 0.45;
const beginningZoom = 0.75;

/** Shows a drawing that has just been opened: all of it, or its first node and what follows at a size that can be read. */
function showOpened(flow: ReactFlowInstance, duration: number): void {
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  const bounds = flow.getNodesBounds(flow.getNodes());
  if (!pane || Math.min(pane.width / bounds.width, pane.height / bounds.height) >= leastZoom) {
    flow.fitView({ ...fitOptions(), duration });
    return;
  }
  const first = flow.getNodes().reduce((a, b) => (b.position.x < a.position.x ? b : a)).position;
  const x = 24 - bounds.x * beginningZoom;
  // The middle of the drawing where it fits in height, else its first node.
  const fits = bounds.height * beginningZoom < pane.height - 16;
  const middle = fits ? bounds.y + bounds.height / 2 : first.y + card.height / 2;
  const y = pane.height / 2 - middle * beginningZoom;
  flow.setViewport({ x, y, zoom: beginningZoom }, { duration });
}

/** Shows the drawing as soon as React Flow has measured the first cards. */
export function useFitAtStart(): void {
  const flow = useReactFlow();
  const measured = useNodesInitialized();
  const done = useRef(false);
  useEffect(() => {
    if (!measured || done.current) return;
    done.current = true;
    showOpened(flow, 0);
  }, [measured, flow]);
}

/** Follows the store's wish to look at a node. */
export function useFocusRequests(): void {
  const focus = useStore((s) => s.focus);
  const flow = useReactFlow();
  const seen = useRef(focus?.nonce);
  useEffect(() => {
    if (!focus || focus.nonce === seen.current) return;
    seen.current = focus.nonce;
    const at = levelNow().layout.get(focus.node);
    if (at)
      flow.setCenter(at.x + card.width / 2, at.y + card.height / 2, {
        zoom: Math.max(flow.getZoom(), beginningZoom),
        duration: glide(),
      });
    focusCardSoon(focus.node);
  }, [focus, flow]);
}

/** Shows the whole drawing whenever another document is opened; an edit shares nodes with the one before. */
export function useFitOnOpen(): void {
  const flow = useReactFlow();
  useEffect(
    () =>
      useStore.subscribe(({ document: now, path }, { document: before }) => {
        // Within a module it is the edits of its definition that change the drawing.
        if (now.graph === before.graph || path.length > 0) return;
        if (now.graph.nodes.size === 0) {
          flow.setViewport({ x: 0, y: 0, zoom: 1 });
          return;
        }
        for (const [id, node] of now.graph.nodes) if (before.graph.nodes.get(id) === node) return;
        // The first node of a drawing stays where it was put, when it is renamed too.
        if (before.graph.nodes.size <= 1 && now.graph.nodes.size === 1) return;
        // After React Flow has measured the new cards.
        setTimeout(() => requestAnimationFrame(() => showOpened(flow, glide())), 60);
      }),
    [flow],
  );
}

/** Shows all of a level that is entered; on the way back up, the window as it was left. */
export function useFitOnLevel(): void {
  const flow = useReactFlow();
  useEffect(() => {
    const left = new Map<NodeId, Viewport>();
    return useStore.subscribe((now, before) => {
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
      else setTimeout(() => requestAnimationFrame(() => showOpened(flow, 0)), 60);
    });
  }, [flow]);
}
