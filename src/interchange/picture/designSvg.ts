// A drawing as a figure for a paper or a report: the cards and wires of the canvas as one SVG, text as text, in light or
// dark. Pure text from data, so that page, worker and command line can all make it.
import { noAnnotations } from '../../graph/annotations';
import type { Drawing } from '../../graph/edits';
import { escapeMarkup } from '../../lib/escapeMarkup';
import type { EdgeId, NodeId } from '../../lib/ids';
import { fitText, textWidth } from '../../lib/textWidth';
import type { Direction } from '../../lib/turned';
import { edgeStates } from '../../shapes/edgeStates';
import type { Shapes } from '../../shapes/nodeShape';
import { type Box, placeCards, stackDepth } from './boxes';
import type { Detail } from './cardText';
import { drawAnnotations } from './drawAnnotations';
import { drawCard } from './drawCard';
import { drawStrips, type Layer } from './drawStrips';
import { drawLabel, drawSlotName, drawWire, tensorText, type Wire, wiresOf } from './drawWires';
import { drawLegend, legendHeight } from './legend';
import { type DiffState, markOf } from './marks';
import { greys, type Palette, palettes, type Theme } from './palette';
import { type LabelRequest, labelWidth, placeLabels } from './placeLabels';
import { cutStrips } from './strips';
import { element, fonts, type Picture, titled, writeText } from './svg';

export type { Detail } from './cardText';
export type { DiffState } from './marks';
export type { Theme } from './palette';
export type { Picture } from './svg';

export interface PictureOptions {
  readonly theme: Theme;
  /** Greys alone, for paper; on light whatever the theme. */
  readonly grey?: boolean;
  /** How much cards say; left out: all. */
  readonly detail?: Detail;
  /** Draws no paper below. */
  readonly transparent?: boolean;
  /** A style sheet to carry along, such as a font that is not to be looked for elsewhere. */
  readonly styleSheet?: string;
  /** Round the drawing, in pixels; left out: 20. */
  readonly margin?: number;
  /** Where the drawing leads; left out: to the right. */
  readonly direction?: Direction;
  /** Above the drawing. */
  readonly title?: string;
  /** What a screen reader calls the picture; left out, it is named after the title. */
  readonly label?: string;
  /** Of a comparison: what became of each node, marked by colour and sign; a legend explains the signs that occur. */
  readonly states?: ReadonlyMap<NodeId, DiffState>;
  readonly edgeStates?: ReadonlyMap<EdgeId, DiffState>;
  /** A drawing of one row that is wider than this is cut into strips below each other; left out: never. */
  readonly stripWidth?: number;
}

const usualMargin = 20;
const titleSize = 16;
const titleHeight = 30;

/**
 * Draws a drawing, or the inside of a module, with the shapes that `inferShapes` gave for its graph. Nodes without a
 * position are placed by depth. Cards never cover each other where they do not on the canvas; labels cover neither
 * cards nor each other.
 */
export function designSvg(drawing: Drawing, shapes: Shapes, options: PictureOptions): Picture {
  const palette = options.grey ? greys : palettes[options.theme];
  const wireStates = edgeStates(drawing.graph, shapes);
  const labelWidths = new Map([...wireStates].map(([id, state]) => [id, labelWidth(tensorText(state))]));
  const { cards, stretch } = placeCards(drawing, shapes, labelWidths, options.detail);
  const written = drawAnnotations(drawing.annotations ?? noAnnotations, stretch, palette);
  const wires = wiresOf(drawing.graph, cards, wireStates, options.direction ?? 'right');
  const boxes = [...cards.values()].map(({ box, stacked }) => (stacked ? deepened(box) : box));
  const slotNames = wires.flatMap(({ slotName }) => (slotName ? [slotName.box] : []));
  const noted = [...written.frames, ...written.notes].map(({ box }) => box);
  const bounds = boundsOf(boxes, noted, [
    ...slotNames,
    ...wires.flatMap(({ curve }) => curve.points.map(dot)),
  ]);
  const strips = cutStrips(
    bounds,
    boxes,
    wires.map(({ from, to }) => [from, to]),
    options.stripWidth,
  );
  const cuts = strips.slice(1).map(({ left }) => left);
  const labels = placeLabels(
    wires.flatMap((wire) => labelRequest(wire, palette, options.edgeStates?.get(wire.edge.id))),
    [...boxes, ...slotNames, ...written.notes.map(({ box }) => box)],
    ({ x, width }) => !cuts.some((cut) => x < cut && cut < x + width),
  );
  const long: Layer = wires.map((wire) => ({
    box: boundsOf(wire.curve.points.map(dot)),
    svg: drawWire(wire, palette, options.edgeStates?.get(wire.edge.id)),
  }));
  const layers: readonly Layer[] = [
    written.frames,
    long,
    [...cards.values()].map((card) => ({
      box: deepened(card.box),
      svg: drawCard(card, palette, options.states?.get(card.node.id)),
    })),
    written.notes,
    wires.flatMap(({ slotName }) =>
      slotName ? [{ box: slotName.box, svg: drawSlotName(slotName, palette) }] : [],
    ),
    labels.map((label) => ({
      box: label.box,
      svg: drawLabel(label, palette, options.edgeStates?.get(label.edge.id)),
    })),
  ];
  const drawn = drawStrips({ strips, bounds, layers, long, wires, palette });
  return assemble(drawn, cards.size + noted.length, palette, options);
}

/** What is to be said along a wire, with the sign of a difference; nothing where its tensor has no shape yet. */
function labelRequest(wire: Wire, palette: Palette, diff: DiffState | undefined): readonly LabelRequest[] {
  if (wire.text === '') return [];
  const mark = markOf(diff, palette);
  const text = mark ? `${mark.sign} ${wire.text}` : wire.text;
  return [
    {
      edge: wire.edge,
      curve: wire.curve,
      text,
      needed: mark !== undefined || wire.state?.state === 'broken',
    },
  ];
}

const dot = ({ x, y }: { readonly x: number; readonly y: number }): Box => ({ x, y, width: 0, height: 0 });
const deepened = (box: Box): Box => ({
  ...box,
  width: box.width + stackDepth,
  height: box.height + stackDepth,
});

function boundsOf(...lists: readonly (readonly Box[])[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of lists.flat()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left <= right
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : { x: 0, y: 0, width: 0, height: 0 };
}

/** Paper, title, drawing and legend, from top to bottom. */
function assemble(drawn: Picture, count: number, palette: Palette, options: PictureOptions): Picture {
  const { title, states, edgeStates: wireStates, margin = usualMargin } = options;
  const legend = drawLegend(
    new Set([...(states?.values() ?? []), ...(wireStates?.values() ?? [])]),
    palette,
    margin,
  );
  const wanted = title === undefined ? 0 : Math.min(600, textWidth(title, titleSize, 600));
  const inner = Math.max(drawn.width, wanted, legend.width, count === 0 ? 220 : 0);
  const width = Math.ceil(inner + 2 * margin);
  const top = margin + (title === undefined ? 0 : titleHeight);
  const body = count === 0 ? 40 : drawn.height;
  const height = Math.ceil(top + body + margin + (legend.svg === '' ? 0 : legendHeight));
  const heading =
    title === undefined
      ? ''
      : writeText(fitText(title, { size: titleSize, weight: 600, room: inner }), {
          x: margin,
          y: margin + 13,
          size: titleSize,
          weight: 600,
          fill: palette.text,
          room: inner,
        });
  const nothing = writeText('Nothing is drawn yet.', { x: margin, y: top + 22, size: 13, fill: palette.dim });
  const name = options.label ?? title ?? 'A network';
  const content =
    titled(name) +
    (options.styleSheet === undefined ? '' : element('style', {}, escapeMarkup(options.styleSheet))) +
    (options.transparent ? '' : element('rect', { width, height, fill: palette.paper })) +
    heading +
    (count === 0
      ? nothing
      : element('g', { transform: `translate(${margin + (inner - drawn.width) / 2} ${top})` }, drawn.svg)) +
    (legend.svg === ''
      ? ''
      : element('g', { transform: `translate(0 ${height - legendHeight - 4})` }, legend.svg));
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': name,
      'font-family': fonts,
      'font-size': 11,
      style: 'font-variant-ligatures:no-contextual',
    },
    content,
  );
  return { svg, width, height };
}
