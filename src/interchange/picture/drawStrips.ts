// Puts what was drawn on one sheet, or on strips below each other: each a window on the drawing, with the wires that go
// on in the next marked at both edges.

import { fitText } from '../../lib/textWidth';
import type { Box } from './boxes';
import type { Wire } from './drawWires';
import type { Palette } from './palette';
import type { Strip } from './strips';
import type { Picture } from './svg';
import { element, figure, writeText } from './svg';
import type { Point } from './wire';

export interface Piece {
  readonly box: Box;
  readonly svg: string;
}
/** Pieces that lie over those of the layer before. */
export type Layer = readonly Piece[];

export interface Sheet {
  readonly strips: readonly Strip[];
  readonly bounds: Box;
  readonly layers: readonly Layer[];
  /** That of them whose pieces are long: a strip shows parts of them. */
  readonly long: Layer;
  readonly wires: readonly Wire[];
  readonly palette: Palette;
}

/** Room about a drawing for outlines and signs that stand out. */
const bleed = 8;
const gap = 26;
/** Where it says which node a cut wire leads to. */
const flag = { width: 112, size: 10, line: 13 } as const;

export function drawStrips(sheet: Sheet): Picture {
  const { strips, bounds, layers, palette, wires } = sheet;
  const [only] = strips;
  if (strips.length === 1 && only) {
    const shift = `translate(${figure(bleed - bounds.x)} ${figure(bleed - bounds.y)})`;
    return {
      svg: element(
        'g',
        { transform: shift },
        layers.flatMap((layer) => layer.map(({ svg }) => svg)).join(''),
      ),
      width: bounds.width + 2 * bleed,
      height: bounds.height + 2 * bleed,
    };
  }
  let svg = '';
  let y = 0;
  let right = 0;
  strips.forEach((strip, i) => {
    const [first, last] = [i === 0, i === strips.length - 1];
    const from = strip.left - (first ? bleed : 0);
    const width = strip.right + (last ? bleed : 0) - from;
    const x = first ? 0 : flag.width;
    const { top, height } = extentOf(sheet, strip);
    const viewBox = [from, top, width, height].map(figure).join(' ');
    svg += element('svg', { x, y, width, height, viewBox }, inWindow(layers, from, from + width));
    if (!first) svg += drawFlags(crossing(wires, strip.left), 'from', x, y - top, palette);
    if (!last) svg += drawFlags(crossing(wires, strip.right), 'to', x + width, y - top, palette);
    right = Math.max(right, x + width + (last ? 0 : flag.width));
    y += height + gap;
  });
  return { svg, width: right, height: y - gap };
}

const inWindow = (layers: readonly Layer[], left: number, right: number): string =>
  layers
    .flatMap((layer) => layer.filter(({ box }) => box.x <= right && box.x + box.width >= left))
    .map(({ svg }) => svg)
    .join('');

/** From the highest to the lowest of what a strip shows. */
function extentOf({ layers, long, wires, bounds }: Sheet, { left, right }: Strip) {
  const cards = layers.flatMap((layer) => (layer === long ? [] : layer.map(({ box }) => box)));
  const heights = [
    ...cards
      .filter((box) => box.x < right && box.x + box.width > left)
      .flatMap((box) => [box.y, box.y + box.height]),
    ...wires.flatMap(({ curve }) =>
      curve.points.filter(({ x }) => left <= x && x <= right).map((point) => point.y),
    ),
  ];
  const low = heights.reduce((a, b) => Math.min(a, b), heights[0] ?? bounds.y);
  const high = heights.reduce((a, b) => Math.max(a, b), heights[0] ?? bounds.y);
  return { top: low - bleed, height: high - low + 2 * bleed };
}

interface Crossing {
  readonly wire: Wire;
  readonly y: number;
}

/** The wires that cross a cut, from top to bottom, and where. */
function crossing(wires: readonly Wire[], x: number): readonly Crossing[] {
  return wires
    .filter(({ from, to }) => from.x < x && x < to.x)
    .map((wire) => ({ wire, y: heightAt(wire.curve.points, x) }))
    .sort((a, b) => a.y - b.y);
}

function heightAt(points: readonly Point[], x: number): number {
  const after = points.findIndex((point) => point.x >= x);
  const [a, b] = [points[Math.max(0, after - 1)], points[after]];
  if (!a || !b) return points.at(-1)?.y ?? 0;
  return a.x === b.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

/** `to conv5` at the right edge of a strip, `from pool2` at the left one; one name once, those too close left out. */
function drawFlags(
  crossings: readonly Crossing[],
  side: 'to' | 'from',
  x: number,
  top: number,
  palette: Palette,
): string {
  let lowest = Number.NEGATIVE_INFINITY;
  const said = new Set<string>();
  return crossings
    .map(({ wire, y }) => {
      const name = side === 'to' ? wire.edge.to : wire.edge.from;
      const sign = side === 'to' ? 1 : -1;
      const tip = element('path', {
        d: `M${figure(x)} ${figure(top + y - 4)}l6 4l-6 4z`,
        fill: palette.wire,
        transform: side === 'to' ? undefined : 'translate(-6 0)',
      });
      if (said.has(name) || y - lowest < flag.line) return tip;
      said.add(name);
      lowest = y;
      const words = fitText(`${side} ${name}`, { size: flag.size, room: flag.width - 14, cut: 'middle' });
      return (
        tip +
        writeText(words, {
          x: x + sign * 10,
          y: top + y + 3.5,
          size: flag.size,
          fill: palette.dim,
          anchor: side === 'to' ? 'start' : 'end',
          room: flag.width - 12,
        })
      );
    })
    .join('');
}
