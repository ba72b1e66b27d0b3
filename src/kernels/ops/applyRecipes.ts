// Images of a table on the device, gathered and changed by recipes (`lib/recipe.ts`): in one kernel where the backend has
// it, else by stock operations. All arithmetic is on whole numbers below 2^24, so that both give the very bytes of the
// loops in `data/recipe.ts`.
import { lightSteps, placeSteps, placesAt, recipeAt } from '../../lib/recipe';
import { type ApplyRecipesAttrs, applyRecipes as imagesName, moveMasks as masksName } from './names';
import { nth, type Tensor, type Tf, tryOwn } from './ownKernel';

export type How = Pick<ApplyRecipesAttrs, 'edge' | 'turned'>;

/**
 * Images [batch, height, width, channels] in 0…1, from `table` [count, height, width, channels] of bytes as shares of 255
 * and `recipes` [batch, values].
 */
export function applyRecipes(tf: Tf, table: Tensor, recipes: Tensor, how: How): Tensor {
  const [, height = 0, width = 0, channels = 0] = table.shape;
  const attrs: ApplyRecipesAttrs = { height, width, channels, ...how };
  const own = tryOwn(tf, imagesName, { table, recipes }, attrs, 1);
  if (own) return nth(own, 0);
  const given = planesOf(tf, table, recipes);
  const seen = bilinear(tf, given, recipes, attrs);
  const part = (from: number, size: number) => tf.slice(recipes, [0, from], [-1, size]);
  const rank4 = (value: Tensor) => tf.reshape(value, [-1, 1, 1, 1]);
  const relit = tf.add(tf.mul(seen, rank4(part(recipeAt.factor, 1))), rank4(part(recipeAt.add, 1)));
  const bytes = tf.clipByValue(rounded(tf, relit, lightSteps), 0, 255);
  const [left, right, top, bottom] = [0, 1, 2, 3].map((i) => rank4(part(recipeAt.hole + i, 1)));
  const xs = tf.reshape(tf.range(0, width), [1, 1, width, 1]);
  const ys = tf.reshape(tf.range(0, height), [1, height, 1, 1]);
  // 1 from `first` up to, not at, `end`, by differences of whole numbers: comparisons do not broadcast on WASM.
  const within = (at: Tensor, first: Tensor | undefined, end: Tensor | undefined): Tensor =>
    tf.mul(
      tf.clipByValue(tf.add(tf.sub(at, first ?? 0), 1), 0, 1),
      tf.clipByValue(tf.sub(end ?? 0, at), 0, 1),
    );
  const kept = tf.sub(1, tf.mul(within(xs, left, right), within(ys, top, bottom)));
  return tf.div(tf.mul(bytes, kept), 255);
}

/** Masks [batch, height, width] of int32 classes, moved as their images are, each pixel the class of the nearest. */
export function moveMasks(tf: Tf, table: Tensor, recipes: Tensor, how: How): Tensor {
  const [, height = 0, width = 0] = table.shape;
  const attrs: ApplyRecipesAttrs = { height, width, channels: 1, ...how };
  const own = tryOwn(tf, masksName, { table, recipes }, attrs, 1);
  if (own) return nth(own, 0);
  const batch = recipes.shape[0] ?? 0;
  const images = tf.reshape(tf.gather(table, indicesOf(tf, recipes)), [-1, 1]);
  const { columns, rows } = placesOf(tf, recipes, attrs);
  const moved = tap(tf, images, rounded(tf, rows, placeSteps), rounded(tf, columns, placeSteps), attrs);
  return tf.reshape(moved, [batch, height, width]);
}

const indicesOf = (tf: Tf, recipes: Tensor): Tensor =>
  tf.cast(tf.reshape(tf.slice(recipes, [0, recipeAt.index], [-1, 1]), [-1]), 'int32');

/** Half goes up, as Math.round does. */
const rounded = (tf: Tf, steps: Tensor, whole: number): Tensor =>
  tf.floor(tf.mul(tf.add(steps, whole / 2), 1 / whole));

/** The batch's images as bytes, [batch · height · width, channels]. */
function planesOf(tf: Tf, table: Tensor, recipes: Tensor): Tensor {
  const channels = table.shape.at(-1) ?? 1;
  const images = tf.gather(table, indicesOf(tf, recipes));
  return tf.reshape(tf.round(tf.mul(images, 255)), [-1, channels]);
}

/** Columns and rows that each pixel is taken from, in steps, [batch, height, width]. */
function placesOf(tf: Tf, recipes: Tensor, { height, width }: ApplyRecipesAttrs) {
  const at = placesAt(height, width);
  const byX = (from: number) => tf.reshape(tf.slice(recipes, [0, from], [-1, width]), [-1, 1, width]);
  const byY = (from: number) => tf.reshape(tf.slice(recipes, [0, from], [-1, height]), [-1, height, 1]);
  return {
    columns: tf.add(byX(at.columnByX), byY(at.columnByY)),
    rows: tf.add(byX(at.rowByX), byY(at.rowByY)),
  };
}

/** The pixels at whole rows and columns [batch, height, width], as [batch, height, width, channels]. */
function tap(
  tf: Tf,
  images: Tensor,
  rows: Tensor,
  columns: Tensor,
  { height, width, channels, edge }: ApplyRecipesAttrs,
): Tensor {
  const [row, column] = [tf.clipByValue(rows, 0, height - 1), tf.clipByValue(columns, 0, width - 1)];
  const batch = rows.shape[0] ?? 0;
  // The pixels of all images one after the other.
  const first = tf.reshape(tf.mul(tf.range(0, batch), height * width), [batch, 1, 1]);
  const pixels = tf.cast(tf.add(first, tf.add(tf.mul(row, width), column)), 'int32');
  const found = tf.reshape(tf.gather(images, tf.reshape(pixels, [-1])), [batch, height, width, channels]);
  if (edge) return found;
  const inside = tf.logicalAnd(tf.equal(row, rows), tf.equal(column, columns));
  return tf.mul(found, tf.expandDims(tf.cast(inside, images.dtype), 3));
}

/** Bytes, [batch, height, width, channels]. */
function bilinear(tf: Tf, images: Tensor, recipes: Tensor, attrs: ApplyRecipesAttrs): Tensor {
  const { columns, rows } = placesOf(tf, recipes, attrs);
  const [column, row] = [columns, rows].map((steps) => tf.floor(tf.mul(steps, 1 / placeSteps))) as [
    Tensor,
    Tensor,
  ];
  if (!attrs.turned) return tap(tf, images, row, column, attrs);
  const right = tf.expandDims(tf.sub(columns, tf.mul(column, placeSteps)), 3);
  const below = tf.expandDims(tf.sub(rows, tf.mul(row, placeSteps)), 3);
  const between = (a: Tensor, b: Tensor, part: Tensor) =>
    tf.add(tf.mul(a, tf.sub(placeSteps, part)), tf.mul(b, part));
  const beside = tf.add(column, 1);
  const line = (at: Tensor) =>
    between(tap(tf, images, at, column, attrs), tap(tf, images, at, beside, attrs), right);
  return rounded(tf, between(line(row), line(tf.add(row, 1)), below), placeSteps * placeSteps);
}
