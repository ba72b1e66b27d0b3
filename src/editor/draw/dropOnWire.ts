// Putting what is dragged on the wire under it: which wire that is, whether it fits there, and what the drop does.
// A drop that does not fit changes nothing and says why, with remedies.
import { directionOf } from '../../graph/document';
import type { Edit } from '../../graph/edits';
import type { Problem } from '../../graph/problem';
import type { EdgeId, NodeId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import { firstFault } from '../../shapes/firstFault';
import { fixesFor } from '../../shapes/fixes';
import { inferShapes } from '../../shapes/inferShapes';
import type { Place, Scene } from '../../shapes/scene';
import { judgeOffer, remedied } from '../../shapes/suggest';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { showRefusal } from '../overlays';
import { keyOf } from '../palette/paletteItems';
import { existingOnWire, take } from './drawCommands';
import { setDropWire } from './drawState';
import { placeOnWire } from './placing';
import { offersNow, sceneNow } from './scene';

interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

/** The wire at a point of the window, also under a card that is dragged; undefined where there is none. */
export function wireAt({ x, y }: WindowPoint): EdgeId | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const found =
      element.closest<HTMLElement>('[data-edge-id]')?.dataset.edgeId ??
      element.closest('.react-flow__edge')?.getAttribute('data-id');
    if (found && levelNow().graph.edges.has(found as EdgeId)) return found as EdgeId;
  }
  return undefined;
}

/** A node that no wire touches can be put on one; every other stays where its wires are. */
export function isUnwired(id: NodeId): boolean {
  const { graph } = levelNow();
  return graph.nodes.has(id) && !graph.incoming.has(id) && !graph.outgoing.has(id);
}

/** What is carried over the canvas: a palette entry's key, or a card. */
type Carried = { readonly key: string } | { readonly node: NodeId };

let judged: { for: string; scene: unknown; fits: boolean } | undefined;

/** Lights up the wire under what is carried, and says whether it would fit; once a wire, not at every move. */
export function carryOver(carried: Carried, at: WindowPoint): EdgeId | undefined {
  const edge = wireAt(at);
  if (edge === undefined) {
    setDropWire(undefined);
    return undefined;
  }
  const name = `${JSON.stringify(carried)} ${edge}`;
  const { graph } = levelNow();
  if (judged?.for !== name || judged.scene !== graph)
    judged = { for: name, scene: graph, fits: judge(carried, edge).ok };
  setDropWire({ edge, fits: judged.fits });
  return edge;
}

export function endCarrying(): void {
  judged = undefined;
  setDropWire(undefined);
}

function judge(carried: Carried, edge: EdgeId): Result<unknown, Problem> {
  if ('node' in carried) return judgeCard(carried.node, edge);
  const one = judgeEntry(carried.key, edge);
  return one && !one.verdict.ok ? err(one.verdict.problem) : ok(undefined);
}

function judgeEntry(key: string, edge: EdgeId, scene: Scene = sceneNow()) {
  const offer = offersNow().find(({ item }) => keyOf(item) === key);
  return offer && judgeOffer(scene, { type: 'on', edge }, offer, { x: 0, y: 0 });
}

/** Puts a new layer on a wire; false where the palette has no such entry any more. */
export function dropEntry(key: string, edge: EdgeId, at: WindowPoint): boolean {
  const scene = sceneNow();
  const place: Place = { type: 'on', edge };
  const one = judgeEntry(key, edge, scene);
  if (!one) return false;
  const made = one.verdict.ok ? take(place, one) : err(remedied(scene, place, one) ?? one.verdict.problem);
  if (!made.ok)
    showRefusal({ problem: made.error, title: `${one.offer.item.label} does not fit here`, ...at });
  return true;
}

/** Puts a card on a wire. Where it does not fit, it stays where it was. */
export function dropCard(node: NodeId, edge: EdgeId, at: WindowPoint): void {
  const edits = judgeCard(node, edge);
  if (!edits.ok) {
    showRefusal({ problem: edits.error, title: `${node} does not fit here`, ...at });
    return;
  }
  const level = levelNow();
  const drawn = level.graph.edges.get(edge);
  if (!drawn) return;
  const others = { ...level, layout: new Map([...level.layout].filter(([id]) => id !== node)) };
  const { at: place, room } = placeOnWire(others, drawn, directionOf(useStore.getState().document));
  const move: Edit = { type: 'move', positions: new Map([[node, place]]) };
  const label = `Insert ${node} between ${drawn.from} and ${drawn.to}`;
  useStore.getState().apply(label, [...edits.value, ...room, move]);
}

function judgeCard(id: NodeId, edge: EdgeId): Result<readonly Edit[], Problem> {
  const edits = existingOnWire(id, edge);
  if (!edits.ok) return edits;
  const scene = sceneNow();
  const drawn = scene.edited(edits.value);
  if (!drawn.ok) return drawn;
  const shapes = inferShapes(drawn.value, scene.shapes);
  const fault = firstFault(scene.shapes, drawn.value, shapes, id);
  if (!fault) return edits;
  const at = fault.at.type === 'node' ? fault.at.node : id;
  const fixes = fixesFor(drawn.value, shapes, at).map((fix) => ({
    ...fix,
    edits: [...edits.value, ...fix.edits],
  }));
  return err({ ...fault, fixes });
}
