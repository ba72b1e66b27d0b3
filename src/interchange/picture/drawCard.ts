// One card of a picture as SVG: a bar in its group's colour, its lines of text, and in a comparison the sign of what
// became of it.
import { isPort } from '../../graph/module';
import { fitText, textWidth } from '../../lib/textWidth';
import type { Box, PlacedCard } from './boxes';
import { stackDepth } from './boxes';
import { between, padding, sizes } from './cardText';
import { type DiffState, type Mark, markOf } from './marks';
import { mix, type Palette } from './palette';
import { element, titled, writeText } from './svg';

export function drawCard(card: PlacedCard, palette: Palette, state: DiffState | undefined): string {
  const mark = markOf(state, palette);
  const note = mark ? `, ${mark.word}` : '';
  return element(
    'g',
    { 'data-node': card.node.id, 'data-state': state },
    titled(card.text.whole + note) +
      frame(card, palette, mark) +
      lines(card, palette) +
      badge(card.box, mark),
  );
}

function frame({ node, text, box, stacked }: PlacedCard, palette: Palette, mark: Mark | undefined): string {
  const { x, y, width, height } = box;
  const colour = palette.groups[text.group];
  const radius = isPort(node) ? 20 : 8;
  const bar = isPort(node) ? 8 : 5;
  const outline = mark?.colour ?? (text.state === 'misfit' ? palette.bad : palette.outline);
  const filling = mark?.soft ?? mix(colour, palette.surface, 0.05);
  const rectangle = { x, y, width, height, rx: radius };
  const right = x + width;
  const front =
    `M${x + bar} ${y}H${right - radius}A${radius} ${radius} 0 0 1 ${right} ${y + radius}V${y + height - radius}` +
    `A${radius} ${radius} 0 0 1 ${right - radius} ${y + height}H${x + bar}Z`;
  const dashes = text.state === 'incomplete' || mark?.word === 'removed' ? '5 4' : undefined;
  const behind = { ...rectangle, x: x + stackDepth, y: y + stackDepth, fill: filling, stroke: outline };
  return (
    (stacked ? element('rect', behind) : '') +
    element('rect', { ...rectangle, fill: colour }) +
    element('path', { d: front, fill: filling }) +
    element('rect', {
      ...rectangle,
      fill: 'none',
      stroke: outline,
      'stroke-width': mark ? 1.8 : 1,
      'stroke-dasharray': dashes,
    })
  );
}

/** A line that is too long is written this much smaller, at most, before it is cut. */
const smallest = 0.84;

function lines(card: PlacedCard, palette: Palette): string {
  const { node, text, box } = card;
  const inset = isPort(node) ? 4 : 0;
  const x = box.x + padding.left + inset;
  const room = box.width - padding.left - padding.right - 2 * inset;
  const line = (words: string, y: number, size: number, fill: string, weight: 400 | 600 = 400) => {
    const fitting = size * Math.min(1, room / Math.max(1, textWidth(words, size, weight)));
    const written = Math.max(smallest * size, fitting);
    const cut = size === sizes.name ? 'middle' : 'end';
    const shown = fitText(words, { size: written, weight, room, cut });
    return shown === '' ? '' : writeText(shown, { x, y: box.y + y, size: written, weight, fill, room });
  };
  const bottom = box.height - 11;
  const wrong = text.state === 'misfit' || text.state === 'incomplete';
  return (
    line(text.name, 21, sizes.name, palette.text, 600) +
    line(text.label, 37, sizes.label, palette.groups[text.group], 600) +
    line(text.caption, 52, sizes.caption, palette.dim) +
    line(text.shape, bottom, sizes.shape, wrong ? palette.bad : palette.text, 600) +
    weightsBeside(card, room, x + room, box.y + bottom, palette)
  );
}

/** At the right of the shape's line; somewhat smaller where there is little room, and left out where there is none. */
function weightsBeside(
  { text }: PlacedCard,
  room: number,
  right: number,
  y: number,
  palette: Palette,
): string {
  const left = room - textWidth(text.shape, sizes.shape, 600) - between;
  const size = Math.min(
    sizes.weights,
    (sizes.weights * left) / Math.max(1, textWidth(text.weights, sizes.weights)),
  );
  if (text.weights === '' || size < smallest * sizes.weights) return '';
  return writeText(text.weights, { x: right, y, size, fill: palette.dim, anchor: 'end', room: left });
}

/** The sign on the card's upper corner. */
function badge({ x, y, width }: Box, mark: Mark | undefined): string {
  return mark ? drawSign(mark, x + width - 6, y + 4) : '';
}

/** A disc with a sign, about a point. */
export function drawSign({ sign, colour, paper }: Mark, x: number, y: number): string {
  return (
    element('circle', { cx: x, cy: y, r: 9, fill: colour, stroke: paper, 'stroke-width': 2 }) +
    writeText(sign, { x, y: y + 5, size: 14, weight: 600, fill: paper, anchor: 'middle' })
  );
}
