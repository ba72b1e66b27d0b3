// Batch norm in training, in as few passes over memory as it can be done: one to find mean and variance and one to
// normalise; one to add up the gradients and one to apply them. Sums are kept in doubles between pieces of rows, so
// that large batches lose no digits.
import { addDoubles, highHalf, madd } from './simd';

/** Floats of a piece: two of them fit the first-level cache side by side. */
const PIECE: i32 = 4096;

/**
 * Mean and sum of squared differences from it, for each of `channels` columns of x [rows, channels], written as doubles
 * to `means` and `squares`, which have room for whole vectors of four. Within a piece the mean comes first; pieces are
 * joined as in Chan, Golub & LeVeque 1979. Reads up to 12 bytes past x.
 */
export function batchMoments(x: usize, rows: i32, channels: i32, means: usize, squares: usize): void {
  const pitch = channels << 2;
  const most = max(1, PIECE / channels);
  const bytes = (((channels + 3) & ~3) as usize) << 3;
  memory.fill(means, 0, bytes);
  memory.fill(squares, 0, bytes);
  for (let seen = 0; seen < rows; seen += most) {
    const count = min(most, rows - seen);
    const total = (seen + count) as f64;
    const weight = (count as f64) / total;
    const between = weight * (seen as f64);
    for (let c = 0; c < channels; c += 4) {
      const column = x + (c << 2);
      const mean = f32x4.mul(sumColumn(column, pitch, count), f32x4.splat((1 / (count as f64)) as f32));
      const spread = spreadColumn(column, pitch, count, mean);
      const at = (c as usize) << 3;
      join(
        means + at,
        squares + at,
        f64x2.promote_low_f32x4(mean),
        f64x2.promote_low_f32x4(spread),
        weight,
        between,
      );
      join(means + at + 16, squares + at + 16, highHalf(mean), highHalf(spread), weight, between);
    }
    x += count * pitch;
  }
}

/** Joins a piece's mean and squares to those before: with Δ the difference of means, M₂ grows by Δ²·n₁n₂/(n₁+n₂). */
function join(means: usize, squares: usize, mean: v128, spread: v128, weight: f64, between: f64): void {
  const before = v128.load(means);
  const delta = f64x2.sub(mean, before);
  v128.store(means, f64x2.add(before, f64x2.mul(delta, f64x2.splat(weight))));
  const apart = f64x2.mul(f64x2.mul(delta, delta), f64x2.splat(between));
  v128.store(squares, f64x2.add(f64x2.add(v128.load(squares), spread), apart));
}

/** Four neighbouring columns added up over `count` rows; four sums go side by side so that additions overlap. */
export function sumColumn(x: usize, pitch: i32, count: i32): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let row = count;
  for (; row >= 4; row -= 4) {
    a = f32x4.add(a, v128.load(x));
    x += pitch;
    b = f32x4.add(b, v128.load(x));
    x += pitch;
    c = f32x4.add(c, v128.load(x));
    x += pitch;
    d = f32x4.add(d, v128.load(x));
    x += pitch;
  }
  for (; row > 0; row--) {
    a = f32x4.add(a, v128.load(x));
    x += pitch;
  }
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

function square(x: usize, mean: v128, sum: v128): v128 {
  const d = f32x4.sub(v128.load(x), mean);
  return madd(d, d, sum);
}

function spreadColumn(x: usize, pitch: i32, count: i32, mean: v128): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let row = count;
  for (; row >= 4; row -= 4) {
    a = square(x, mean, a);
    x += pitch;
    b = square(x, mean, b);
    x += pitch;
    c = square(x, mean, c);
    x += pitch;
    d = square(x, mean, d);
    x += pitch;
  }
  for (; row > 0; row--) {
    a = square(x, mean, a);
    x += pitch;
  }
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/**
 * `y = (x − m)·a + b` over `count` floats, where m, a and b are `period` floats that repeat, one after the other at
 * `constants`; the period is a multiple of four and of the number of channels.
 */
export function normalise(x: usize, y: usize, count: i32, constants: usize, period: i32): void {
  const bytes = (period as usize) << 2;
  const end = x + ((count as usize) << 2);
  const whole = x + (((count & ~3) as usize) << 2);
  let k: usize = 0;
  for (; x < whole; x += 16) {
    const m = v128.load(constants + k);
    const a = v128.load(constants + bytes + k);
    const b = v128.load(constants + 2 * bytes + k);
    v128.store(y, madd(f32x4.sub(v128.load(x), m), a, b));
    y += 16;
    k += 16;
    if (k === bytes) k = 0;
  }
  for (; x < end; x += 4) {
    const m = load<f32>(constants + k);
    store<f32>(
      y,
      (load<f32>(x) - m) * load<f32>(constants + bytes + k) + load<f32>(constants + 2 * bytes + k),
    );
    y += 4;
    k += 4;
  }
}

/**
 * `Σ dy` and `Σ dy·(x − mean)` for each column of dy and x [rows, channels], written as doubles to `sums` and
 * `products`, which have room for whole vectors of four, as has `mean`. Reads up to 12 bytes past dy and x.
 */
export function batchGradientSums(
  dy: usize,
  x: usize,
  mean: usize,
  rows: i32,
  channels: i32,
  sums: usize,
  products: usize,
): void {
  const pitch = channels << 2;
  const most = max(1, PIECE / 2 / channels);
  const bytes = (((channels + 3) & ~3) as usize) << 3;
  memory.fill(sums, 0, bytes);
  memory.fill(products, 0, bytes);
  for (let seen = 0; seen < rows; seen += most) {
    const count = min(most, rows - seen);
    for (let c = 0; c < channels; c += 4) {
      const column = (c as usize) << 2;
      const at = column << 1;
      addDoubles(sums + at, sumColumn(dy + column, pitch, count));
      addDoubles(
        products + at,
        productColumn(dy + column, x + column, pitch, count, v128.load(mean + column)),
      );
    }
    dy += count * pitch;
    x += count * pitch;
  }
}

function productColumn(dy: usize, x: usize, pitch: i32, count: i32, mean: v128): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let row = count;
  for (; row >= 2; row -= 2) {
    a = madd(v128.load(dy), f32x4.sub(v128.load(x), mean), a);
    b = madd(v128.load(dy + pitch), f32x4.sub(v128.load(x + pitch), mean), b);
    dy += pitch << 1;
    x += pitch << 1;
  }
  if (row > 0) a = madd(v128.load(dy), f32x4.sub(v128.load(x), mean), a);
  return f32x4.add(a, b);
}

/** `dx = dy·a + (x − m)·b + d` over `count` floats; m, a, b and d repeat as in `normalise`. */
export function applyBatchGradient(
  dy: usize,
  x: usize,
  dx: usize,
  count: i32,
  constants: usize,
  period: i32,
): void {
  const bytes = (period as usize) << 2;
  const end = x + ((count as usize) << 2);
  const whole = x + (((count & ~3) as usize) << 2);
  let k: usize = 0;
  for (; x < whole; x += 16) {
    const at = constants + k;
    const d = madd(
      f32x4.sub(v128.load(x), v128.load(at)),
      v128.load(at + 2 * bytes),
      v128.load(at + 3 * bytes),
    );
    v128.store(dx, madd(v128.load(dy), v128.load(at + bytes), d));
    dy += 16;
    dx += 16;
    k += 16;
    if (k === bytes) k = 0;
  }
  for (; x < end; x += 4) {
    const at = constants + k;
    const d = (load<f32>(x) - load<f32>(at)) * load<f32>(at + 2 * bytes) + load<f32>(at + 3 * bytes);
    store<f32>(dx, load<f32>(dy) * load<f32>(at + bytes) + d);
    dy += 4;
    dx += 4;
    k += 4;
  }
}
