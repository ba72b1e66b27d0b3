import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams, layers } from '../../../layers/index';
import { box, type Glyph, type Mark } from './glyph';
import { glyphOf, isDrawn } from './glyphOf';
import { glyphPaths } from './glyphPaths';

/** Leftmost, rightmost, highest and lowest of a mark. */
function reachOf(mark: Mark): readonly number[] {
  switch (mark.mark) {
    case 'rect':
      return [mark.x, mark.x + mark.width, mark.y, mark.y + mark.height];
    case 'dot':
      return [mark.x - mark.r, mark.x + mark.r, mark.y - mark.r, mark.y + mark.r];
    case 'line':
      return mark.points.flat();
  }
}
const within = (glyph: Glyph) =>
  glyph.every((mark) => reachOf(mark).every((at) => at >= -0.01 && at <= box + 0.01));
const squares = (glyph: Glyph) => glyph.filter((mark) => mark.mark === 'rect');
/** Dots along the bottom: the places where the window stops. */
const stops = (glyph: Glyph) =>
  glyph.flatMap((mark) => (mark.mark === 'dot' && mark.y > 25 && mark.r < 1 ? [mark.x] : []));
const conv = (params: object) => glyphOf('conv2d', { ...defaultParams('conv2d'), ...params });

describe('pictures of layers', () => {
  it('exist for every kind of layer, each unlike the others', () => {
    const kinds = Object.keys(layers).filter((kind) => kind !== 'unknown');
    expect(kinds.filter((kind) => !isDrawn(kind))).toEqual([]);
    // A bottleneck is a 1×1 convolution, and drawn as one.
    const drawn = new Map(kinds.map((kind) => [JSON.stringify(glyphOf(kind, defaultParams(kind))), kind]));
    expect([...drawn.values()].length).toBe(kinds.length);
  });

  it('keep within their box, whatever the window', () => {
    const side = fc.integer({ min: 1, max: 255 });
    const size = fc.oneof(side, fc.tuple(side, side));
    const kinds = Object.keys(layers);
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        size,
        size,
        size,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, kernel, stride, dilation, rate) => {
          const params = {
            ...defaultParams(kind),
            kernel,
            size: kernel,
            stride,
            dilation,
            factor: stride,
            rate,
          };
          const glyph = glyphOf(kind, params);
          expect(glyph.length).toBeGreaterThan(0);
          expect(within(glyph)).toBe(true);
          for (const { d } of glyphPaths(glyph)) expect(d).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('show a kernel tap by tap, and its stride as wider steps', () => {
    expect(squares(conv({ kernel: 3 }))).toHaveLength(9);
    expect(squares(conv({ kernel: [1, 7] }))).toHaveLength(7);
    const [one, two] = [stops(conv({ stride: 1 })), stops(conv({ stride: 2 }))];
    const pitch = (at: readonly number[]) => (at[1] ?? 0) - (at[0] ?? 0);
    expect(pitch(two)).toBeCloseTo(2 * pitch(one), 5);
  });

  it('spread a dilated kernel: as many taps, further apart', () => {
    const [dense, dilated] = [squares(conv({ dilation: 1 })), squares(conv({ dilation: 2 }))];
    expect(dilated).toHaveLength(dense.length);
    const ratio = (taps: readonly Mark[]) => {
      const [a, b] = taps;
      return a?.mark === 'rect' && b?.mark === 'rect' ? (b.x - a.x) / b.width : 0;
    };
    expect(ratio(dilated)).toBeGreaterThan(1.8 * ratio(dense));
  });

  it('silence the share of values that dropout does', () => {
    for (const rate of [0, 0.25, 0.5, 1]) {
      const silent = glyphOf('dropout', { rate }).filter(({ tone }) => tone === 'faint');
      expect(silent).toHaveLength(16 * rate);
    }
  });
});
