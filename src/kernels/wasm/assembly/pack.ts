// Filters laid out for the convolution kernels: panels of eight output channels, each a plain column of rows of eight,
// so that the innermost loop reads them in order. Channels beyond the last are zero.

/** Bytes of a panel's row: eight floats. */
const ROW = 32;

/**
 * Writes one filter row block: `rows` rows of which row r, column o is at `from + r·rowStep + o·columnStep`, into all
 * panels from `to` on; a panel is `panelRows` rows, this block begins at its row `first`.
 */
export function packRows(
  from: usize,
  rowStep: i32,
  columnStep: i32,
  rows: i32,
  columns: i32,
  to: usize,
  panelRows: i32,
  first: i32,
): void {
  for (let column = 0; column < columns; column += 8) {
    const count = min(8, columns - column);
    let source = from + column * columnStep;
    let target = to + (column >> 3) * panelRows * ROW + first * ROW;
    for (let r = 0; r < rows; r++) {
      if (columnStep === 4 && count === 8) {
        v128.store(target, v128.load(source));
        v128.store(target, v128.load(source, 16), 16);
      } else {
        for (let o = 0; o < 8; o++)
          store<f32>(target + (o << 2), o < count ? load<f32>(source + o * columnStep) : 0);
      }
      source += rowStep;
      target += ROW;
    }
  }
}
