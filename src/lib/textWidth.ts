// How wide a text will be, without a page to measure it on: a table of Inter's advance widths, and the shortening of
// what does not fit.

export type Weight = 400 | 600;

/** Characters of about one width, in thousandths of the font size at weight 400; each class by its widest. */
const classes: readonly (readonly [characters: string, width: number])[] = [
  ['ijlI', 270],
  [" .,:;!'’·|", 335],
  ['()[]/\\ftr`', 380],
  ['"^_1-*{}²“”', 500],
  ['?skvyxzcaJ–√', 575],
  ['eEFLbdghnopqu57', 613],
  ['0234689$#+<>=~×−SZRPT', 662],
  ['ABDKVXY', 722],
  ['CGHNOQU&', 765],
  ['mwM…', 904],
  ['W%@→', 1000],
];
const widths = new Map(classes.flatMap(([characters, width]) => [...characters].map((c) => [c, width])));

/** Inter at 600 is 3 % wider than at 400, averaged over letters and digits. */
const bolder: Readonly<Record<Weight, number>> = { 400: 1, 600: 1.03 };

/** Letters of other alphabets are about as wide as a wide Latin one, those of East Asia and pictures a full square. */
const otherLetter = 680;
const square = 1050;

function widthOf(character: string): number {
  const known = widths.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  // Combining marks stand on the letter before them.
  if (/^\p{M}$/u.test(character) || code === 0x200d) return 0;
  return code >= 0x1100 && (code < 0x2000 || code >= 0x2600) ? square : otherLetter;
}

/** An upper estimate of a text's width in Inter, in the unit of `size`. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return (sum / 1000) * size * bolder[weight];
}

export interface Fitting {
  readonly size: number;
  readonly weight?: Weight;
  readonly room: number;
  /** Where characters go when there are too many; names keep their ends, which tell them apart. */
  readonly cut?: 'end' | 'middle';
}

/** The text, or as much of it as fits with an `…` for what is left out. */
export function fitText(text: string, { size, weight = 400, room, cut = 'end' }: Fitting): string {
  // A thousandth: a size that was chosen to fit exactly must not fail by rounding.
  if (textWidth(text, size, weight) <= room * 1.001) return text;
  const characters = [...text];
  for (let keep = characters.length - 1; keep > 0; keep -= 1) {
    const tail = cut === 'middle' ? Math.floor(keep * 0.45) : 0;
    const head = characters.slice(0, keep - tail).join('');
    const shortened = `${head.trimEnd()}…${tail > 0 ? characters.slice(-tail).join('') : ''}`;
    if (textWidth(shortened, size, weight) <= room) return shortened;
  }
  return '…';
}
