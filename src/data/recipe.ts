// A drawn change of an image as a recipe (`lib/recipe.ts`), and the recipe carried out on bytes: the reference for every
// device, and the way of backends whose memory is the processor's.
import { lightSteps, placeSteps, placesAt, recipeAt } from '../lib/recipe';

export type Plane = readonly [height: number, width: number, channels: number];

/** What becomes of one image: mirrored, turned about its middle, shifted, relit, and a square cut out, in this order. */
export interface Change {
  readonly mirrored: boolean;
  /** Pixels by which what is seen moves to the right and down. */
  readonly right: number;
  readonly down: number;
  readonly lighter: number;
  readonly steeper: number;
  /** Column and row of the cut-out square's centre. */
  readonly hole: readonly [number, number];
  /** Degrees, clockwise. */
  readonly turned: number;
}

/** Writes the recipe of `change` for the image at `index`; `side`: pixels of the square's side. */
export function writeRecipe(
  row: Float32Array,
  index: number,
  change: Change,
  [height, width]: Plane,
  side: number,
): void {
  const { lighter, steeper, hole, mirrored, right, down, turned } = change;
  row[recipeAt.index] = index;
  row[recipeAt.factor] = Math.round(steeper * lightSteps);
  // (v − ½)·steeper + ½ + lighter of values in 0…1, in bytes.
  row[recipeAt.add] = Math.round((127.5 - 127.5 * steeper + 255 * lighter) * lightSteps);
  const [left, top] = hole.map((centre) => centre - Math.floor(side / 2)) as [number, number];
  row.set([left, left + side, top, top + side], recipeAt.hole);
  const angle = (turned * Math.PI) / 180;
  const [along, across] = [Math.cos(angle), Math.sin(angle)];
  const flip = mirrored ? -1 : 1;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = placesAt(height, width);
  for (let x = 0; x < width; x++) {
    const from = x - right - middleX;
    row[at.columnByX + x] = Math.round(placeSteps * flip * along * from);
    row[at.rowByX + x] = Math.round(placeSteps * -across * from);
  }
  for (let y = 0; y < height; y++) {
    const from = y - down - middleY;
    row[at.columnByY + y] = Math.round(placeSteps * (middleX + flip * across * from));
    row[at.rowByY + y] = Math.round(placeSteps * (middleY + along * from));
  }
}

/** A pixel's number in a plane; −1 outside it, where nothing is to come in but zeros. */
function pixelAt(row: number, column: number, height: number, width: number, edge: boolean): number {
  if (row >= 0 && column >= 0 && row < height && column < width) return row * width + column;
  if (!edge) return -1;
  return Math.max(0, Math.min(height - 1, row)) * width + Math.max(0, Math.min(width - 1, column));
}

/** Calls `visit` for each pixel in order, with the column and row it is taken from, in steps. */
function eachPlace(
  recipe: Float32Array,
  [height, width]: Plane,
  visit: (x: number, y: number, column: number, row: number) => void,
): void {
  const at = placesAt(height, width);
  const n = (i: number): number => recipe[i] ?? 0;
  for (let y = 0; y < height; y++) {
    const [column, row] = [n(at.columnByY + y), n(at.rowByY + y)];
    for (let x = 0; x < width; x++) visit(x, y, column + n(at.columnByX + x), row + n(at.rowByX + x));
  }
}

/** A mask, moved with its image: each pixel takes the class of the nearest; class 0 comes in where zeros do. */
export function moveMask(
  from: Uint8Array,
  recipe: Float32Array,
  plane: Plane,
  edge: boolean,
  to: Uint8Array,
): void {
  const [height, width] = plane;
  const half = placeSteps / 2;
  let at = 0;
  eachPlace(recipe, plane, (_x, _y, column, row) => {
    const pixel = pixelAt((row + half) >> 8, (column + half) >> 8, height, width, edge);
    to[at++] = pixel < 0 ? 0 : (from[pixel] ?? 0);
  });
}

/**
 * An image by its recipe. Between four pixels the bilinear mean, rounded to a byte; with `edge` false, zeros lie all
 * around the image, else its outermost pixels go on.
 */
export function changeImage(
  from: Uint8Array,
  recipe: Float32Array,
  plane: Plane,
  edge: boolean,
  to: Uint8Array,
): void {
  const [height, width, channels] = plane;
  const light = lightOf(recipe);
  const [left = 0, right = 0, top = 0, bottom = 0] = recipe.subarray(recipeAt.hole);
  const byteOf = (pixel: number, c: number): number => (pixel < 0 ? 0 : (from[pixel * channels + c] ?? 0));
  let at = 0;
  eachPlace(recipe, plane, (x, y, columnSteps, rowSteps) => {
    const end = at + channels;
    if (x >= left && x < right && y >= top && y < bottom) {
      at = end;
      return;
    }
    const [column, row] = [columnSteps >> 8, rowSteps >> 8];
    const [dx, dy] = [columnSteps & 255, rowSteps & 255];
    const here = pixelAt(row, column, height, width, edge);
    if (dx === 0 && dy === 0) {
      for (let c = 0; at < end; c++) to[at++] = light[byteOf(here, c)] ?? 0;
      return;
    }
    const beside = pixelAt(row, column + 1, height, width, edge);
    const below = pixelAt(row + 1, column, height, width, edge);
    const across = pixelAt(row + 1, column + 1, height, width, edge);
    for (let c = 0; at < end; c++) {
      const upper = byteOf(here, c) * (256 - dx) + byteOf(beside, c) * dx;
      const lower = byteOf(below, c) * (256 - dx) + byteOf(across, c) * dx;
      to[at++] = light[(upper * (256 - dy) + lower * dy + 32_768) >> 16] ?? 0;
    }
  });
}

/** What each byte becomes. */
function lightOf(recipe: Float32Array): Uint8Array {
  const [factor, add] = [recipe[recipeAt.factor] ?? lightSteps, recipe[recipeAt.add] ?? 0];
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    Math.max(0, Math.min(255, Math.floor((byte * factor + add) / lightSteps + 0.5))),
  );
}
