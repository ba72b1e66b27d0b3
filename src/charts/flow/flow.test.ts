import { describe, expect, it } from 'vitest';
import { designOf } from '../overlay/runs.fixture';
import {
  counterpartRow,
  type FlowDesign,
  flowGrid,
  flowSpan,
  labelledRows,
  profileAt,
  valueIn,
} from './flow';
import { codesOf, flowScale, noneCode, placeOn, scaleTicks, writePower, zeroCode } from './flowScale';
import { describeCell, describeFlow, formatFlow } from './flowWords';
import { flowPixels } from './paintFlow';
import { rampColour } from './ramp';

const norms = (gradient: number) => ({ gradient, update: gradient / 10, weight: 2 });
const plain: FlowDesign = {
  id: 'p',
  label: 'Plain',
  colour: 0,
  watched: { weighted: ['conv1', 'conv2', 'classes'], active: ['conv1', 'pool', 'conv2'] },
  insights: [
    {
      step: 0,
      gradients: [norms(1e-4), norms(1e-3), norms(1)],
      activations: [
        { mean: -1, deviation: 1, dead: 0.25 },
        { mean: 2, deviation: 3 },
        { mean: 0, deviation: 0, dead: 1 },
      ],
    },
    {
      step: 10,
      gradients: [norms(0), norms(Number.NaN), norms(0.5)],
      activations: [
        { mean: -2, deviation: 1, dead: 0.5 },
        { mean: 2, deviation: 3 },
        { mean: 0, deviation: 0, dead: 1 },
      ],
    },
  ],
};

describe('flowGrid', () => {
  it('has the layers of the quantity in rows and the looks in columns', () => {
    const grid = flowGrid(plain, 'gradient');
    expect(grid.layers.map(({ id }) => id)).toEqual(['conv1', 'conv2', 'classes']);
    expect([...grid.values]).toEqual([1e-4, 0, 1e-3, Number.NaN, 1, 0.5]);
    expect([...flowGrid(plain, 'mean').values]).toEqual([-1, -2, 2, 2, 0, 0]);
  });

  it('divides the update by the weights', () => {
    expect(flowGrid(plain, 'update').values[4]).toBeCloseTo(0.05, 12);
  });

  it('shows dead units only of layers that can have them, and remembers their places', () => {
    const grid = flowGrid(plain, 'dead');
    expect(grid.layers).toEqual([
      { id: 'conv1', index: 0 },
      { id: 'conv2', index: 2 },
    ]);
    expect([...grid.values]).toEqual([0.25, 0.5, 1, 1]);
  });

  it('reads the look at or before a batch', () => {
    const grid = flowGrid(plain, 'gradient');
    expect([-1, 0, 9, 10, 99].map((step) => valueIn(grid, 2, step))).toEqual([undefined, 1, 1, 0.5, 0.5]);
    expect(valueIn(grid, 3, 0)).toBeUndefined();
  });

  it('spans the looks of all designs, the last as wide as the one before', () => {
    const longer = designOf({ id: 'r', label: 'R', colour: 1, layers: 3, looks: 5, decay: 0.9 });
    expect(flowSpan([flowGrid(plain, 'gradient'), flowGrid(longer, 'gradient')])).toEqual([0, 50]);
    expect(flowSpan([])).toEqual([0, 1]);
  });

  it('finds the corresponding layer by name, or as it is told', () => {
    const other: FlowDesign = { ...plain, id: 'o', watched: { weighted: ['x', 'conv1', 'y'], active: [] } };
    const [from, to] = [flowGrid(plain, 'gradient'), flowGrid(other, 'gradient')];
    expect(counterpartRow(from, 0, to)).toBe(1);
    expect(counterpartRow(from, 1, to)).toBeUndefined();
    expect(counterpartRow(from, 1, to, (_, index) => index + 1)).toBe(2);
    expect(counterpartRow(from, 1, to, () => undefined)).toBeUndefined();
  });

  it('has a profile over the share of the depth', () => {
    expect(profileAt(flowGrid(plain, 'gradient'), 3).map(({ depth, value }) => [depth, value])).toEqual([
      [0, 1e-4],
      [0.5, 1e-3],
      [1, 1],
    ]);
    expect(profileAt(flowGrid(plain, 'gradient'), -1)).toEqual([]);
  });

  it('names as many layers as there is room for, the last one always, none over another', () => {
    expect(labelledRows(5, 10)).toEqual([0, 1, 2, 3, 4]);
    for (const count of [1, 2, 7, 40, 60, 61]) {
      const rows = labelledRows(count, 8);
      expect(rows[0]).toBe(0);
      expect(rows.at(-1)).toBe(count - 1);
      expect(rows.length).toBeLessThanOrEqual(9);
      const stride = Math.ceil(count / 8);
      expect(rows.every((row, i) => i === 0 || row - (rows[i - 1] ?? 0) >= stride || count <= stride)).toBe(
        true,
      );
    }
  });
});

describe('flowScale', () => {
  it('is one scale for all designs, and rises with the value', () => {
    const designs = [0.5, 0.9].map((decay, i) =>
      flowGrid(designOf({ id: `${i}`, label: '', colour: i, layers: 20, looks: 30, decay }), 'gradient'),
    );
    const scale = flowScale(designs, 'gradient');
    const values = [1e-30, 1e-6, 1e-5, 3e-4, 0.02, 0.1];
    const places = values.map((value) => Number(placeOn(scale, value)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places.slice(1)).size).toBe(5);
    expect(places[0]).toBe(0);
  });

  it('keeps zero and what is not finite apart from small and large', () => {
    const grid = flowGrid(plain, 'gradient');
    const codes = codesOf(grid.values, flowScale([grid], 'gradient', 0));
    expect([codes[1], codes[3]]).toEqual([zeroCode, noneCode]);
    expect(codes[0]).toBeLessThan(codes[2] ?? 0);
    expect(codes[4]).toBeLessThanOrEqual(255);
  });

  it('gives a mean a side for its sign, and zero the middle', () => {
    const scale = flowScale([flowGrid(plain, 'mean')], 'mean');
    const [minus, zero, plus] = [-2, 0, 2].map((value) => Number(placeOn(scale, value)));
    expect(zero).toBe(0.5);
    expect((plus ?? 0) - 0.5).toBeCloseTo(0.5 - (minus ?? 0), 12);
    expect(plus).toBeGreaterThan(0.5);
  });

  it('is not taken over by a few looks into a network that explodes', () => {
    const design = designOf({ id: 'x', label: '', colour: 0, layers: 10, looks: 100, decay: 0.8 });
    const last = design.insights.at(-1);
    const gradients = last?.gradients.map((g) => ({ ...g, gradient: 1e30 })) ?? [];
    const wild = {
      ...design,
      insights: [...design.insights.slice(0, -1), ...(last ? [{ ...last, gradients }] : [])],
    };
    expect(flowScale([flowGrid(wild, 'gradient')], 'gradient').high).toBeLessThanOrEqual(1);
    expect(flowScale([flowGrid(wild, 'gradient')], 'gradient', 0).high).toBeGreaterThanOrEqual(1e30);
  });

  it('writes its ends in powers of ten', () => {
    expect([1e-7, 0.01, 1, 100, 1e12, -0.1, -1e4].map(writePower)).toEqual([
      '10⁻⁷',
      '0.01',
      '1',
      '100',
      '10¹²',
      '−0.1',
      '−10⁴',
    ]);
    const ticks = scaleTicks({ kind: 'log', low: 1e-6, high: 1 }, 6);
    expect(ticks.at(-1)).toEqual({ at: 1, text: '1' });
    expect(ticks.map(({ at }) => at)).toEqual([...ticks.map(({ at }) => at)].sort((a, b) => a - b));
  });
});

describe('ramp', () => {
  const lightness = ([r, g, b]: readonly [number, number, number]) =>
    0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2;
  const along = (signed: boolean) =>
    Array.from({ length: 65 }, (_, i) => lightness(rampColour(i / 64, signed)));

  it('grows lighter all along, so that its order can be seen without hue', () => {
    const values = along(false);
    expect(values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0))).toBe(true);
  });

  it('is lightest at zero and darkens to both sides where it has two', () => {
    const values = along(true);
    expect(values.indexOf(Math.max(...values))).toBe(32);
    expect(
      values.every(
        (value, i) => i === 0 || (i <= 32 ? value > (values[i - 1] ?? 0) : value < (values[i - 1] ?? 0)),
      ),
    ).toBe(true);
  });
});

describe('flowPixels', () => {
  it('gives every pixel one cell’s colour, and nothing after the last look', () => {
    const grid = flowGrid(plain, 'gradient');
    const scale = flowScale([grid], 'gradient', 0);
    const pixels = flowPixels(grid, scale, [0, 40], { width: 40, height: 6, ratio: 1 });
    const [r, g, b] = rampColour((codesOf(grid.values, scale)[4] ?? 0) / 255, false);
    const last = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    expect([...pixels.slice(4 * 40, 4 * 40 + 10)]).toEqual(Array(10).fill(last));
    expect(pixels[4 * 40 + 25]).toBe(0);
    // The zero of conv1 is hatched: two colours, none of them on the ramp.
    expect(new Set(pixels.slice(10, 20)).size).toBe(2);
  });
});

describe('words', () => {
  const grid = flowGrid(plain, 'gradient');
  it('compares a layer with the last', () => {
    expect(describeCell(grid, 0, 0)).toBe(
      'conv1 of Plain: gradient norm 1.0e-4 at batch 0, 10,000 times smaller than the last layer’s',
    );
    expect(describeCell(grid, 2, 0)).toBe('classes of Plain: gradient norm 1 at batch 0');
    expect(describeCell(grid, 0, 500)).toBe('conv1 of Plain: gradient norm 0 at batch 10');
    expect(describeCell(grid, 1, 10)).toContain('not finite');
  });

  it('describes the whole by the first layer against the last', () => {
    expect(describeFlow([grid], 'gradient')).toBe(
      'Gradient norm by layer and batch. conv1 of Plain: gradient norm 0 at batch 10; last of 3 layers, classes 0.5.',
    );
    expect(describeFlow([flowGrid({ ...plain, insights: [] }, 'dead')], 'dead')).toContain(
      'Plain: no values yet.',
    );
  });

  it('writes shares as percent', () => {
    expect(formatFlow('dead', 0.312)).toBe('31.2 %');
  });
});
