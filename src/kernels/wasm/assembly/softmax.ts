// Mean softmax cross-entropy with its gradient. `exp` and `log` are written out here, because the standard library's
// read tables from static data, which this module cannot have.
import { madd, storeLanes } from './simd';

/**
 * `e^x` for x ≤ 0 to about 1e-7, relative: `e^x = 2^n·e^r` with |r| ≤ ln2/2 and e^r as its polynomial (Moshier's Cephes,
 * expf). Below −87 it is cut off at e^−87, about 1e-38.
 */
function exp(given: v128): v128 {
  const x = f32x4.pmax(given, f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(Math.LOG2E as f32)));
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.1219444e-4), r);
  let p = madd(f32x4.splat(1.98756915e-4), r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  const e = madd(f32x4.mul(r, r), p, f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(e, power);
}

/** `ln x` for x ≥ 1 in doubles: 2^n·m with m in √½…√2, and `ln m = 2·artanh(s)`, s = (m−1)/(m+1), by its series. */
function log(x: f64): f64 {
  let bits = reinterpret<u64>(x);
  let n = ((bits >> 52) as i32) - 1023;
  bits = (bits & 0x000fffffffffffff) | 0x3ff0000000000000;
  let m = reinterpret<f64>(bits);
  if (m > Math.SQRT2) {
    m *= 0.5;
    n += 1;
  }
  const s = (m - 1) / (m + 1);
  const q = s * s;
  const series = 1 + q * (1 / 3.0 + q * (1 / 5.0 + q * (1 / 7.0 + q * (1 / 9.0 + q * (1 / 11.0)))));
  return (n as f64) * Math.LN2 + 2 * s * series;
}

/** Puts the exponentials of `count` floats in their place and returns their sum. */
function exponentials(at: usize, count: i32): f32 {
  let sum: f32 = 0;
  for (let left = count; left > 0; left -= 4) {
    const e = exp(v128.load(at));
    storeLanes(at, e, left);
    sum += f32x4.extract_lane(e, 0);
    if (left > 1) sum += f32x4.extract_lane(e, 1);
    if (left > 2) sum += f32x4.extract_lane(e, 2);
    if (left > 3) sum += f32x4.extract_lane(e, 3);
    at += 16;
  }
  return sum;
}

/**
 * Writes the mean over `rows` of `−Σ expected·log softmax(logits)` to `loss`, and `(softmax − expected)/rows` to
 * `gradient`; all [rows, classes]. Reads up to 12 bytes past `gradient`.
 */
export function softmaxCrossEntropy(
  logits: usize,
  expected: usize,
  gradient: usize,
  loss: usize,
  rows: i32,
  classes: i32,
): void {
  const pitch = (classes as usize) << 2;
  const bytes = pitch * rows;
  for (let row: usize = 0; row < bytes; row += pitch) {
    let largest = load<f32>(logits + row);
    for (let c: usize = 4; c < pitch; c += 4) largest = max(largest, load<f32>(logits + row + c));
    for (let c: usize = 0; c < pitch; c += 4)
      store<f32>(gradient + row + c, load<f32>(logits + row + c) - largest);
  }
  let total: f64 = 0;
  const share = (1 / (rows as f64)) as f32;
  for (let row: usize = 0; row < bytes; row += pitch) {
    const to = gradient + row;
    let weight: f64 = 0;
    for (let c: usize = 0; c < pitch; c += 4) {
      const target = load<f32>(expected + row + c);
      // A class that is not expected adds nothing, even where its probability is zero.
      if (target !== 0) total -= (target * load<f32>(to + c)) as f64;
      weight += target as f64;
    }
    const sum = exponentials(to, classes);
    total += weight * log(sum as f64);
    const scale: f32 = (1 as f32) / sum;
    for (let c: usize = 0; c < pitch; c += 4)
      store<f32>(to + c, (load<f32>(to + c) * scale - load<f32>(expected + row + c)) * share);
  }
  store<f32>(loss, (total / (rows as f64)) as f32);
}
