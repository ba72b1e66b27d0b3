// A picture's marks as SVG path data, one path a tone: on a drawing of a thousand layers, four elements a card rather
// than forty.
import type { Glyph, Mark, Tone } from './glyph';

const written = (value: number): string => String(Math.round(value * 100) / 100);

function pathOf(mark: Mark): string {
  switch (mark.mark) {
    case 'rect':
      return `M${written(mark.x)} ${written(mark.y)}h${written(mark.width)}v${written(mark.height)}h${written(-mark.width)}z`;
    case 'dot': {
      const [r, across] = [written(mark.r), written(2 * mark.r)];
      return `M${written(mark.x - mark.r)} ${written(mark.y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0z`;
    }
    case 'line':
      return `M${mark.points.map(([x, y]) => `${written(x)} ${written(y)}`).join('L')}${mark.closed ? 'z' : ''}`;
  }
}

/** Path data by tone, in the order in which tones lie over each other; tones that do not occur are left out. */
export function glyphPaths(glyph: Glyph): readonly { readonly tone: Tone; readonly d: string }[] {
  const order: readonly Tone[] = ['faint', 'soft', 'solid', 'line'];
  return order.flatMap((tone) => {
    const d = glyph
      .filter((mark) => mark.tone === tone)
      .map(pathOf)
      .join('');
    return d === '' ? [] : [{ tone, d }];
  });
}
