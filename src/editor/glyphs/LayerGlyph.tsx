// A layer's picture on the screen: the marks of glyphOf in the group's colour (`currentColor`).
import { memo, type SVGAttributes } from 'react';
import { box, type Tone } from '../../interchange/picture/glyphs/glyph';
import { glyphOf } from '../../interchange/picture/glyphs/glyphOf';
import { glyphPaths } from '../../interchange/picture/glyphs/glyphPaths';
import type { Params } from '../../layers/fields';

interface Drawn {
  readonly kind: string;
  readonly params: Params;
  /** Side of the square on the screen, in pixels at a zoom of 1. */
  readonly size?: number;
}

export const LayerGlyph = memo(function LayerGlyph({ kind, params, size = box }: Drawn) {
  return (
    <svg viewBox={`0 0 ${box} ${box}`} width={size} height={size} aria-hidden data-glyph={kind}>
      {glyphPaths(glyphOf(kind, params)).map(({ tone, d }) => (
        <path key={tone} d={d} {...looks[tone]} />
      ))}
    </svg>
  );
});

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const looks: Readonly<Record<Tone, SVGAttributes<SVGPathElement>>> = {
  solid: { fill: 'currentColor' },
  soft: { fill: 'currentColor', fillOpacity: 0.34 },
  line: { ...stroke, strokeWidth: 1.5 },
  faint: { ...stroke, strokeWidth: 0.8, strokeOpacity: 0.5 },
};
