// The gradients of a depthwise convolution, in which every channel is by itself: four channels go side by side, and
// neighbouring pixels or taps share what is loaded. With a channel multiplier the images come with their channels
// repeated, so that here each has one filter.
import { addDoubles, madd, storeLanes } from './simd';

/** Writes each of `count` floats `times` times in a row. */
export function repeatFloats(from: usize, to: usize, count: i32, times: i32): void {
  for (let i = 0; i < count; i++) {
    const value = load<f32>(from);
    from += 4;
    for (let m = 0; m < times; m++) {
      store<f32>(to, value);
      to += 4;
    }
  }
}

/** Writes the sums of `count` runs of `times` floats. */
export function sumRuns(from: usize, to: usize, count: i32, times: i32): void {
  for (let i = 0; i < count; i++) {
    let sum: f32 = 0;
    for (let m = 0; m < times; m++) {
      sum += load<f32>(from);
      from += 4;
    }
    store<f32>(to, sum);
    to += 4;
  }
}

/**
 * `y[p, q, c] = Σ_{i,j} x[p + i, q + j, c] · w[i, j, c]` for `rows` × `columns` pixels; rows, pixels and taps of x lie
 * `xRow`, `xPixel`, `tapRow` and `tapColumn` bytes apart, those of y `yRow` and `yPixel`, of w `wRow` and `wColumn`
 * (turned, they have a step below zero). Reads up to 12 bytes past x and w.
 */
export function depthwiseCorrelate(
  x: usize,
  y: usize,
  w: usize,
  rows: i32,
  columns: i32,
  channels: i32,
  xRow: i32,
  xPixel: i32,
  yRow: i32,
  yPixel: i32,
  tapRows: i32,
  tapColumns: i32,
  tapRow: i32,
  tapColumn: i32,
  wRow: i32,
  wColumn: i32,
): void {
  for (let p = 0; p < rows; p++) {
    for (let c = 0; c < channels; c += 4) {
      const shift = (c as usize) << 2;
      const lanes = channels - c;
      for (let q = 0; q < columns; q += 4) {
        // The last pixels of a row are computed together with some before them again.
        const first = min(q, max(columns - 4, 0));
        const last = min(columns, 4) - 1;
        const p0 = x + shift + first * xPixel;
        const step1 = min(1, last) * xPixel;
        const step2 = min(2, last) * xPixel;
        const step3 = last * xPixel;
        let a0 = f32x4.splat(0);
        let a1 = a0;
        let a2 = a0;
        let a3 = a0;
        for (let i = 0; i < tapRows; i++) {
          let at = p0 + i * tapRow;
          let weight = w + shift + i * wRow;
          for (let j = 0; j < tapColumns; j++) {
            const u = v128.load(weight);
            a0 = madd(v128.load(at), u, a0);
            a1 = madd(v128.load(at + step1), u, a1);
            a2 = madd(v128.load(at + step2), u, a2);
            a3 = madd(v128.load(at + step3), u, a3);
            at += tapColumn;
            weight += wColumn;
          }
        }
        let to = y + shift + first * yPixel;
        storeLanes(to, a0, lanes);
        if (last < 1) continue;
        to += yPixel;
        storeLanes(to, a1, lanes);
        if (last < 2) continue;
        to += yPixel;
        storeLanes(to, a2, lanes);
        if (last < 3) continue;
        storeLanes(to + yPixel, a3, lanes);
      }
    }
    x += xRow;
    y += yRow;
  }
}

/** Pixels whose products are added up in floats before they go into doubles. */
const PIXELS: i32 = 32;

/**
 * Adds to the doubles at `sums` [taps, channels rounded up to 4]: `Σ_{p,q} x[p·s + i, q·s + j, c] · dy[p, q, c]` over
 * one image. Steps in bytes: from one output row (`xRow`) and column (`xPixel`) to the next in x, and from tap to tap.
 * Three taps of a filter row go side by side; x and dy are read up to 12 bytes past their end.
 */
export function addDepthwiseFilter(
  x: usize,
  dy: usize,
  sums: usize,
  rows: i32,
  columns: i32,
  channels: i32,
  xRow: i32,
  xPixel: i32,
  tapRows: i32,
  tapColumns: i32,
  tapRow: i32,
  tapColumn: i32,
): void {
  const pixel = channels << 2;
  const slot = (((channels + 3) & ~3) as usize) << 3;
  const most = max(1, PIXELS / columns);
  for (let p = 0; p < rows; p += most) {
    const count = min(most, rows - p);
    for (let c = 0; c < channels; c += 4) {
      const shift = (c as usize) << 2;
      let to = sums + ((c as usize) << 3);
      for (let i = 0; i < tapRows; i++) {
        for (let j = 0; j < tapColumns; j += 3) {
          const from = x + shift + i * tapRow + j * tapColumn;
          const left = tapColumns - j;
          addTaps(from, dy + shift, to, slot, left, count, columns, xRow, xPixel, tapColumn, pixel);
          to += slot * min(left, 3);
        }
      }
    }
    x += count * xRow;
    dy += count * columns * pixel;
  }
}

function addTaps(
  x: usize,
  dy: usize,
  sums: usize,
  slot: usize,
  taps: i32,
  rows: i32,
  columns: i32,
  xRow: i32,
  xPixel: i32,
  tapColumn: i32,
  pixel: i32,
): void {
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let a2 = a0;
  const second = taps > 1 ? tapColumn : 0;
  const third = taps > 2 ? 2 * tapColumn : 0;
  for (let p = 0; p < rows; p++) {
    let at = x;
    for (let q = 0; q < columns; q++) {
      const g = v128.load(dy);
      a0 = madd(v128.load(at), g, a0);
      a1 = madd(v128.load(at + second), g, a1);
      a2 = madd(v128.load(at + third), g, a2);
      at += xPixel;
      dy += pixel;
    }
    x += xRow;
  }
  addDoubles(sums, a0);
  if (taps > 1) addDoubles(sums + slot, a1);
  if (taps > 2) addDoubles(sums + 2 * slot, a2);
}

/** Adds `parts` blocks of sums [taps, channels rounded up to 4] in their order and writes them as floats, densely. */
export function writeDepthwiseFilter(sums: usize, parts: i32, taps: i32, channels: i32, dw: usize): void {
  const width = (channels + 3) & ~3;
  const block = ((taps * width) as usize) << 3;
  for (let tap = 0; tap < taps; tap++) {
    for (let c = 0; c < channels; c++) {
      let at = sums + (((tap * width + c) as usize) << 3);
      let sum: f64 = 0;
      for (let part = 0; part < parts; part++) {
        sum += load<f64>(at);
        at += block;
      }
      store<f32>(dw, sum as f32);
      dw += 4;
    }
  }
}
