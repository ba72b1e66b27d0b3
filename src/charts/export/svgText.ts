// What the exported SVG pictures share: their colours, and text escaped and measured without a page by the average widths of Inter's characters.

/** What XML 1.0 may hold: no control characters but tab and line ends, no half of a surrogate pair. */
const isXml = (code: number): boolean =>
  (code >= 0x20 || code === 9 || code === 10 || code === 13) &&
  !(code >= 0xd800 && code <= 0xdfff) &&
  code !== 0xfffe &&
  code !== 0xffff;

/** Safe within text and between quotes. Characters that XML does not know are left out. */
export const escapeXml = (text: string): string =>
  [...text]
    .filter((character) => isXml(character.codePointAt(0) ?? 0))
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/** In ems: narrow, wide and other characters; wide scripts count a whole em, so that text is rather over-measured. */
function widthOf(character: string): number {
  if (/[iIjlft.,:;'’|!()[\] ·]/.test(character)) return 0.32;
  if (/[mwMW@%—]/.test(character)) return 0.88;
  if (/[A-Z0-9–×]/.test(character)) return 0.66;
  return (character.codePointAt(0) ?? 0) > 0x2e7f ? 1.05 : 0.57;
}

/** Width of a text in pixels at a font size; an estimate, a little on the large side. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0) * size;

/** The text, or as much of it as fits, with `…`. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** The text in lines that fit, broken between words. */
export function wrapText(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

export const svgFont = '&quot;Inter Variable&quot;, Inter, system-ui, sans-serif';

/** A coordinate to a tenth of a pixel, without trailing zeros. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

/** Colours of exported pictures, which are light: they go on paper. */
export const ink = {
  text: '#1b1f27',
  dim: '#5b6472',
  grid: '#e9ebef',
  frame: '#c6cbd5',
  surface: '#ffffff',
} as const;
