// The picture of a layer and the volume of its tensor in an exported figure. Tints are mixed, not laid over each other, so
// that programs without transparency (and printers) show them as the canvas does.
import type { Params } from '../../layers/fields';
import type { Tone } from './glyphs/glyph';
import { glyphOf } from './glyphs/glyphOf';
import { glyphPaths } from './glyphs/glyphPaths';
import { mix } from './palette';
import { type Attributes, element, figure } from './svg';
import type { Volume } from './tensorVolume';

/** As path elements, each with its own place: a group would end the card's. */
export function drawGlyph(
  kind: string,
  params: Params,
  at: { readonly x: number; readonly y: number },
  colour: string,
  ground: string,
): string {
  const transform = `translate(${figure(at.x)} ${figure(at.y)})`;
  return glyphPaths(glyphOf(kind, params))
    .map(({ tone, d }) => element('path', { d, transform, ...looks(tone, colour, ground) }))
    .join('');
}

const round = { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const;

function looks(tone: Tone, colour: string, ground: string): Attributes {
  switch (tone) {
    case 'solid':
      return { fill: colour };
    case 'soft':
      return { fill: mix(colour, ground, 0.34) };
    case 'line':
      return { ...round, stroke: colour, 'stroke-width': 1.5 };
    case 'faint':
      return { ...round, stroke: mix(colour, ground, 0.5), 'stroke-width': 0.8 };
  }
}

/** A box or a bar whose upper left corner is at `x` and `y`. */
export function drawVolume(volume: Volume, x: number, y: number, colour: string, ground: string): string {
  const face = (corners: readonly (readonly [number, number])[], share: number): string =>
    element('path', {
      d: `M${corners.map(([dx, dy]) => `${figure(x + dx)} ${figure(y + dy)}`).join('L')}z`,
      fill: mix(colour, ground, share),
      stroke: colour,
      'stroke-width': 0.75,
      'stroke-linejoin': 'round',
    });
  if (volume.form === 'box') return face(volume.top, 0.12) + face(volume.end, 0.5) + face(volume.face, 0.28);
  const { width, height } = volume;
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  return face(corners, 0.3);
}
