// Adding the layer that was chosen, wired in one step of history, and what keys and buttons open.
import { directionOf } from '../../graph/document';
import type { Edit } from '../../graph/edits';
import type { Problem } from '../../graph/problem';
import { freeName, hasOutput } from '../../graph/slots';
import { layerOf, stemOf } from '../../layers/index';
import type { EdgeId, NodeId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import type { Place } from '../../shapes/scene';
import type { Suggestion } from '../../shapes/suggest';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { activeFlow } from '../canvas/paneFlows';
import { focusCardSoon, revealNode } from '../canvas/useView';
import { card, freePlace } from '../freePlace';
import { announceProblem } from '../problems/announce';
import { openMenu, openRepeat } from './drawState';
import { placeOnWire } from './placing';
import { nextLikely } from './scene';

const now = () => useStore.getState();
const directionNow = () => directionOf(now().document);

/** Beside a new card: the word on what Tab would add next. */
const hintRoom = 140;

/** Makes a suggestion true as one step of history, selects the node and shows it. */
export function take(place: Place, { node, edits, offer }: Suggestion): Result<NodeId, Problem> {
  const level = levelNow();
  const edge = place.type === 'on' ? level.graph.edges.get(place.edge) : undefined;
  const placed = edge ? onWire(edits, placeOnWire(level, edge, directionNow())) : edits;
  const named = place.type === 'instead' ? renamed(place.node, offer.stem) : undefined;
  const all = named ? [...placed, named] : placed;
  const made = now().apply(labelOf(place, node.id, node.kind), all);
  if (!made.ok) return made;
  const id = (named?.type === 'rename' ? named.id : node.id) as NodeId;
  now().select([id]);
  revealNode(id, directionNow() === 'down' ? { right: 0, below: 50 } : { right: hintRoom, below: 0 });
  focusCardSoon(id);
  return ok(id);
}

const onWire = (edits: readonly Edit[], { at, room }: ReturnType<typeof placeOnWire>): readonly Edit[] => [
  ...room,
  ...edits.map((edit) => (edit.type === 'insert' ? { ...edit, at } : edit)),
];

/** A name that is the old kind's own word and a number would be wrong of the new kind. */
function renamed(id: NodeId, stem: string): Edit | undefined {
  const { graph } = levelNow();
  const node = graph.nodes.get(id);
  const own = node && new RegExp(`^${stemOf(node.kind)}\\d+$`).test(id) && stemOf(node.kind) !== stem;
  return own ? { type: 'rename', node: id, id: freeName(graph, stem) } : undefined;
}

function labelOf(place: Place, id: NodeId, kind: string): string {
  switch (place.type) {
    case 'after':
      return `Add ${id} after ${place.node}`;
    case 'before':
      return `Add ${id} before ${place.node}`;
    case 'on': {
      const edge = levelNow().graph.edges.get(place.edge);
      return `Insert ${id} between ${edge?.from} and ${edge?.to}`;
    }
    case 'instead':
      return `Change ${place.node} to ${layerOf(kind).label}`;
  }
}

/** A node that nothing follows yet and something could: what Tab goes on from. */
export function looseEnd(): NodeId | undefined {
  const { selectedNodes, selectedEdges } = now();
  const [id] = selectedNodes;
  if (id === undefined || selectedNodes.size !== 1 || selectedEdges.size > 0) return undefined;
  const { graph } = levelNow();
  const node = graph.nodes.get(id);
  const open = node && hasOutput(graph, node) && !graph.outgoing.has(id);
  return open ? id : undefined;
}

/** Adds the layer that usually comes next after the selected loose end. */
export function addNext(): void {
  const node = looseEnd();
  if (node === undefined) return;
  const place: Place = { type: 'after', node };
  const next = nextLikely(place);
  if (!next) return;
  const at = freePlace(levelNow().layout, [node], { x: 0, y: 0 }, directionNow());
  const edits = next.edits.map((edit) => (edit.type === 'add' ? { ...edit, at } : edit));
  const made = take(place, { ...next, edits });
  if (!made.ok) announceProblem('Not added', made.error);
}

/** Opens the menu of layers for a wire, at its middle. */
export function insertOnWire(edge: EdgeId): void {
  const { graph, layout } = levelNow();
  const drawn = graph.edges.get(edge);
  const [a, b] = [drawn && layout.get(drawn.from), drawn && layout.get(drawn.to)];
  if (!a || !b) return;
  const middle = { x: (a.x + b.x + card.width) / 2, y: (a.y + b.y + card.height) / 2 };
  openMenu({ place: { type: 'on', edge }, at: middle, ...inWindow(middle) });
}

/** Opens the menu of kinds that a node could become. */
export function changeKind(node: NodeId): void {
  const at = levelNow().layout.get(node);
  if (!at) return;
  openMenu({ place: { type: 'instead', node }, at, ...inWindow({ x: at.x, y: at.y + card.height }) });
}

function inWindow(point: { x: number; y: number }): { x: number; y: number } {
  return activeFlow()?.flow.flowToScreenPosition(point) ?? point;
}

/** The selected nodes, if they can be asked to be repeated. */
export function repeatSelected(): void {
  const { selectedNodes } = now();
  if (selectedNodes.size > 0) openRepeat([...selectedNodes]);
}

/** Puts a node that is already drawn, and unwired, on a wire. */
export function existingOnWire(node: NodeId, edge: EdgeId): Result<readonly Edit[], Problem> {
  const { graph } = levelNow();
  const drawn = graph.edges.get(edge);
  if (!drawn)
    return err({ code: 'no-such-node', at: { type: 'document' }, message: `There is no wire “${edge}”.` });
  return ok([
    { type: 'remove', nodes: [], edges: [edge] },
    { type: 'connect', from: drawn.from, to: node, slot: 0 },
    { type: 'connect', from: node, to: drawn.to, slot: drawn.slot },
  ]);
}
