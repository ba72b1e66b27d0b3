import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../graph/annotations';
import { draw } from '../../graph/drawing.fixture';
import { placeNodes } from '../../graph/placeNodes';
import { annotationId } from '../../lib/ids';
import { inferShapes } from '../../shapes/inferShapes';
import { designSvg } from './designSvg';
import { plainText } from './drawAnnotations';

const graph = draw('image = input\nflat = flatten < image');
const placed = { at: { x: -40, y: -200 }, width: 600, height: 400, colour: 'blue' } as const;
const frame: Annotation = {
  type: 'frame',
  id: annotationId('f'),
  title: 'Stem & <head>',
  text: '',
  ...placed,
};
const note: Annotation = {
  type: 'note',
  id: annotationId('n'),
  ...placed,
  at: { x: 0, y: 900 },
  width: 200,
  height: 60,
  text: '# Why\n**All** of `it`: $x^2$, and then so many words that they cannot stand in a note as low as this.',
};

const pictureOf = (...all: readonly Annotation[]) =>
  designSvg(
    { graph, layout: placeNodes(graph), annotations: new Map(all.map((each) => [each.id, each])) },
    inferShapes(graph),
    { theme: 'light' },
  );

describe('notes and frames in a picture', () => {
  it('frames lie below the wires and cards, notes stand within the sheet with as much text as fits', () => {
    const { svg, height } = pictureOf(frame, note);
    expect(svg.indexOf('data-frame="f"')).toBeGreaterThan(0);
    expect(svg.indexOf('data-frame="f"')).toBeLessThan(svg.indexOf('data-node="image"'));
    expect(svg.indexOf('data-note="n"')).toBeGreaterThan(svg.indexOf('data-node="flat"'));
    expect(svg).toContain('Stem &amp; &lt;head&gt;');
    expect(svg).toContain('>Why</text>');
    expect(svg).toMatch(/…<\/text>/);
    expect(height).toBeGreaterThan(900 + 60 + 200);
  });

  it('a strip shows the whole height of a frame in it', () => {
    const low = { ...frame, at: { x: -40, y: -60 }, height: 160 };
    const { svg } = designSvg(
      { graph, layout: placeNodes(graph), annotations: new Map([[low.id, low]]) },
      inferShapes(graph),
      { theme: 'light', stripWidth: 300 },
    );
    const windows = [...svg.matchAll(/<svg [^>]*viewBox="\S+ (\S+) \S+ (\S+)"/g)].slice(1);
    expect(windows.length).toBeGreaterThan(1);
    for (const [, top, height] of windows) {
      expect(Number(top)).toBeLessThanOrEqual(-60);
      expect(Number(top) + Number(height)).toBeGreaterThanOrEqual(100);
    }
  });

  it('without any, the picture is what it was', () => {
    const plain = designSvg({ graph, layout: placeNodes(graph) }, inferShapes(graph), { theme: 'light' });
    expect(pictureOf().svg).toBe(plain.svg);
  });
});

describe('plainText', () => {
  it('leaves the words and the formulas, not the signs', () => {
    expect(
      plainText('## Head\n- one\n- [x] two\n- [ ] three\n\n> said **so**\n[paper](https://x.org): $a_b$'),
    ).toBe('Head\n• one\n✓ two\n• three\n\nsaid so\npaper: a_b');
  });
});
