import { describe, expect, it } from 'vitest';
import { fullX, fullY, xTicks, yTicks } from './axes';
import { bandOf, bandsOf } from './bands';
import { decimate, envelope, isDense, sample } from './decimate';
import { indexAt, type Line, mergeAxes, type Reading, readAt, readRuns } from './overlay';
import { describeEnd, describeOverlay, readingsAt } from './readings';
import { noise, runOf } from './runs.fixture';
import { overlayScene } from './scene';

const line = (...points: readonly (readonly [number, number])[]): Line => ({
  x: Float64Array.from(points, ([x]) => x),
  y: Float64Array.from(points, ([, y]) => y),
});
const reading: Reading = { figure: 'loss', axis: 'step', smoothing: 0 };
const none: ReadonlySet<string> = new Set();
const plain = runOf({ id: 'a', label: 'Plain', colour: 0, points: 250, floor: 0.8 });
const short = runOf({
  id: 'b',
  label: 'Residual',
  colour: 1,
  points: 120,
  seed: 2,
  ended: { state: 'failed', step: 120, reason: 'The loss became NaN.' },
});

describe('readRuns', () => {
  it('places a batch on every axis', () => {
    const at = (axis: Reading['axis']) => readRuns([plain], { ...reading, axis })[0]?.measured.x[49];
    expect([at('step'), at('epoch'), at('images'), at('time')]).toEqual([50, 0.5, 50 * 32, 1]);
  });

  it('has nothing on the axis of epochs where their length is not known', () => {
    const [lines] = readRuns([{ ...plain, stepsPerEpoch: 0 }], { ...reading, axis: 'epoch' });
    expect(lines?.measured.x).toHaveLength(0);
  });

  it('takes the whole loss, an output’s own, or the run’s own output where it names one', () => {
    const points = [
      {
        step: 1,
        loss: 9,
        heads: [
          { loss: 1, metric: 0.1 },
          { loss: 2, metric: 0.2 },
        ],
        elapsed: 0,
      },
    ];
    const run = { ...plain, curves: { batches: points, heldOut: [] } };
    const first = (over: Partial<Reading>, head?: number) =>
      readRuns([head === undefined ? run : { ...run, head }], { ...reading, ...over })[0]?.measured.y[0];
    expect([first({}), first({ head: 0 }), first({ head: 0 }, 1), first({ figure: 'metric' })]).toEqual([
      9, 1, 2, 0.1,
    ]);
  });

  it('makes what is not finite a gap, and computes anew only what has changed', () => {
    const [point] = plain.curves.batches;
    const batches = point ? [point, { ...point, step: 2, loss: Number.POSITIVE_INFINITY }] : [];
    const broken = { ...plain, id: 'c', curves: { batches, heldOut: [] } };
    const before = readRuns([plain, broken], reading);
    expect(before[1]?.measured.y[1]).toBeNaN();
    const after = readRuns(
      [plain, { ...broken, curves: { ...broken.curves, batches: [...batches] } }],
      reading,
      before,
    );
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(readRuns([plain], { ...reading, smoothing: 0.5 }, before)[0]).not.toBe(before[0]);
  });
});

describe('readAt', () => {
  const some = line([1, 10], [3, Number.NaN], [5, 50]);
  it('finds the last point at or before a place', () => {
    expect([0, 1, 2, 5, 9].map((at) => indexAt(some.x, at))).toEqual([-1, 0, 0, 2, 2]);
  });
  it('reads the nearest value at or before it, past gaps, and none before the first', () => {
    expect([0.5, 1, 4, 5, 1e9].map((at) => readAt(some, at))).toEqual([undefined, 10, 10, 50, 50]);
  });
  it('merges axes into every place once, ascending', () => {
    expect([...mergeAxes([line([1, 0], [4, 0]), line([1, 0], [2, 0], [9, 0])])]).toEqual([1, 2, 4, 9]);
  });
});

describe('bands', () => {
  it('spans the seeds and takes their mean, between points along straight lines', () => {
    const band = bandOf([line([0, 0], [2, 4]), line([0, 2], [1, 3], [2, 0])]);
    expect([...band.x]).toEqual([0, 1, 2]);
    expect([...band.low]).toEqual([0, 2, 0]);
    expect([...band.high]).toEqual([2, 3, 4]);
    expect([...band.mean]).toEqual([1, 2.5, 2]);
  });

  it('leaves a seed out beyond its last point, and needs two', () => {
    const band = bandOf([line([0, 1], [4, 1]), line([0, 3], [2, 3]), line([0, 5], [1, Number.NaN], [2, 5])]);
    expect([...band.x]).toEqual([0, 2, 4]);
    expect([...band.count]).toEqual([3, 3, 1]);
    expect(band.mean[1]).toBe(3);
    expect(band.mean[2]).toBeNaN();
  });

  it('is made of the seeds that are shown, and kept while they stay', () => {
    const seeds = [1, 2, 3].map((seed) =>
      runOf({ id: `s${seed}`, label: `seed ${seed}`, colour: 0, points: 50, seed, band: 'Plain' }),
    );
    const lines = readRuns([...seeds, short], reading);
    const [band] = bandsOf(lines, none);
    expect(band?.members.map(({ run }) => run.id)).toEqual(['s1', 's2', 's3']);
    expect(bandsOf(lines, none, band ? [band] : [])[0]).toBe(band);
    expect(bandsOf(lines, new Set(['s1']))[0]?.members).toHaveLength(2);
    expect(bandsOf(lines, new Set(['s1', 's2']))).toEqual([]);
    const rows = readingsAt(lines, band ? [band] : [], none, 20);
    expect(rows.map(({ label, kind }) => [label, kind])).toEqual([
      ['Plain, mean', 'mean'],
      ['seed 1', 'run'],
      ['seed 2', 'run'],
      ['seed 3', 'run'],
      ['Residual', 'run'],
    ]);
    const values = rows.slice(1, 4).map(({ training }) => training ?? Number.NaN);
    expect(rows[0]?.training).toBeCloseTo(values.reduce((a, b) => a + b) / 3, 12);
    expect(rows[0]?.range).toEqual([Math.min(...values), Math.max(...values)]);
    expect(rows[0]?.seeds).toBe(3);
  });
});

describe('decimate', () => {
  const next = noise(5);
  const many = line(
    ...Array.from({ length: 10_000 }, (_, i) => [i, i === 4321 ? 9 : i === 777 ? -9 : next()] as const),
  );
  const draw = (from: number, to: number) =>
    decimate(
      many,
      from,
      to,
      (x) => ((x - from) / (to - from)) * 300,
      (y) => y,
    );

  it('keeps the extremes of every column, first and last, in order, with four points a column at most', () => {
    const points = draw(0, 9999);
    const xs = points.filter((_, i) => i % 2 === 0);
    const ys = points.filter((_, i) => i % 2 === 1);
    expect(points.length / 2).toBeLessThanOrEqual(4 * 301);
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([-9, 9]);
    expect([...xs].every((x, i) => i === 0 || x >= (xs[i - 1] ?? 0))).toBe(true);
    for (let column = 0; column < 300; column += 1) {
      const inside = (x: number) => Math.floor(x) === column;
      const all = [...many.y].filter((_, i) => inside((i / 9999) * 300));
      const kept = [...ys].filter((_, i) => inside(xs[i] ?? -1));
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...all), Math.max(...all)]);
      expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
    }
  });

  it('draws every point where there is room, and one beyond each edge', () => {
    const points = draw(100, 110);
    expect([...points].filter((_, i) => i % 2 === 0)).toEqual(Array.from({ length: 12 }, (_, i) => i * 30));
  });

  it('goes around a dense line: the extremes of every column, along the top and back along the bottom', () => {
    const toX = (x: number) => (x / 9999) * 300;
    expect([isDense(many, 0, 9999, toX), isDense(many, 0, 9999, (x) => x)]).toEqual([true, false]);
    const points = [...envelope(many, 0, 9999, toX, (y) => y, 0.5)];
    const ys = points.filter((_, i) => i % 2 === 1);
    const columns = ys.length / 2;
    expect(columns).toBe(301);
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([-9.5, 9.5]);
    // Of every column the first half holds the least value, the second half, backwards, the greatest.
    for (let column = 0; column < columns; column += 1) {
      const all = [...many.y].filter((_, i) => Math.floor(toX(i)) === column);
      expect(ys[column]).toBe(Math.min(...all) - 0.5);
      expect(ys[2 * columns - 1 - column]).toBe(Math.max(...all) + 0.5);
    }
  });

  it('samples a smooth line at values it has, the first and the last among them', () => {
    const slope = line(...Array.from({ length: 1000 }, (_, i) => [i, 2 * i] as const));
    const points = sample(
      slope,
      0,
      999,
      (x) => x / 10,
      (y) => y,
      2,
    );
    expect(points.length / 2).toBeLessThanOrEqual(52);
    expect([points[0], points[1], points.at(-2), points.at(-1)]).toEqual([0, 0, 99.9, 1998]);
    for (let i = 0; i < points.length; i += 2) expect(points[i + 1]).toBeCloseTo(20 * (points[i] ?? 0), 9);
  });

  it('passes over gaps', () => {
    const gappy = line([0, 1], [1, Number.NaN], [2, 3]);
    expect([
      ...decimate(
        gappy,
        0,
        2,
        (x) => x * 10,
        (y) => y,
      ),
    ]).toEqual([0, 1, 20, 3]);
    const dense = line([0, Number.NaN], [0.1, 5], [0.2, 2], [0.3, Number.NaN]);
    expect(
      [
        ...decimate(
          dense,
          0,
          1,
          (x) => x,
          (y) => y,
        ),
      ].filter((_, i) => i % 2),
    ).toEqual([5, 2]);
  });
});

describe('axes', () => {
  const lines = readRuns([plain, short], reading);
  it('ends with the epoch in hand of the longest run', () => {
    expect(fullX(lines, 'step')).toEqual([0, 300]);
    expect(fullX(readRuns([plain, short], { ...reading, axis: 'time' }), 'time')).toEqual([0, 5]);
    expect(fullX([], 'step')).toEqual([0, 1]);
  });

  it('does not let a run that diverged press the others flat', () => {
    const [point] = short.curves.batches;
    const wild = { ...short, curves: { batches: point ? [{ ...point, loss: 1e6 }] : [], heldOut: [] } };
    const request = { unit: 'loss', log: false, x: [0, 300], zoomed: false } as const;
    const [, calm] = fullY(readRuns([plain], reading), request);
    expect(fullY(readRuns([plain, wild], reading), request)[1]).toBeLessThanOrEqual(2 * calm);
    expect(fullY(readRuns([plain, wild], reading), { ...request, log: true })[1]).toBe(1e6);
  });

  it('writes round ticks', () => {
    expect(xTicks('step', [0, 1500], 4).map(({ text }) => text)).toEqual(['0', '500', '1 k', '1.5 k']);
    expect(xTicks('step', [12_000, 12_010], 5).map(({ text }) => text)).toEqual(
      ['12,000', '12,002', '12,004', '12,006', '12,008', '12,010'].slice(0, 6),
    );
    expect(xTicks('time', [0, 200], 4).map(({ text }) => text)).toEqual(['0:00', '1:00', '2:00', '3:00']);
    expect(yTicks('share', false, [0.5, 1], 5).map(({ text }) => text)).toContain('70 %');
    expect(yTicks('loss', true, [0.1, 10], 4).map(({ text }) => text)).toEqual(['0.1', '1', '10']);
  });
});

describe('overlayScene', () => {
  const box = { left: 40, top: 10, right: 440, bottom: 210 };
  const sceneOf = (over = {}) =>
    overlayScene(readRuns([plain, short], { ...reading, smoothing: 0.8 }), [], {
      axis: 'step',
      unit: 'loss',
      log: false,
      hidden: none,
      box,
      ...over,
    });

  it('draws what was measured behind, then training and held-out of every run', () => {
    expect(sceneOf().strokes.map(({ id, part }) => `${id} ${part}`)).toEqual([
      'a measured',
      'b measured',
      'a training',
      'a heldOut',
      'b training',
      'b heldOut',
    ]);
  });

  it('leaves hidden runs out, of lines, marks and axes', () => {
    const scene = sceneOf({ hidden: new Set(['a']) });
    expect(new Set(scene.strokes.map(({ id }) => id))).toEqual(new Set(['b']));
    expect(scene.x).toEqual([0, 200]);
  });

  it('marks where a run failed, within the frame', () => {
    const [end] = sceneOf().ends;
    expect(end).toMatchObject({ id: 'b', state: 'failed' });
    expect(end?.x).toBeCloseTo(40 + (120 / 300) * 400, 9);
    expect(sceneOf({ zoom: [200, 300] }).ends).toEqual([]);
  });

  it('shows the zoomed part over the whole width, and all for a zoom that is none', () => {
    const scene = sceneOf({ zoom: [100, 200] });
    expect([scene.x, scene.full]).toEqual([
      [100, 200],
      [0, 300],
    ]);
    expect([scene.toX(100), scene.toX(200)]).toEqual([40, 440]);
    expect(sceneOf({ zoom: [900, 950] }).x).toEqual([0, 300]);
  });

  it('has no place for zero on a logarithmic axis', () => {
    const scene = sceneOf({ log: true });
    expect(scene.toY(0)).toBeNaN();
    expect(scene.toY(scene.y[1])).toBeCloseTo(box.top, 9);
  });
});

describe('words', () => {
  it('says how a run ended', () => {
    expect(describeEnd(short)).toBe('failed at batch 120: The loss became NaN.');
    expect(describeEnd(plain)).toBe('');
  });

  it('reads all runs at one place, with the end of those that ended before', () => {
    const lines = readRuns([plain, short], reading);
    const [a, b] = readingsAt(lines, [], none, 200);
    expect(a?.training).toBe(plain.curves.batches[199]?.loss);
    expect(a?.note).toBeUndefined();
    expect(b).toMatchObject({
      over: true,
      note: describeEnd(short),
      training: short.curves.batches[119]?.loss,
    });
    expect(readingsAt(lines, [], new Set(['a']), 200)).toHaveLength(1);
  });

  it('describes the picture', () => {
    const lines = readRuns([plain, short], reading);
    const words = describeOverlay('Loss', lines, [], none, 'loss');
    expect(words).toMatch(/^Loss over batches, 2 runs, last values\. Plain: training 0\.\d+, held-out /);
    expect(words).toContain('Residual: training');
    expect(words).toMatch(/failed at batch 120: The loss became NaN\.$/);
    expect(describeOverlay('Loss', [], [], none, 'loss')).toBe('Loss: no values yet.');
  });
});
