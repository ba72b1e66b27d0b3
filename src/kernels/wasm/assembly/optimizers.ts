// One optimiser's step for one variable, each value read and written once. Formulas and constants as in the operation
// that calls them; `rate` and `epsilon` come with Adam's bias corrections gathered in, and `rest` is 1 − decay, taken in
// doubles by the caller.
import { madd } from './simd';

/** `to = w − η·g` over `count` floats. */
export function updateSgd(w: usize, g: usize, to: usize, count: i32, rate: f32): void {
  const r = f32x4.splat(rate);
  let at: usize = 0;
  const whole = ((count & ~3) as usize) << 2;
  for (; at < whole; at += 16)
    v128.store(to + at, f32x4.sub(v128.load(w + at), f32x4.mul(v128.load(g + at), r)));
  const end = (count as usize) << 2;
  for (; at < end; at += 4) store<f32>(to + at, load<f32>(w + at) - load<f32>(g + at) * rate);
}

/** `m' = decay·m + g; w' = w − η·m'`. */
export function updateMomentum(
  w: usize,
  g: usize,
  m: usize,
  toW: usize,
  toM: usize,
  count: i32,
  rate: f32,
  decay: f32,
): void {
  const r = f32x4.splat(rate);
  const keep = f32x4.splat(decay);
  let at: usize = 0;
  const whole = ((count & ~3) as usize) << 2;
  for (; at < whole; at += 16) {
    const next = madd(v128.load(m + at), keep, v128.load(g + at));
    v128.store(toM + at, next);
    v128.store(toW + at, f32x4.sub(v128.load(w + at), f32x4.mul(next, r)));
  }
  const end = (count as usize) << 2;
  for (; at < end; at += 4) {
    const next = load<f32>(m + at) * decay + load<f32>(g + at);
    store<f32>(toM + at, next);
    store<f32>(toW + at, load<f32>(w + at) - next * rate);
  }
}

/** `s' = decay·s + (1 − decay)·g²; w' = w − η·g/√(s' + ε)`. */
export function updateRmsprop(
  w: usize,
  g: usize,
  s: usize,
  toW: usize,
  toS: usize,
  count: i32,
  rate: f32,
  epsilon: f32,
  decay: f32,
  rest: f32,
): void {
  const r = f32x4.splat(rate);
  const e = f32x4.splat(epsilon);
  const keep = f32x4.splat(decay);
  const take = f32x4.splat(rest);
  let at: usize = 0;
  const whole = ((count & ~3) as usize) << 2;
  for (; at < whole; at += 16) {
    const gradient = v128.load(g + at);
    const next = madd(v128.load(s + at), keep, f32x4.mul(f32x4.mul(gradient, gradient), take));
    v128.store(toS + at, next);
    const taken = f32x4.div(f32x4.mul(gradient, r), f32x4.sqrt(f32x4.add(next, e)));
    v128.store(toW + at, f32x4.sub(v128.load(w + at), taken));
  }
  const end = (count as usize) << 2;
  for (; at < end; at += 4) {
    const gradient = load<f32>(g + at);
    const next = load<f32>(s + at) * decay + gradient * gradient * rest;
    store<f32>(toS + at, next);
    store<f32>(toW + at, load<f32>(w + at) - (gradient * rate) / sqrt<f32>(next + epsilon));
  }
}

/** `m' = β₁·m + (1 − β₁)·g; v' = β₂·v + (1 − β₂)·g²; w' = w − η·m'/(√v' + ε)`. */
export function updateAdam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  toW: usize,
  toM: usize,
  toV: usize,
  count: i32,
  rate: f32,
  epsilon: f32,
  beta1: f32,
  beta2: f32,
  rest1: f32,
  rest2: f32,
): void {
  const r = f32x4.splat(rate);
  const e = f32x4.splat(epsilon);
  let at: usize = 0;
  const whole = ((count & ~3) as usize) << 2;
  for (; at < whole; at += 16) {
    const gradient = v128.load(g + at);
    const first = madd(v128.load(m + at), f32x4.splat(beta1), f32x4.mul(gradient, f32x4.splat(rest1)));
    const squares = f32x4.mul(f32x4.mul(gradient, gradient), f32x4.splat(rest2));
    const second = madd(v128.load(v + at), f32x4.splat(beta2), squares);
    v128.store(toM + at, first);
    v128.store(toV + at, second);
    const taken = f32x4.div(f32x4.mul(first, r), f32x4.add(f32x4.sqrt(second), e));
    v128.store(toW + at, f32x4.sub(v128.load(w + at), taken));
  }
  const end = (count as usize) << 2;
  for (; at < end; at += 4) {
    const gradient = load<f32>(g + at);
    const first = load<f32>(m + at) * beta1 + gradient * rest1;
    const second = load<f32>(v + at) * beta2 + gradient * gradient * rest2;
    store<f32>(toM + at, first);
    store<f32>(toV + at, second);
    store<f32>(toW + at, load<f32>(w + at) - (first * rate) / (sqrt<f32>(second) + epsilon));
  }
}
