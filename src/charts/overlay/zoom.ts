// What is seen of the x axis, and how keys and drags change it. Pure: the same for a pointer, a key and a test.
import type { Range } from './axes';

/** No closer than this share of the whole. */
const closest = 1 / 2000;

/** `factor` below 1 comes closer, above 1 goes away, around `centre`; undefined is all of it. */
export function zoomBy(
  view: Range,
  full: Range,
  factor: number,
  centre = (view[0] + view[1]) / 2,
): Range | undefined {
  const width = Math.max((full[1] - full[0]) * closest, (view[1] - view[0]) * factor);
  const share = (centre - view[0]) / (view[1] - view[0]);
  return within([centre - width * share, centre + width * (1 - share)], full);
}

/** Moves by a share of what is seen, and stops at the ends. */
export const panBy = (view: Range, full: Range, share: number): Range | undefined => {
  const by = (view[1] - view[0]) * share;
  return within([view[0] + by, view[1] + by], full);
};

/** The range moved into the whole; undefined where it is the whole. */
function within([from, to]: Range, full: Range): Range | undefined {
  const width = to - from;
  if (width >= (full[1] - full[0]) * 0.9999) return undefined;
  const start = Math.min(Math.max(from, full[0]), full[1] - width);
  return [start, start + width];
}

/** What a drag from one place to another selects; undefined where it is too short to mean a range. */
export function dragged(a: number, b: number, full: Range): Range | undefined {
  const from = Math.max(full[0], Math.min(a, b));
  const to = Math.min(full[1], Math.max(a, b));
  return to - from >= (full[1] - full[0]) * closest ? [from, to] : undefined;
}

/** A key's change of the view; `none` where it has none. */
export function zoomKey(key: string, view: Range, full: Range): Range | undefined | 'none' {
  switch (key) {
    case '+':
    case '=':
      return zoomBy(view, full, 0.5);
    case '-':
    case '_':
      return zoomBy(view, full, 2);
    case 'ArrowLeft':
      return panBy(view, full, -0.2);
    case 'ArrowRight':
      return panBy(view, full, 0.2);
    case 'Home':
      return panBy(view, full, -1e9);
    case 'End':
      return panBy(view, full, 1e9);
    case 'Escape':
    case '0':
      return undefined;
    default:
      return 'none';
  }
}
