// The gradients of 2-D pooling: one walk over the windows, and what each gives to its pixels. Four channels at a time,
// without a branch: for the largest, a mask holds the lanes whose maximum has not been met yet.
import { madd } from './simd';

/**
 * Writes dx [images, height, width, channels] for windows `windowHeight` × `windowWidth` at `p·strideHeight − top`,
 * `q·strideWidth − left`: each window's dy goes to the first of its largest elements, with x and y as in the forward
 * pass. Without x (0), as the gradient of average pooling, it goes in equal shares to the window's pixels inside the
 * image. Counts in elements.
 */
export function poolGradient(
  x: usize,
  y: usize,
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
  const averages = x === 0;
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
        const at = y0 * row + x0 * pixel;
        if (averages) spread(dy, dx + at, rows, columns, row, channels);
        else if (channels >= 4) scatter(x + at, y, dy, dx + at, rows, columns, row, pixel, channels);
        else scatterFew(x + at, y, dy, dx + at, rows, columns, row, pixel);
        y += pixel;
        dy += pixel;
      }
    }
    x += height * row;
    dx += height * row;
  }
}

/** Adds dy's channels in equal shares to `rows` × `columns` pixels, if there are any. */
function spread(dy: usize, dx: usize, rows: i32, columns: i32, row: i32, channels: i32): void {
  if (rows <= 0 || columns <= 0) return;
  const share = (1 / ((rows * columns) as f64)) as f32;
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

/** Lanes `done`…3 set: those of a last vector that overlaps the one before by `done` lanes. */
function lanesFrom(done: i32): v128 {
  return i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(done));
}

function scatter(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  rows: i32,
  columns: i32,
  row: i32,
  pixel: i32,
  channels: i32,
): void {
  for (let c = 0; c < channels; c += 4) {
    const from = min(c, channels - 4);
    const shift = from << 2;
    let open = lanesFrom(c - from);
    const largest = v128.load(y + shift);
    const gradient = v128.load(dy + shift);
    let line = shift as usize;
    for (let i = 0; i < rows; i++) {
      let at = line;
      for (let j = 0; j < columns; j++) {
        const hit = v128.and(open, f32x4.eq(v128.load(x + at), largest));
        open = v128.andnot(open, hit);
        v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(gradient, hit)));
        at += pixel;
      }
      line += row;
    }
  }
}

/** As `scatter`, for fewer than four channels. */
function scatterFew(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  rows: i32,
  columns: i32,
  row: i32,
  pixel: i32,
): void {
  for (let c = 0; c < pixel; c += 4) {
    const largest = load<f32>(y + c);
    let open = true;
    for (let i = 0; i < rows && open; i++) {
      let at = (i * row + c) as usize;
      for (let j = 0; j < columns; j++) {
        if (load<f32>(x + at) === largest) {
          store<f32>(dx + at, load<f32>(dx + at) + load<f32>(dy + c));
          open = false;
          break;
        }
        at += pixel;
      }
    }
  }
}
