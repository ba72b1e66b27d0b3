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
