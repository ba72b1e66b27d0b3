// Where the shapes of tensors stand along the wires: where there is room, and each tensor once about every place, so
// that a fork into four branches does not say the same four times. A wire without room has none: its source's card says
// the shape too.
import type { GraphEdge } from '../../graph/graph';
import { overlap } from '../../lib/boxes';
import { textWidth } from '../../lib/textWidth';
import type { Box } from './boxes';
import type { Curve, Point } from './wire';

export interface LabelRequest {
  readonly edge: GraphEdge;
  readonly text: string;
  readonly curve: Curve;
  /** To be labelled whatever is said beside it. */
  readonly needed: boolean;
}

export interface PlacedLabel {
  readonly edge: GraphEdge;
  readonly text: string;
  readonly box: Box;
}

export const labelSize = 10.5;
const height = 16;
const air = 4;
/** Within this a tensor is not labelled twice. */
const apart = 420;
/** A label keeps clear of the arrow at the wire's end. */
const beforeEnd = 14;

/** How wide a label is with its rim. */
export const labelWidth = (text: string): number => textWidth(text, labelSize) + 12;

/** Places labels one after the other; none lies over a card, another label or one of `taken`. */
export function placeLabels(
  requests: readonly LabelRequest[],
  taken: readonly Box[],
  allowed: (box: Box) => boolean = () => true,
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const said = new Map<string, Point[]>();
  // Needed ones first; then straight wires before bent ones, which have less room beside them.
  const order = [...requests].sort(
    (a, b) => Number(b.needed) - Number(a.needed) || rise(a.curve) - rise(b.curve),
  );
  for (const { edge, text, curve, needed } of order) {
    const key = `${edge.from} ${text}`;
    const nearby = said.get(key) ?? [];
    const width = labelWidth(text);
    const box = candidates(curve, width).find(
      (candidate) =>
        allowed(candidate) &&
        (needed || !nearby.some((point) => distance(point, middle(candidate)) < apart)) &&
        !taken.some((other) => overlap(candidate, other, air)) &&
        !placed.some((other) => overlap(candidate, other.box, air)),
    );
    if (!box) continue;
    placed.push({ edge, text, box });
    said.set(key, [...nearby, middle(box)]);
  }
  return placed;
}

const rise = ({ points }: Curve): number => Math.abs((points.at(-1)?.y ?? 0) - (points[0]?.y ?? 0));

/** On the wire, from shortly before its end, where each wire is by itself, back to its beginning. */
function candidates({ points }: Curve, width: number): readonly Box[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const around = ({ x, y }: Point): Box => ({ x: x - width / 2, y: y - height / 2, width, height });
  const clear = points.filter(
    (point) =>
      distance(point, last) >= beforeEnd + Math.min(width / 2, 40) && distance(point, first) >= width / 2 + 2,
  );
  const straight = first.y === last.y && last.x > first.x;
  const middleOf = { x: (first.x + last.x - beforeEnd / 2) / 2, y: first.y };
  const centred = straight && last.x - first.x >= width + beforeEnd ? [middleOf] : [];
  return [...centred, ...[...clear].reverse()].map(around);
}

const middle = ({ x, y, width, height: high }: Box): Point => ({ x: x + width / 2, y: y + high / 2 });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
