// Where notes and frames go when cards have found new places: a frame is fitted anew round what it held, a note keeps
// to the side of the card or frame that it stood beside. No note comes to lie on a card.
import {
  type Annotation,
  type Annotations,
  annotationLimits,
  annotationsWithin,
  boxOfAnnotation,
  type Frame,
  nodesWithin,
} from '../graph/annotations';
import type { Layout } from '../graph/layout';
import { extent, overlap, sameBox } from '../lib/boxes';
import type { AnnotationId, NodeId } from '../lib/ids';
import type { Box } from '../lib/turned';
import { snap } from './besideKept';
import { nearestRoom } from './nearestRoom';
import { besideIt, gapBetween, relationOf } from './relation';
import type { Card } from './request';

interface Move {
  readonly cards: readonly Card[];
  readonly annotations: Annotations;
  /** Where every card stood, and where it stands now. */
  readonly before: Layout;
  readonly after: Layout;
  /** The drawing leads another way than before: what stood above a card now stands before it. */
  readonly turned?: boolean;
}

/** Boxes, on the grid, of those notes and frames that move or change their size. */
export function alongWith(move: Move): ReadonlyMap<AnnotationId, Box> {
  const all = [...move.annotations.values()];
  const frames = all.filter((each) => each.type === 'frame').toSorted((a, b) => areaOf(a) - areaOf(b));
  const held = new Map(frames.map((frame) => [frame.id, heldBy(frame, move)]));
  const isHeld = new Set([...held.values()].flatMap(({ others }) => others));
  const scene = sceneOf(move);
  const standing = (frame: Frame) => (held.get(frame.id)?.nodes.length ?? 0) > 0;
  // What lies in a frame that holds cards is placed first, for the frame is drawn round it.
  const loose = all.filter((each) => each.type === 'note' || !standing(each));
  for (const each of loose) if (isHeld.has(each.id)) placeBeside(each, scene, held, false);
  for (const frame of frames) if (standing(frame)) fitFrame(frame, scene, held.get(frame.id) ?? noneHeld);
  for (const each of loose) if (!isHeld.has(each.id)) placeBeside(each, scene, held, true);
  return new Map(
    [...scene.placed].filter(([id, box]) => {
      const was = move.annotations.get(id);
      return was && !sameBox(boxOfAnnotation(was), box);
    }),
  );
}

interface Held {
  readonly nodes: readonly NodeId[];
  readonly others: readonly AnnotationId[];
}
const noneHeld: Held = { nodes: [], others: [] };

function heldBy(frame: Frame, { annotations, before }: Move): Held {
  const nodes = nodesWithin(frame, before);
  const others = nodes.length === 0 ? [] : annotationsWithin(frame, annotations).map(({ id }) => id);
  return { nodes, others };
}

interface Scene extends Move {
  readonly boxesBefore: ReadonlyMap<NodeId, Box>;
  readonly boxesAfter: ReadonlyMap<NodeId, Box>;
  /** Cards that stand elsewhere now. */
  readonly moved: readonly Box[];
  /** Filled as notes and frames find their places. */
  readonly placed: Map<AnnotationId, Box>;
}

function sceneOf(move: Move): Scene {
  const boxesAt = (layout: Layout) =>
    new Map(
      move.cards.flatMap((card): [NodeId, Box][] => {
        const at = layout.get(card.id);
        return at ? [[card.id, { ...at, width: card.width, height: card.height }]] : [];
      }),
    );
  const [boxesBefore, boxesAfter] = [boxesAt(move.before), boxesAt(move.after)];
  const moved = [...boxesAfter].flatMap(([id, box]) => {
    const was = boxesBefore.get(id);
    return was && sameBox(was, box) ? [] : [box];
  });
  return { ...move, boxesBefore, boxesAfter, moved, placed: new Map() };
}

/** Round all that it held, with the margins that it had; these give way where they would take in another card. */
function fitFrame(frame: Frame, scene: Scene, { nodes, others }: Held): void {
  const { boxesBefore, boxesAfter, annotations, placed } = scene;
  const was = boxOfAnnotation(frame);
  const boxes = (at: ReadonlyMap<NodeId, Box>) => nodes.flatMap((id) => at.get(id) ?? []);
  const inner = others.flatMap((id) => annotations.get(id) ?? []);
  const before = extent([...boxes(boxesBefore), ...inner.map(boxOfAnnotation)]);
  const after = extent([
    ...boxes(boxesAfter),
    ...inner.map((each) => placed.get(each.id) ?? boxOfAnnotation(each)),
  ]);
  if (sameBox(before, after)) {
    placed.set(frame.id, was);
    return;
  }
  const mine = new Set(nodes);
  const strangers = [...boxesAfter].flatMap(([id, box]) => (mine.has(id) ? [] : [box]));
  placed.set(frame.id, withMargins(after, marginsOf(was, before), strangers));
}

interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Nothing sticks out of a frame, and its title keeps its line. */
const leastMargins: Margins = { left: 10, top: 40, right: 10, bottom: 10 };

const marginsOf = (outer: Box, inner: Box): Margins => ({
  left: Math.max(leastMargins.left, inner.x - outer.x),
  top: Math.max(leastMargins.top, inner.y - outer.y),
  right: Math.max(leastMargins.right, outer.x + outer.width - inner.x - inner.width),
  bottom: Math.max(leastMargins.bottom, outer.y + outer.height - inner.y - inner.height),
});

function withMargins(inner: Box, wanted: Margins, strangers: readonly Box[]): Box {
  const grown = (margins: Margins): Box => ({
    x: inner.x - margins.left,
    y: inner.y - margins.top,
    width: inner.width + margins.left + margins.right,
    height: inner.height + margins.top + margins.bottom,
  });
  let margins = leastMargins;
  const taken = (box: Box) => strangers.filter((other) => overlap(box, other)).length;
  for (const side of ['top', 'left', 'right', 'bottom'] as const) {
    const wider = { ...margins, [side]: wanted[side] };
    if (taken(grown(wider)) === taken(grown(margins))) margins = wider;
  }
  const box = grown(margins);
  const [x, y] = [Math.round(box.x), Math.round(box.y)];
  const most = annotationLimits.most;
  return { x, y, width: Math.min(most, Math.ceil(box.width)), height: Math.min(most, Math.ceil(box.height)) };
}

/** To the side of what it stood beside; to the nearest room where a card, or another note, stands there now. */
function placeBeside(
  annotation: Annotation,
  scene: Scene,
  held: ReadonlyMap<AnnotationId, Held>,
  outside: boolean,
): void {
  const { boxesAfter, placed, turned = false } = scene;
  const was = boxOfAnnotation(annotation);
  const anchor = anchorOf(annotation, scene, held);
  const found = anchor ? besideIt(relationOf(was, anchor.before), was, anchor.after, turned) : was;
  const wanted = { ...found, x: snap(found.x), y: snap(found.y) };
  const still = anchor === undefined || sameBox(anchor.before, anchor.after);
  const framesNow = outside ? [...placed].flatMap(([id, box]) => (changed(id, box, scene) ? [box] : [])) : [];
  const cards = [...boxesAfter.values()];
  // Beside a card that kept its place it stays as it was put, unless a card has come there.
  if (still && !scene.moved.some((box) => overlap(was, box)) && !framesNow.some((box) => crosses(was, box))) {
    placed.set(annotation.id, was);
    return;
  }
  const others = [...placed].flatMap(([id, box]) => (held.has(id) && !outside ? [] : [box]));
  const taken = annotation.type === 'frame' ? cards : [...cards, ...others];
  const free = !taken.some((box) => overlap(wanted, box));
  placed.set(annotation.id, free ? wanted : nearestRoom(wanted, taken));
}

const changed = (id: AnnotationId, box: Box, { annotations }: Scene): boolean => {
  const frame = annotations.get(id);
  return frame?.type === 'frame' && !sameBox(boxOfAnnotation(frame), box);
};

/** It lies partly on a frame: neither in it nor clear of it. */
const crosses = (box: Box, frame: Box): boolean =>
  overlap(box, frame) &&
  !(
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );

/** The nearest card, or frame with cards, of those in the same frame as it. */
function anchorOf(
  annotation: Annotation,
  { annotations, boxesBefore, boxesAfter, placed }: Scene,
  held: ReadonlyMap<AnnotationId, Held>,
): { readonly before: Box; readonly after: Box } | undefined {
  const { id } = annotation;
  const was = boxOfAnnotation(annotation);
  const inner = [...held.values()].find(({ others }) => others.includes(id));
  const pairs: { before: Box; after: Box }[] = [];
  for (const node of inner ? inner.nodes : boxesBefore.keys()) {
    const [before, after] = [boxesBefore.get(node), boxesAfter.get(node)];
    if (before && after) pairs.push({ before, after });
  }
  for (const frame of inner ? [] : held.keys()) {
    const [of, after] = [annotations.get(frame), placed.get(frame)];
    // Of equal distance, the frame.
    if (of && after && frame !== id) pairs.unshift({ before: boxOfAnnotation(of), after });
  }
  return pairs.toSorted((a, b) => gapBetween(was, a.before) - gapBetween(was, b.before))[0];
}

const areaOf = ({ width, height }: Annotation): number => width * height;
