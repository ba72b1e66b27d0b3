// A long network as rows, as text has lines: a network of 150 layers in one line is 30,000 pixels long and cannot be
// read. A row ends only where a single tensor passes, so that no block is torn apart.
import { extent } from '../lib/boxes';
import type { NodeId } from '../lib/ids';
import type { Box } from '../lib/turned';
import type { CardWire } from './request';

type Boxes = ReadonlyMap<NodeId, Box>;

/** A row breaks only where the drawing is this much wider than it is high… */
const longest = 5;
/** …and rows are then as long as gives the whole about this width to height. */
const wanted = 1.7;
/** A network of fewer columns' width than this stays one line. */
const leastWidth = 3000;
const rowGap = 110;

/** What a cut costs for each further wire that it tears; a row twice as long as wanted costs 1. */
const perWire = 0.2;

interface Segment {
  readonly ids: readonly NodeId[];
  readonly left: number;
  readonly right: number;
  /** Wires that a cut before it would lead to the row above. */
  readonly torn: number;
}

/** The boxes in rows, each starting at the left again; the same boxes where one line is fine. */
export function inRows(boxes: Boxes, wires: readonly CardWire[]): Boxes {
  const all = extent([...boxes.values()]);
  if (all.width < leastWidth || all.width < longest * all.height) return boxes;
  const segments = segmentsOf(boxes, wires);
  if (segments.length < 2) return boxes;
  const rows = bestRows(segments, all.height + rowGap);
  return stacked(boxes, rows);
}

/** Cuts the line wherever the wires that pass come from one card. */
function segmentsOf(boxes: Boxes, wires: readonly CardWire[]): readonly Segment[] {
  const order = [...boxes].sort(([, a], [, b]) => a.x - b.x);
  const targets = new Map<NodeId, number[]>();
  for (const { from, to } of wires) targets.set(from, [...(targets.get(from) ?? []), boxes.get(to)?.x ?? 0]);
  const segments: { ids: NodeId[]; left: number; right: number; torn: number }[] = [];
  // Cards whose tensor is still wanted further right.
  let open: { readonly ends: readonly number[] }[] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const [id, box] of order) {
    const last = segments.at(-1);
    open = open.filter(({ ends }) => ends.some((end) => end >= box.x));
    if (!last || (open.length <= 1 && box.x > reach)) {
      const torn = open.flatMap(({ ends }) => ends.filter((end) => end >= box.x)).length;
      segments.push({ ids: [id], left: box.x, right: box.x + box.width, torn });
    } else {
      last.ids.push(id);
      last.right = Math.max(last.right, box.x + box.width);
    }
    const ends = targets.get(id);
    if (ends) open.push({ ends });
    reach = Math.max(reach, box.x + box.width);
  }
  return segments;
}

/** Rows near the length that gives the whole the wanted proportion, cut where few wires are torn. */
function bestRows(segments: readonly Segment[], rowHeight: number): readonly (readonly Segment[])[] {
  const width = (segments.at(-1)?.right ?? 0) - (segments[0]?.left ?? 0);
  const length = width / Math.max(2, Math.round(Math.sqrt(width / (wanted * rowHeight))));
  // best[end]: the cheapest rows of the segments before `end`, and where the last of them starts.
  const best: { readonly cost: number; readonly start: number }[] = [{ cost: 0, start: 0 }];
  for (let end = 1; end <= segments.length; end += 1) {
    let found = { cost: Number.POSITIVE_INFINITY, start: 0 };
    for (let start = end - 1; start >= 0; start -= 1) {
      const [first, last] = [segments[start], segments[end - 1]];
      if (!first || !last) continue;
      const over = (last.right - first.left) / length - 1;
      if (over > 1) break;
      // The last row may be shorter, as the last line of a text.
      const uneven = over * over * (over < 0 && end === segments.length ? 0.5 : 1);
      const cut = start === 0 ? 0 : perWire * (first.torn - 1);
      const cost = (best[start]?.cost ?? 0) + uneven + cut;
      if (cost < found.cost) found = { cost, start };
    }
    best.push(found);
  }
  const rows: (readonly Segment[])[] = [];
  for (let end = segments.length; end > 0; ) {
    const start = best[end]?.start ?? 0;
    rows.unshift(segments.slice(start, end));
    end = start;
  }
  return rows;
}

function stacked(boxes: Boxes, rows: readonly (readonly Segment[])[]): Boxes {
  const placed = new Map<NodeId, Box>();
  let y = 0;
  for (const row of rows) {
    const ids = row.flatMap((segment) => segment.ids);
    const around = extent(ids.flatMap((id) => boxes.get(id) ?? []));
    for (const id of ids) {
      const box = boxes.get(id);
      if (box) placed.set(id, { ...box, x: box.x - around.x, y: box.y - around.y + y });
    }
    y += around.height + rowGap;
  }
  return placed;
}
