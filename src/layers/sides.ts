// What zero padding and cropping share: rows and columns at the four sides.
import type { Explanation, Shape } from './contract';
import { int } from './fields';

const side = (label: string, help: string) => int(label, { default: 1, min: 0, max: 255, unit: 'px', help });

/** `verb` is what the layer does to the rows and columns: `Added`. */
export const sideFields = (verb: string) => ({
  top: side('Top', `Rows ${verb} above.`),
  bottom: side('Bottom', `Rows ${verb} below.`),
  left: side('Left', `Columns ${verb} at the left.`),
  right: side('Right', `Columns ${verb} at the right.`),
});

export interface Sides {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** `1 on every side`, or `1 above, 0 below, 2 left, 2 right`. */
export const captionSides = ({ top, bottom, left, right }: Sides): string =>
  top === bottom && top === left && top === right
    ? `${top} on every side`
    : `${top} above, ${bottom} below, ${left} left, ${right} right`;

/** `28 + 1 + 1 = 30`, one line where both axes agree. */
export function explainSides(x: Shape, out: Shape, p: Sides, sign: '+' | '−'): readonly Explanation[] {
  const rows = `${x[0]} ${sign} ${p.top} ${sign} ${p.bottom} = ${out[0]}`;
  const columns = `${x[1]} ${sign} ${p.left} ${sign} ${p.right} = ${out[1]}`;
  return rows === columns
    ? [{ label: 'Height and width', formula: rows }]
    : [
        { label: 'Height', formula: rows },
        { label: 'Width', formula: columns },
      ];
}
