// What comes after a convolution's sums, in one pass while they are in the cache.

/** `y[k, c] += bias[c]` for `pixels` pixels, then with `isRelu` the larger of that and 0. */
export function addBias(y: usize, bias: usize, pixels: i32, channels: i32, isRelu: i32): void {
  const least = f32x4.splat(isRelu ? 0 : -Infinity);
  const lowest: f32 = isRelu ? 0 : -Infinity;
  const whole = ((channels & ~3) as usize) << 2;
  const end = (channels as usize) << 2;
  for (let k = 0; k < pixels; k++) {
    let c: usize = 0;
    for (; c < whole; c += 16)
      v128.store(y + c, f32x4.max(least, f32x4.add(v128.load(y + c), v128.load(bias + c))));
    for (; c < end; c += 4) store<f32>(y + c, max(lowest, load<f32>(y + c) + load<f32>(bias + c)));
    y += end;
  }
}
