// How the change of one image is written down: a row of whole numbers below 2^24, which 32-bit floats hold exactly, so
// that a loop over bytes and a program on a graphics device compute the same. Apart, because the one side knows data and
// the other kernels, and neither the other's room.

/** Steps of one pixel in places, and of 1 in the factor that the light is multiplied by: powers of two. */
export const placeSteps = 256;
export const lightSteps = 16_384;

/**
 * Where what stands in a row. `index` of the image among all; `factor` and `add`, in `lightSteps`: a byte b becomes
 * b·factor + add, rounded and clipped; `hole`: first column, column after the last, first row, row after the last of what
 * is cut out.
 */
export const recipeAt = { index: 0, factor: 1, add: 2, hole: 3 } as const;

/**
 * Where the places begin, in `placeSteps`: what is seen at column x and row y is taken from the column
 * `columnByX[x] + columnByY[y]` and the row `rowByX[x] + rowByY[y]`; `length` is that of the whole row.
 */
export interface PlacesAt {
  readonly columnByX: number;
  readonly rowByX: number;
  readonly columnByY: number;
  readonly rowByY: number;
  readonly length: number;
}

export const placesAt = (height: number, width: number): PlacesAt => {
  const start = recipeAt.hole + 4;
  const [columnByX, rowByX] = [start, start + width];
  const [columnByY, rowByY] = [start + 2 * width, start + 2 * width + height];
  return { columnByX, rowByX, columnByY, rowByY, length: rowByY + height };
};
