// Passes over single tensors that tf.js makes several of, or one element at a time.
import { madd, storeLanes } from './simd';

/** `dx = dy` where x > 0, else 0, over `count` floats. */
export function reluGradient(x: usize, dy: usize, dx: usize, count: i32): void {
  const zero = f32x4.splat(0);
  let at: usize = 0;
  const whole = ((count & ~3) as usize) << 2;
  for (; at < whole; at += 16)
    v128.store(dx + at, v128.and(v128.load(dy + at), f32x4.gt(v128.load(x + at), zero)));
  const end = (count as usize) << 2;
  for (; at < end; at += 4) store<f32>(dx + at, load<f32>(x + at) > 0 ? load<f32>(dy + at) : 0);
}

/**
 * `ln x` for x > 0 to about 1e-7, relative: x = 2^n·m with m in √½…√2, and ln m as its polynomial in m − 1 (Moshier's
 * Cephes, logf). Infinity, zero and below are the caller's.
 */
function log(x: v128): v128 {
  let n = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f800000));
  const large = f32x4.gt(m, f32x4.splat(Math.SQRT2 as f32));
  m = v128.bitselect(f32x4.mul(m, f32x4.splat(0.5)), m, large);
  // A comparison gives −1 where it holds.
  n = i32x4.sub(n, large);
  const r = f32x4.sub(m, f32x4.splat(1));
  let p = madd(f32x4.splat(7.0376836292e-2), r, f32x4.splat(-1.151461031e-1));
  p = madd(p, r, f32x4.splat(1.167699874e-1));
  p = madd(p, r, f32x4.splat(-1.2420140846e-1));
  p = madd(p, r, f32x4.splat(1.4249322787e-1));
  p = madd(p, r, f32x4.splat(-1.6668057665e-1));
  p = madd(p, r, f32x4.splat(2.0000714765e-1));
  p = madd(p, r, f32x4.splat(-2.4999993993e-1));
  p = madd(p, r, f32x4.splat(3.3333331174e-1));
  const squared = f32x4.mul(r, r);
  const whole = f32x4.convert_i32x4_s(n);
  let sum = f32x4.mul(f32x4.mul(squared, r), p);
  sum = madd(whole, f32x4.splat(-2.1219444e-4), sum);
  sum = madd(squared, f32x4.splat(-0.5), sum);
  sum = f32x4.add(r, sum);
  return madd(whole, f32x4.splat(0.693359375), sum);
}

/**
 * `y = ln(1 + x)` over `count` floats. With u = 1 + x as it is rounded, `ln u · x/(u − 1)` undoes the rounding (Kahan);
 * where u is 1 it is x. Reads up to 12 bytes past x.
 */
export function log1p(x: usize, y: usize, count: i32): void {
  const one = f32x4.splat(1);
  const infinite = f32x4.splat(Infinity);
  for (let left = count; left > 0; left -= 4) {
    const value = v128.load(x);
    const u = f32x4.add(one, value);
    const rounded = f32x4.sub(u, one);
    const found = f32x4.mul(log(u), f32x4.div(value, rounded));
    let result = v128.bitselect(value, found, f32x4.eq(rounded, f32x4.splat(0)));
    result = v128.bitselect(f32x4.neg(infinite), result, f32x4.eq(u, f32x4.splat(0)));
    // What is not a number stays so, and below −1 there is none.
    const sound = v128.and(f32x4.ge(u, f32x4.splat(0)), f32x4.lt(u, infinite));
    const outside = v128.bitselect(value, f32x4.splat(NaN), f32x4.eq(u, infinite));
    storeLanes(y, v128.bitselect(result, outside, sound), left);
    x += 16;
    y += 16;
  }
}
