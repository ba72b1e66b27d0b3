// Back through ReLU and the bias before it in one pass: each piece is masked and summed while it is in the cache.
import { sumColumn } from './batchNorm';
import { reluGradient } from './elementwise';
import { addDoubles } from './simd';

/** Floats of a piece: three of them fit the first-level cache side by side. */
const PIECE: i32 = 2048;

/**
 * `dz = dy` where y > 0, else 0, over `rows` × `channels` floats, and `Σ dz` for each column, written as doubles to `sums`,
 * which has room for whole vectors of four. Reads up to 12 bytes past dz.
 */
export function reluBiasGradient(
  y: usize,
  dy: usize,
  dz: usize,
  rows: i32,
  channels: i32,
  sums: usize,
): void {
  const pitch = channels << 2;
  const most = max(1, PIECE / channels);
  memory.fill(sums, 0, (((channels + 3) & ~3) as usize) << 3);
  for (let seen = 0; seen < rows; seen += most) {
    const count = min(most, rows - seen);
    reluGradient(y, dy, dz, count * channels);
    for (let c = 0; c < channels; c += 4) addDoubles(sums + (c << 3), sumColumn(dz + (c << 2), pitch, count));
    const bytes = count * pitch;
    y += bytes;
    dy += bytes;
    dz += bytes;
  }
}
