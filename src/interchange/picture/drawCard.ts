// One card of a picture as SVG, as the canvas has it: a bar in its group's colour, the layer's picture, its lines of text,
// the volume of its tensor, and in a comparison the sign of what became of it.
import { isPort } from '../../graph/module';
import type { Group } from '../../layers/contract';
import { fitText, textWidth } from '../../lib/textWidth';
import type { Box, PlacedCard } from './boxes';
import { stackDepth } from './boxes';
import { besideGlyph, between, padding, sizes } from './cardText';
import { drawGlyph, drawVolume } from './drawGlyph';
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
      lines(card, palette, mark) +
      badge(card.box, mark),
  );
}

/** What lies behind a card's text. */
const fillingOf = (group: Group, palette: Palette, mark: Mark | undefined): string =>
  mark?.soft ?? mix(palette.groups[group], palette.surface, 0.05);

function frame({ node, text, box, stacked }: PlacedCard, palette: Palette, mark: Mark | undefined): string {
  const { x, y, width, height } = box;
  const colour = palette.groups[text.group];
  const radius = isPort(node) ? 20 : 8;
  const bar = isPort(node) ? 8 : 5;
  const outline = mark?.colour ?? (text.state === 'misfit' ? palette.bad : palette.outline);
  const filling = fillingOf(text.group, palette, mark);
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
const smallest = 0.8;

/** The lines of a card, from its upper edge and, of the last two, from its lower one. */
const heights = { name: 20, label: 34, caption: 47, nameAlone: 23, labelAlone: 38 } as const;

function lines(card: PlacedCard, palette: Palette, mark: Mark | undefined): string {
  const { node, text, box, volume } = card;
  const inset = isPort(node) ? 4 : 0;
  const left = box.x + padding.left + inset;
  const right = box.x + box.width - padding.right - inset;
  const colour = palette.groups[text.group];
  const ground = fillingOf(text.group, palette, mark);
  const head = { x: left + besideGlyph, room: right - left - besideGlyph + 4 };
  const alone = text.caption === '';
  const ends = text.costs.length > 0 ? 31 : 23;
  const middle = box.y + box.height - ends;
  const wrong = text.state === 'misfit' || text.state === 'incomplete';
  const figures = right - left - (volume ? volume.width + between : 0);
  const line = (words: string, y: number, size: number, fill: string, weight: 400 | 600) =>
    writeLine(words, { ...head, y: box.y + y, size, fill, weight });
  return (
    drawGlyph(node.kind, node.params, { x: left - 2, y: box.y + 11 }, colour, ground) +
    line(text.name, alone ? heights.nameAlone : heights.name, sizes.name, palette.text, 600) +
    line(text.label, alone ? heights.labelAlone : heights.label, sizes.label, colour, 600) +
    line(text.caption, heights.caption, sizes.caption, palette.dim, 400) +
    writeLine(text.shape, {
      x: left,
      y: middle + 4.5,
      size: sizes.shape,
      fill: wrong ? palette.bad : palette.text,
      weight: 600,
      room: figures,
    }) +
    (volume ? drawVolume(volume, right - volume.width, middle - volume.height / 2, colour, ground) : '') +
    costsBelow(card, left, right, palette)
  );
}

interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight: 400 | 600;
  readonly room: number;
}

/** In full where there is room, smaller or cut where there is less. */
function writeLine(words: string, { x, y, size, fill, weight, room }: Line): string {
  const fitting = size * Math.min(1, room / Math.max(1, textWidth(words, size, weight)));
  const written = Math.max(smallest * size, fitting);
  const cut = size === sizes.name ? 'middle' : 'end';
  const shown = fitText(words, { size: written, weight, room, cut });
  return shown === '' ? '' : writeText(shown, { x, y, size: written, weight, fill, room });
}

/** Weights at the left, MACs behind them; all somewhat smaller where there is little room, the last left out where none. */
function costsBelow({ text, box }: PlacedCard, left: number, right: number, palette: Palette): string {
  const y = box.y + box.height - 8;
  const needed = textWidth(text.costs.join(''), sizes.costs) + between * Math.max(0, text.costs.length - 1);
  const size = sizes.costs * Math.max(smallest, Math.min(1, (right - left) / Math.max(1, needed)));
  let x = left;
  let svg = '';
  for (const words of text.costs) {
    const width = textWidth(words, size);
    if (x + width > right + 0.5) break;
    svg += writeText(words, { x, y, size, fill: palette.dim, room: width * 1.01 });
    x += width + between;
  }
  return svg;
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
