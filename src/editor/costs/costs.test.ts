// The cost table without a browser: rows, sorting and folding, shares, and the arithmetic behind each figure.
import { describe, expect, it } from 'vitest';
import { draw } from '../../graph/drawing.fixture';
import { nodeId } from '../../lib/ids';
import { measuredOf } from '../../store/measured';
import { explainFigure, stepsTo } from './explainFigure';
import { amountOf, groupShares, shareOf, tintClass, writeField, writeShare } from './figures';
import { costRows, nextSorting, type Sorting, visibleRows } from './rows';

const modules = `
  module pair width:8
    x = moduleInput
    a = conv2d filters:"=width" bias:false < x
    b = conv2d filters:"=2*width" bias:false < a
    y = moduleOutput < b
  end
  module through
    x = moduleInput
    p = pair width:4 < x
    y = moduleOutput < p
  end
  input = input height:16 width:16 channels:2
  first = pair width:4 < input
  second = through < first
  gap = globalAvgPool < second
  fc = dense units:10 < gap
  out = classifier classes:10 < fc
  stray = conv2d`;
const measured = measuredOf(draw(modules), 2);
const costs = (id: string) => {
  const found = measured.costs.get(nodeId(id));
  if (!found) throw new Error(`no costs of ${id}`);
  return found;
};
const names = (sorting?: Sorting, unfolded: readonly string[] = []) =>
  visibleRows(costRows(measured, sorting), new Set(unfolded.map(nodeId))).map(({ id }) => id);
const first = 9 * 2 * 4 + 9 * 4 * 8;
const second = 9 * 8 * 4 + 9 * 4 * 8;

describe('measuredOf', () => {
  it('sums an instance, on every level, and takes its output’s receptive field', () => {
    expect(costs('first')).toMatchObject({ trainable: first, nodes: 2, depth: 2, output: 'first/b' });
    expect(costs('second')).toMatchObject({ trainable: second, depth: 4, output: 'second/p/b' });
    expect(costs('second/p')).toMatchObject({ trainable: second });
    expect(costs('first').activationBytes).toBe(2 * 4 * 16 * 16 * (4 + 8));
    expect([writeField(costs('first'), measured), writeField(costs('second'), measured)]).toEqual([
      '5×5',
      '9×9',
    ]);
  });
  it('is the same object until drawing or batch size change', () => {
    expect(measuredOf(measured.graph, 2)).toBe(measured);
    const other = measuredOf(measured.graph, 4);
    expect(other.measures.totals.activationBytes).toBe(2 * measured.measures.totals.activationBytes);
    expect(other.shapes).toBe(measured.shapes);
  });
});

describe('rows', () => {
  it('stand in the order of drawing, instances folded, and unfold level by level', () => {
    expect(names()).toEqual(['input', 'first', 'second', 'gap', 'fc', 'out', 'stray']);
    expect(names(undefined, ['second'])).toContain('second/p');
    expect(names(undefined, ['second'])).not.toContain('second/p/a');
    expect(names(undefined, ['second', 'second/p'])).toContain('second/p/a');
    expect(costRows(measured, undefined)[1]).toMatchObject({ layer: 'pair', level: 0, output: '16×16×8' });
    expect(costRows(measured, undefined)[6]).toMatchObject({ costs: undefined, output: '' });
  });
  it('sort by any column, equal ones in the order of drawing', () => {
    expect(names({ column: 'weights', descending: true })).toEqual([
      ...['second', 'first', 'fc', 'input', 'gap', 'out', 'stray'],
    ]);
    expect(names({ column: 'node', descending: false })[0]).toBe('fc');
    expect(names({ column: 'field', descending: false })[0]).toBe('stray');
    expect(names({ column: 'output', descending: true })[0]).toBe('first');
    expect(names({ column: 'weights', descending: true }, ['first']).slice(0, 4)).toEqual([
      ...['second', 'first', 'first/b', 'first/a'],
    ]);
  });
  it('go from largest first to smallest first to the order of drawing; words from A', () => {
    const once = nextSorting(undefined, 'macs');
    const twice = nextSorting(once, 'macs');
    expect([once, twice, nextSorting(twice, 'macs')]).toEqual([
      { column: 'macs', descending: true },
      { column: 'macs', descending: false },
      undefined,
    ]);
    expect(nextSorting(once, 'node')).toEqual({ column: 'node', descending: false });
  });
});

describe('shares', () => {
  it('of the drawn nodes add up to the whole', () => {
    for (const figure of ['weights', 'macs', 'memory'] as const) {
      const all = costRows(measured, undefined).flatMap((row) => row.costs ?? []);
      expect(all.reduce((sum, each) => sum + shareOf(each, measured, figure), 0)).toBeCloseTo(1, 12);
      expect(groupShares(measured, figure).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
    expect(amountOf(costs('fc'), 'weights')).toBe(90);
    expect(groupShares(measured, 'weights')[0]?.group).toBe('Convolution');
  });
  it.each([
    [0, 0, '0 %'],
    [0.0004, 0, '<0.1 %'],
    [0.0099, 0, '1.0 %'],
    [0.01, 1, '1.0 %'],
    [0.0994, 2, '9.9 %'],
    [0.1, 3, '10 %'],
    [0.3, 4, '30 %'],
    [1, 4, '100 %'],
  ])('%f falls in class %i and is written %s', (share, heat, text) => {
    expect([tintClass(share), writeShare(share)]).toEqual([heat, text]);
  });
});

describe('explainFigure', () => {
  const formulas = (id: string, figure: Parameters<typeof explainFigure>[2]) =>
    explainFigure(measured, nodeId(id), figure).map(({ formula }) => formula);
  it('gives a layer’s own arithmetic', () => {
    expect(formulas('fc', 'weights')).toEqual(['8·10 + 10 = 90 weights']);
    expect(formulas('first/a', 'macs')).toEqual(['16·16·3·3·2·4 = 18,432']);
    expect(formulas('gap', 'weights')).toEqual(['none']);
    expect(formulas('fc', 'memory')[0]).toBe('10·4 bytes·2 images = 80 B');
    expect(formulas('stray', 'weights')).toEqual([]);
  });
  it('sums an instance, the largest first, and says what it adds to the receptive field', () => {
    expect(formulas('first', 'weights')).toEqual(['b 288 + a 72 = 360 weights']);
    expect(formulas('second', 'field')[0]).toBe(
      'p/a: 5 + (3 − 1)·1 = 7, stride 1 → p/b: 7 + (3 − 1)·1 = 9, stride 1',
    );
  });
  it('lists every step that widens the receptive field', () => {
    expect(stepsTo(measured, nodeId('gap')).map(({ label }) => label)).toEqual([
      ...['first/a', 'first/b', 'second/p/a', 'second/p/b', 'gap'],
    ]);
  });
});
