// Thousands of points on hundreds of pixels: of every column of pixels the first, least, greatest and last value are
// drawn, which gives the same picture as all of them (M4: Jugel et al. 2014, "M4: a visualization-oriented time series
// data aggregation").
import { indexAt, type Line } from './overlay';

/** Pixels of a value; NaN where an axis cannot show it. */
export type ToPixel = (value: number) => number;

/**
 * The line as pixel pairs x0, y0, x1, y1 …, between the x values `from` and `to` and one point beyond each, so that
 * the line runs on to the edges. A gap is passed over: the points beside it are joined.
 */
export function decimate(
  line: Line,
  from: number,
  to: number,
  toX: ToPixel,
  toY: ToPixel,
  columnWidth = 1,
): Float64Array {
  const { first, last } = seen(line, from, to);
  const out = new Float64Array(Math.max(0, last - first + 1) * 2);
  let size = 0;
  const put = (i: number) => {
    const y = toY(line.y[i] ?? Number.NaN);
    if (Number.isNaN(y)) return;
    out[size] = toX(line.x[i] ?? 0);
    out[size + 1] = y;
    size += 2;
  };
  let i = first;
  while (i <= last) {
    const column = Math.floor(toX(line.x[i] ?? 0) / columnWidth);
    let end = i;
    let least = -1;
    let most = -1;
    while (end <= last && Math.floor(toX(line.x[end] ?? 0) / columnWidth) === column) {
      const y = toY(line.y[end] ?? Number.NaN);
      if (!Number.isNaN(y)) {
        if (least < 0 || y < toY(line.y[least] ?? 0)) least = end;
        if (most < 0 || y > toY(line.y[most] ?? 0)) most = end;
      }
      end += 1;
    }
    putColumn(i, end - 1, least, most, put);
    i = end;
  }
  return out.slice(0, size);
}

/** First, least, greatest and last in their order, each once. */
function putColumn(first: number, last: number, least: number, most: number, put: (i: number) => void): void {
  put(first);
  if (last === first) return;
  const early = Math.min(least, most);
  const late = Math.max(least, most);
  if (early > first && early < last) put(early);
  if (late > first && late < last && late !== early) put(late);
  put(last);
}

interface Span {
  readonly first: number;
  readonly last: number;
}

const seen = (line: Line, from: number, to: number): Span => ({
  first: Math.max(0, indexAt(line.x, from)),
  last: Math.min(line.x.length - 1, indexAt(line.x, to) + 1),
});

/** Whether the columns hold two points and more: then a line goes up and down within them. */
export function isDense(line: Line, from: number, to: number, toX: ToPixel): boolean {
  const { first, last } = seen(line, from, to);
  return last - first > 2 * (toX(to) - toX(from));
}

/**
 * What a dense line covers: around the least and greatest value of every column, `pad` pixels wider for the line's own
 * width. The same picture as the line, at a tenth of the cost of stroking it. Pixel pairs, to be filled.
 */
export function envelope(
  line: Line,
  from: number,
  to: number,
  toX: ToPixel,
  toY: ToPixel,
  pad: number,
): Float64Array {
  const { first, last } = seen(line, from, to);
  const top: number[] = [];
  const bottom: number[] = [];
  let column = Number.NaN;
  for (let i = first; i <= last; i += 1) {
    const y = toY(line.y[i] ?? Number.NaN);
    if (Number.isNaN(y)) continue;
    const x = Math.floor(toX(line.x[i] ?? 0));
    const end = top.length - 1;
    if (x === column) {
      top[end] = Math.min(top[end] ?? y, y - pad);
      bottom[end] = Math.max(bottom[end] ?? y, y + pad);
      continue;
    }
    column = x;
    top.push(x + 0.5, y - pad);
    bottom.push(x + 0.5, y + pad);
  }
  const out = new Float64Array(top.length * 2);
  out.set(top);
  for (let i = 0; i < bottom.length; i += 2) {
    out[top.length + i] = bottom[bottom.length - 2 - i] ?? 0;
    out[top.length + i + 1] = bottom[bottom.length - 1 - i] ?? 0;
  }
  return out;
}

/**
 * A line that is smooth already, by the last value of every `columnWidth` pixels: what it leaves out is less than its
 * own smoothing does, and it can be dashed.
 */
export function sample(
  line: Line,
  from: number,
  to: number,
  toX: ToPixel,
  toY: ToPixel,
  columnWidth: number,
): Float64Array {
  const { first, last } = seen(line, from, to);
  const out: number[] = [];
  let column = Number.NaN;
  for (let i = first; i <= last; i += 1) {
    const y = toY(line.y[i] ?? Number.NaN);
    if (Number.isNaN(y)) continue;
    const x = toX(line.x[i] ?? 0);
    const now = Math.floor(x / columnWidth);
    // The first point stands; after it, each column's last.
    if (now === column && out.length > 2) out.length -= 2;
    out.push(x, y);
    column = now;
  }
  return Float64Array.from(out);
}
