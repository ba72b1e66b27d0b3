// What the exported SVG pictures of curves share: their colours, and text in lines.
import { textWidth } from '../../lib/textWidth';

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
