// The gradient of 2-D average pooling: each window's gradient goes to its pixels inside the image in equal shares.
import { madd } from './simd';

/**
 * Writes dx [images, height, width, channels] for windows `windowHeight` × `windowWidth` at `p·strideHeight − top`,
 * `q·strideWidth − left`: each pixel of a window gets dy over the number of the window's pixels inside the image.
 */
export function avgPoolGradient(
  dy: usize,
  dx: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  windowHeight: i32,
  windowWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = channels << 2;
  const row = width * pixel;
  memory.fill(dx, 0, (images * height * row) as usize);
  for (let n = 0; n < images; n++) {
    for (let p = 0; p < outHeight; p++) {
      const above = p * strideHeight - top;
      const y0 = max(above, 0);
      const rows = min(above + windowHeight, height) - y0;
      for (let q = 0; q < outWidth; q++) {
        const before = q * strideWidth - left;
        const x0 = max(before, 0);
        const columns = min(before + windowWidth, width) - x0;
        if (rows > 0 && columns > 0) {
          const share = (1 / ((rows * columns) as f64)) as f32;
          spread(dy, dx + y0 * row + x0 * pixel, rows, columns, row, channels, share);
        }
        dy += pixel;
      }
    }
    dx += height * row;
  }
}

/** Adds dy's channels times `share` to `rows` × `columns` pixels. */
function spread(dy: usize, dx: usize, rows: i32, columns: i32, row: i32, channels: i32, share: f32): void {
  const factor = f32x4.splat(share);
  const whole = ((channels & ~3) as usize) << 2;
  const end = (channels as usize) << 2;
  for (let i = 0; i < rows; i++) {
    let to = dx;
    for (let j = 0; j < columns; j++) {
      let c: usize = 0;
      for (; c < whole; c += 16) v128.store(to + c, madd(v128.load(dy + c), factor, v128.load(to + c)));
      for (; c < end; c += 4) store<f32>(to + c, load<f32>(to + c) + load<f32>(dy + c) * share);
      to += end;
    }
    dx += row;
  }
}
