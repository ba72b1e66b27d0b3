// The vector operations that several kernels share: four floats a vector.

/**
 * `a·b + c` in each lane, rounded twice. Relaxed SIMD has it in one instruction, which on an AMD Zen 4 was no faster in
 * the convolution kernels, and its results differ from machine to machine.
 */
export function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The float at `at` in all four lanes. */
export function splat(at: usize): v128 {
  return v128.load32_splat(at);
}

/** Writes the first `count` (1…4) lanes to `at`. */
export function storeLanes(at: usize, value: v128, count: i32): void {
  if (count >= 4) {
    v128.store(at, value);
    return;
  }
  store<f32>(at, f32x4.extract_lane(value, 0));
  if (count > 1) store<f32>(at, f32x4.extract_lane(value, 1), 4);
  if (count > 2) store<f32>(at, f32x4.extract_lane(value, 2), 8);
}

/** Lanes 2 and 3 as doubles. */
export function highHalf(v: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
}

/** Adds four floats to the four doubles at `at`. */
export function addDoubles(at: usize, v: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(v)));
  v128.store(at, f64x2.add(v128.load(at, 16), highHalf(v)), 16);
}
