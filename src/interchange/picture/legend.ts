// What the signs of a comparison mean, in a line below the picture.

import { textWidth } from '../../lib/textWidth';
import { drawSign } from './drawCard';
import { type DiffState, markOf } from './marks';
import type { Palette } from './palette';
import { writeText } from './svg';

export const legendHeight = 28;
const size = 12;

/** The signs that occur; nothing where none does. `left` is where the line begins. */
export function drawLegend(
  occurring: ReadonlySet<DiffState>,
  palette: Palette,
  left: number,
): { readonly svg: string; readonly width: number } {
  let x = left;
  let svg = '';
  for (const state of ['added', 'changed', 'removed'] as const) {
    const mark = occurring.has(state) ? markOf(state, palette) : undefined;
    if (!mark) continue;
    svg += drawSign(mark, x + 9, 14) + writeText(mark.word, { x: x + 24, y: 18, size, fill: palette.text });
    x += 24 + textWidth(mark.word, size) + 22;
  }
  return { svg, width: Math.max(0, x - left) };
}
