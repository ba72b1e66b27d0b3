// The convolution that an input gradient is: each output pixel is a sum, over runs of consecutive floats of a padded
// image, of the float times a row of eight output channels. The inner loop holds six
// pixels by eight channels in registers: twelve multiply-adds for eight loads.
// biome-ignore lint/style/useImportType: AssemblyScript has no import of types.
import { Eight, Four, isEight } from './panel';
import { madd, splat, storeLanes } from './simd';

/** Pixels held in registers. */
const PIXELS = 6;

// What does not change from tile to tile: in variables of the module, because the tile kernel
// would otherwise take many arguments.
let taps: i32 = 0;
let tapStep: i32 = 0;
let runLength: i32 = 0;

/**
 * The sums that follow read `tapCount` runs of `length` floats, `tapBytes` apart.
 */
export function setCorrelation(tapCount: i32, tapBytes: i32, length: i32): void {
  taps = tapCount;
  tapStep = tapBytes;
  runLength = length;
}

/**
 * For each pixel k < `count` of a table of pairs (offset in x, offset in y), and each channel o < `channels`:
 * `y[k, o] = Σ x[k, run, l] · w[run, l, o]`. `w` is packed in panels (pack.ts).
 */
export function correlate(x: usize, y: usize, table: usize, count: i32, w: usize, channels: i32): void {
  const panel = taps * runLength * 32;
  for (let o = 0; o < channels; o += 8) {
    const left = channels - o;
    for (let k = 0; k < count; k += PIXELS) {
      const first = table + (min(k, max(count - PIXELS, 0)) << 3);
      const spare = min(PIXELS, count) - 1;
      if (left > 4) tile<Eight>(x, y + (o << 2), first, spare, w, min(left, 8));
      else tile<Four>(x, y + (o << 2), first, spare, w, left);
    }
    w += panel;
  }
}

/** The entry of pixel `at`, or of the last there is: with fewer than six pixels the last is computed repeatedly. */
function entry(table: usize, at: i32, last: i32): usize {
  return table + (min(at, last) << 3);
}

/** The four or eight sums of one pixel. */
function write<Panel>(at: usize, a: v128, b: v128, columns: i32): void {
  if (isEight<Panel>()) {
    v128.store(at, a);
    storeLanes(at + 16, b, columns - 4);
  } else storeLanes(at, a, columns);
}

/** One tile: of a `Panel` of four, the other four channels are passed over. */
function tile<Panel>(x: usize, y: usize, table: usize, last: i32, w: usize, columns: i32): void {
  const t1 = entry(table, 1, last);
  const t2 = entry(table, 2, last);
  const t3 = entry(table, 3, last);
  const t4 = entry(table, 4, last);
  const t5 = entry(table, 5, last);
  let p0 = x + load<u32>(table);
  let p1 = x + load<u32>(t1);
  let p2 = x + load<u32>(t2);
  let p3 = x + load<u32>(t3);
  let p4 = x + load<u32>(t4);
  let p5 = x + load<u32>(t5);
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let a1 = a0;
  let b1 = b0;
  let a2 = a0;
  let b2 = b0;
  let a3 = a0;
  let b3 = b0;
  let a4 = a0;
  let b4 = b0;
  let a5 = a0;
  let b5 = b0;
  const length = runLength;
  const nextTap = tapStep - (length << 2);
  for (let tap = taps; tap > 0; tap--) {
    for (let l = length; l > 0; l--) {
      const u = v128.load(w);
      const v = isEight<Panel>() ? v128.load(w, 16) : u;
      w += 32;
      const s0 = splat(p0);
      a0 = madd(s0, u, a0);
      if (isEight<Panel>()) b0 = madd(s0, v, b0);
      p0 += 4;
      const s1 = splat(p1);
      a1 = madd(s1, u, a1);
      if (isEight<Panel>()) b1 = madd(s1, v, b1);
      p1 += 4;
      const s2 = splat(p2);
      a2 = madd(s2, u, a2);
      if (isEight<Panel>()) b2 = madd(s2, v, b2);
      p2 += 4;
      const s3 = splat(p3);
      a3 = madd(s3, u, a3);
      if (isEight<Panel>()) b3 = madd(s3, v, b3);
      p3 += 4;
      const s4 = splat(p4);
      a4 = madd(s4, u, a4);
      if (isEight<Panel>()) b4 = madd(s4, v, b4);
      p4 += 4;
      const s5 = splat(p5);
      a5 = madd(s5, u, a5);
      if (isEight<Panel>()) b5 = madd(s5, v, b5);
      p5 += 4;
    }
    p0 += nextTap;
    p1 += nextTap;
    p2 += nextTap;
    p3 += nextTap;
    p4 += nextTap;
    p5 += nextTap;
  }
  write<Panel>(y + load<u32>(table, 4), a0, b0, columns);
  write<Panel>(y + load<u32>(t1, 4), a1, b1, columns);
  write<Panel>(y + load<u32>(t2, 4), a2, b2, columns);
  write<Panel>(y + load<u32>(t3, 4), a3, b3, columns);
  write<Panel>(y + load<u32>(t4, 4), a4, b4, columns);
  write<Panel>(y + load<u32>(t5, 4), a5, b5, columns);
}
