// Zeros, and copies of images with zeros around them, so that the convolution kernels never ask whether a tap lies inside.

/**
 * Writes `images` images [h, w, c] from `from` to `to` as [top+h+bottom, left+w+right, c] with zeros around.
 * `rowBytes` is w·c·4; `leftBytes` and `rightBytes` are the bytes of zeros beside each row.
 */
export function padImages(
  from: usize,
  to: usize,
  images: i32,
  height: i32,
  rowBytes: i32,
  top: i32,
  bottom: i32,
  leftBytes: i32,
  rightBytes: i32,
): void {
  const pitch = leftBytes + rowBytes + rightBytes;
  for (let n = 0; n < images; n++) {
    memory.fill(to, 0, top * pitch + leftBytes);
    to += top * pitch + leftBytes;
    for (let y = 0; y < height; y++) {
      memory.copy(to, from, rowBytes);
      from += rowBytes;
      to += rowBytes;
      // The zeros right of this row and left of the next are one run, except after the last row.
      const gap = y < height - 1 ? rightBytes + leftBytes : rightBytes;
      if (gap > 0) memory.fill(to, 0, gap);
      to += gap;
    }
    memory.fill(to, 0, bottom * pitch);
    to += bottom * pitch;
  }
}

/** Writes zeros. */
export function clear(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}
