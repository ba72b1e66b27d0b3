// The matrix product inside a convolution and its gradients: a workgroup of 64 threads makes one tile of the result, each
// thread 4 × 4 of it, from slices of both factors in workgroup memory. Apart, because they differ only in what they load
// and store.
import type { Program } from './program';

/** Rows and columns of a workgroup's tile. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
}

/** Both have 1,024 results; the tall one wastes less where the result has few columns. */
const square: Tile = { rows: 32, columns: 32 };
const tall: Tile = { rows: 64, columns: 16 };
const tiles = [square, tall] as const;

/** How much of the inner dimension is in workgroup memory at once. */
export const depth = 16;
export const tileThreads = 64;

/** The tile for a result of `columns` columns: square, unless that computes more columns for nothing. */
function tileFor(columns: number): Tile {
  const padded = (tile: Tile): number => Math.ceil(columns / tile.columns) * tile.columns;
  return padded(tall) < padded(square) ? tall : square;
}

/** A program for each tile, in words of fours (all channels divisible by four) or single floats. */
export interface Variant {
  readonly tile: Tile;
  readonly fours: boolean;
}

/** One product in all its variants. */
interface InTiles<Uniform extends string> {
  readonly all: readonly Program<Uniform>[];
  /** The one for a result of `columns` columns. */
  readonly of: (columns: number, fours: boolean) => Made<Uniform>;
}
interface Made<Uniform extends string> extends Variant {
  readonly program: Program<Uniform>;
}

/** `make` writes a product's text for a variant; `name` is told apart by the variants' own. */
export function inTiles<Uniform extends string>(
  name: string,
  make: (variant: Variant) => Omit<Program<Uniform>, 'name' | 'workgroup'>,
): InTiles<Uniform> {
  const made = tiles.flatMap((tile) =>
    [true, false].map((fours): Made<Uniform> => {
      const variant = `${tile.rows}x${tile.columns}${fours ? '_fours' : ''}`;
      const rest = make({ tile, fours });
      return {
        tile,
        fours,
        program: { name: `${name}_${variant}`, workgroup: [tileThreads, 1, 1], ...rest },
      };
    }),
  );
  return {
    all: made.map(({ program }) => program),
    of: (columns, fours) => {
      const tile = tileFor(columns);
      const found = made.find((one) => one.tile === tile && one.fours === fours);
      if (!found) throw new Error(`${name} has no tiles of ${tile.rows} × ${tile.columns}.`);
      return found;
    },
  };
}

/** The slices of both factors. Their fours lie along the result's rows and columns, or along the inner dimension. */
export const slices = ({ rows, columns }: Tile): string => `
var<workgroup> left: array<vec4f, ${(depth * rows) / 4}>;
var<workgroup> right: array<vec4f, ${(depth * columns) / 4}>;`;

/** Fills a slice of `width` × `count` fours, all threads at once, with what `load` gives for column `k` of them. */
export const fill = (
  slice: 'left' | 'right',
  width: number,
  count: number | string,
  load: string,
): string => `
    for (var k = local / ${width}; k < ${count}; k += ${tileThreads / width}) {
      ${slice}[k * ${width} + local % ${width}] = ${load};
    }`;

/**
 * Adds the product of `left[k][row/4]` and `right[k][column/4]` to `sum0…sum3`, the thread's four rows of four
 * columns.
 */
export const multiplyOuter = ({ rows, columns }: Tile): string => `
    for (var k = 0; k < ${depth}; k++) {
      let a = left[k * ${rows / 4} + threadRow];
      let b = right[k * ${columns / 4} + threadColumn];
      sum0 += a.x * b;
      sum1 += a.y * b;
      sum2 += a.z * b;
      sum3 += a.w * b;
    }`;

/** How many fours of the slices at `k0` there are of an inner dimension of `length`: the last ones are often half empty. */
export const foursLeft = (length: string): string => `min(${depth / 4}, (${length} - k0 + 3) / 4)`;

/** As `multiplyOuter`, from `left[k/4][row]` and `right[k/4][column]`. */
export const multiplyInner = ({ rows, columns }: Tile): string => `
    for (var k = 0; k < ${depth / 4}; k++) {
      let a = k * ${rows} + threadRow * 4;
      let b = k * ${columns} + threadColumn * 4;
      let b0 = right[b];
      let b1 = right[b + 1];
      let b2 = right[b + 2];
      let b3 = right[b + 3];
${[0, 1, 2, 3]
  .map(
    (row) => `      let a${row} = left[a + ${row}];
      sum${row} += vec4f(dot(a${row}, b0), dot(a${row}, b1), dot(a${row}, b2), dot(a${row}, b3));`,
  )
  .join('\n')}
    }`;

/** The thread's place in the tile and its sums. */
export const threadPlace = ({ columns }: Tile): string => `
  let threadRow = local / ${columns / 4};
  let threadColumn = local % ${columns / 4};
  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();`;

/** As `multiplyOuter`, from `count` fours of `left[k/4][row]` and `right[k][column/4]`. */
export const multiplyMixed = ({ rows, columns }: Tile, count: string): string => `
    for (var k = 0; k < ${count}; k++) {
      let a = k * ${rows} + threadRow * 4;
      let b = k * ${columns} + threadColumn;
      let b0 = right[b];
      let b1 = right[b + ${columns / 4}];
      let b2 = right[b + ${columns / 2}];
      let b3 = right[b + ${(columns * 3) / 4}];
${[0, 1, 2, 3]
  .map(
    (row) => `      let a${row} = left[a + ${row}];
      sum${row} += a${row}.x * b0 + a${row}.y * b1 + a${row}.z * b2 + a${row}.w * b3;`,
  )
  .join('\n')}
    }`;

/** Gives the thread's sums to `store`, each with its row and first column. */
export const storeSums = (store: (row: string, column: string, sum: string) => string): string => `
  let row = firstRow + threadRow * 4;
  let column = firstColumn + threadColumn * 4;
${[0, 1, 2, 3].map((i) => `  ${store(i === 0 ? 'row' : `row + ${i}`, 'column', `sum${i}`)};`).join('\n')}`;
