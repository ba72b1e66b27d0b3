// The filter gradient of a convolution: every filter row is a run of consecutive floats of the padded image, so the
// gradient is a product of those runs with the output gradient, summed over pixels. Six floats of the run by eight
// output channels stay in registers while the pixels go by; the sums lie in tiles of 48 until all pixels are seen.
// biome-ignore lint/style/useImportType: AssemblyScript has no import of types.
import { Eight, Four, isEight } from './panel';
import { madd, storeLanes } from './simd';

/** Floats of a run held in registers, and bytes of a tile of sums: six by eight floats. */
const FLOATS = 6;
const TILE = 192;

/**
 * Adds to the tiles at `sums` for the rows of tiles `first` to `last` − 1: for each run (`x + offsets[run]`, of `length`
 * floats, six of them a row of tiles) and each channel o, `Σ x[pixel, run, l] · dy[pixel, o]` over
 * `images` × `rows` × `columns` pixels. Steps are bytes in x; dy lies densely but for `dyImageStep`. Reads up to 20
 * bytes past a run and 28 past dy, whose products are never used.
 */
export function addFilterGradient(
  x: usize,
  dy: usize,
  sums: usize,
  offsets: usize,
  first: i32,
  last: i32,
  length: i32,
  channels: i32,
  images: i32,
  imageStep: i32,
  dyImageStep: i32,
  rows: i32,
  rowStep: i32,
  columns: i32,
  columnStep: i32,
): void {
  const across = (length + FLOATS - 1) / FLOATS;
  const step = channels << 2;
  sums += first * ((channels + 7) >> 3) * TILE;
  for (let row = first; row < last; row++) {
    const run = row / across;
    const from = x + load<u32>(offsets + (run << 2)) + (((row - run * across) * FLOATS) << 2);
    for (let o = 0; o < channels; o += 8) {
      const g = dy + (o << 2);
      if (channels - o > 4)
        tile<Eight>(from, g, sums, step, images, imageStep, dyImageStep, rows, rowStep, columns, columnStep);
      else
        tile<Four>(from, g, sums, step, images, imageStep, dyImageStep, rows, rowStep, columns, columnStep);
      sums += TILE;
    }
  }
}

/** Writes the tiles of sums as the filter gradient [runs · length, channels]. */
export function writeFilterGradient(sums: usize, dw: usize, runs: i32, length: i32, channels: i32): void {
  for (let run = 0; run < runs; run++) {
    for (let l = 0; l < length; l += FLOATS) {
      const count = min(FLOATS, length - l);
      for (let o = 0; o < channels; o += 8) {
        for (let m = 0; m < count; m++) {
          const to = dw + ((((run * length + l + m) * channels) as usize) << 2) + (o << 2);
          const left = channels - o;
          storeLanes(to, v128.load(sums + (m << 5)), min(left, 4));
          if (left > 4) storeLanes(to + 16, v128.load(sums + (m << 5), 16), min(left - 4, 4));
        }
        sums += TILE;
      }
    }
  }
}

/** Adds to one tile of sums: of a `Panel` of four, the other four channels are passed over. */
function tile<Panel>(
  x: usize,
  dy: usize,
  sums: usize,
  dyStep: i32,
  images: i32,
  imageStep: i32,
  dyImageStep: i32,
  rows: i32,
  rowStep: i32,
  columns: i32,
  columnStep: i32,
): void {
  let a0 = v128.load(sums);
  let b0 = isEight<Panel>() ? v128.load(sums, 16) : a0;
  let a1 = v128.load(sums, 32);
  let b1 = isEight<Panel>() ? v128.load(sums, 48) : a1;
  let a2 = v128.load(sums, 64);
  let b2 = isEight<Panel>() ? v128.load(sums, 80) : a2;
  let a3 = v128.load(sums, 96);
  let b3 = isEight<Panel>() ? v128.load(sums, 112) : a3;
  let a4 = v128.load(sums, 128);
  let b4 = isEight<Panel>() ? v128.load(sums, 144) : a4;
  let a5 = v128.load(sums, 160);
  let b5 = isEight<Panel>() ? v128.load(sums, 176) : a5;
  for (let n = images; n > 0; n--) {
    let line = x;
    let g = dy;
    for (let row = rows; row > 0; row--) {
      let p = line;
      for (let column = columns; column > 0; column--) {
        const u = v128.load(g);
        const v = isEight<Panel>() ? v128.load(g, 16) : u;
        const s0 = v128.load32_splat(p);
        a0 = madd(s0, u, a0);
        if (isEight<Panel>()) b0 = madd(s0, v, b0);
        const s1 = v128.load32_splat(p, 4);
        a1 = madd(s1, u, a1);
        if (isEight<Panel>()) b1 = madd(s1, v, b1);
        const s2 = v128.load32_splat(p, 8);
        a2 = madd(s2, u, a2);
        if (isEight<Panel>()) b2 = madd(s2, v, b2);
        const s3 = v128.load32_splat(p, 12);
        a3 = madd(s3, u, a3);
        if (isEight<Panel>()) b3 = madd(s3, v, b3);
        const s4 = v128.load32_splat(p, 16);
        a4 = madd(s4, u, a4);
        if (isEight<Panel>()) b4 = madd(s4, v, b4);
        const s5 = v128.load32_splat(p, 20);
        a5 = madd(s5, u, a5);
        if (isEight<Panel>()) b5 = madd(s5, v, b5);
        p += columnStep;
        g += dyStep;
      }
      line += rowStep;
    }
    x += imageStep;
    dy += dyImageStep;
  }
  v128.store(sums, a0);
  if (isEight<Panel>()) v128.store(sums, b0, 16);
  v128.store(sums, a1, 32);
  if (isEight<Panel>()) v128.store(sums, b1, 48);
  v128.store(sums, a2, 64);
  if (isEight<Panel>()) v128.store(sums, b2, 80);
  v128.store(sums, a3, 96);
  if (isEight<Panel>()) v128.store(sums, b3, 112);
  v128.store(sums, a4, 128);
  if (isEight<Panel>()) v128.store(sums, b4, 144);
  v128.store(sums, a5, 160);
  if (isEight<Panel>()) v128.store(sums, b5, 176);
}
