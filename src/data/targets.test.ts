// The targets beside the class: they tell the truth about the very pictures, which are looked at here by other means.
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBuiltIn } from './builtIn';
import { builtInSet } from './builtInSets.fixture';
import type { BuiltInId, DataSet, ImageSplit } from './dataSet';
import { transferables } from './loadData';

type Full = Required<ImageSplit>;

const sets = {} as Record<BuiltInId, Required<DataSet> & { train: Full; test: Full }>;
beforeAll(() => {
  for (const id of ['digits', 'shapes'] as const) sets[id] = builtInSet(id) as (typeof sets)[typeof id];
});

/** Pixels of a mask, centre of mass and box of what is not ground. */
function lookAt(mask: Uint8Array, width: number) {
  let [count, x, y, left, right, top, bottom] = [0, 0, 0, width, -1, width, -1];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const column = i % width;
    const row = (i - column) / width;
    count += 1;
    x += column;
    y += row;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return { count, x: x / count, y: y / count, extent: Math.max(right - left, bottom - top) + 1 };
}

/** Slope, offset and correlation of the least-squares line from `xs` to `ys`. */
function lineThrough(xs: readonly number[], ys: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const [xx, xy, yy] = [
    mean(xs.map((x) => (x - mx) ** 2)),
    mean(xs.map((x, i) => (x - mx) * ((ys[i] ?? 0) - my))),
    mean(ys.map((y) => (y - my) ** 2)),
  ];
  return { slope: xy / xx, at: (y: number) => mx + (y - my) * (xx / xy), r: xy / Math.sqrt(xx * yy) };
}

const maskAt = ({ masks }: Full, pixels: number, i: number) => masks.subarray(i * pixels, (i + 1) * pixels);
const column = (table: ArrayLike<number>, width: number, k: number) =>
  Array.from({ length: table.length / width }, (_, i) => table[i * width + k] ?? Number.NaN);
const bytesOf = (array: Uint8Array | Float32Array | undefined) =>
  Buffer.from(array?.buffer ?? new ArrayBuffer(), array?.byteOffset, array?.byteLength);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

describe.each(['digits', 'shapes'] as const)('%s', (id) => {
  const valuesOf = (name: string, split: 'train' | 'test' = 'train') => {
    const { valueNames, [split]: part } = sets[id];
    return column(part.values, valueNames.length, valueNames.indexOf(name));
  };
  const labelsOf = (name: string) => {
    const { labelNames, train } = sets[id];
    return column(train.attributes, labelNames.length, labelNames.indexOf(name));
  };
  let looked: ReturnType<typeof lookAt>[] | undefined;
  const masks = () => {
    const { imageShape, train } = sets[id];
    const [height, width] = imageShape;
    looked ??= Array.from({ length: train.count }, (_, i) => lookAt(maskAt(train, height * width, i), width));
    return looked;
  };

  test('has masks, values and labels of the sizes that it says, in both splits', () => {
    const { imageShape, maskNames, valueNames, labelNames, train, test } = sets[id];
    for (const { count, masks, values, attributes } of [train, test]) {
      expect(masks).toHaveLength(count * imageShape[0] * imageShape[1]);
      expect(values).toHaveLength(count * valueNames.length);
      expect(attributes).toHaveLength(count * labelNames.length);
      expect(Math.max(...new Set(masks))).toBe(maskNames.length - 1);
      expect(new Set(attributes)).toEqual(new Set([0, 1]));
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    for (const names of [maskNames, valueNames, labelNames]) {
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name.length).toBeLessThanOrEqual(13);
    }
  });

  test('gives the same for a seed, and moves every array to the page without a copy', () => {
    const again = makeBuiltIn(id);
    for (const key of ['masks', 'values', 'attributes'] as const) {
      for (const part of ['train', 'test'] as const)
        expect(Buffer.compare(bytesOf(again[part][key]), bytesOf(sets[id][part][key]))).toBe(0);
    }
    const buffers = transferables({ ok: true, value: again });
    expect(new Set(buffers).size).toBe(10);
    const arrays = [again.train, again.test].flatMap((s) => [
      s.images,
      s.labels,
      s.masks,
      s.values,
      s.attributes,
    ]);
    for (const array of arrays) expect(array?.byteLength).toBe(array?.buffer.byteLength);
    const bytes = arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
    expect(buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0)).toBe(bytes);
  });

  test('has in every picture a figure that the mask sets apart from the ground', () => {
    const { imageShape, train } = sets[id];
    const [height, width, channels] = imageShape;
    const pixels = height * width;
    const distances: number[] = [];
    for (let i = 0; i < train.count; i++) {
      const mask = maskAt(train, pixels, i);
      const means = [0, 1].map((side) =>
        Array.from({ length: channels }, (_, c) => {
          let [sum, count] = [0, 0];
          for (let p = 0; p < pixels; p++) {
            if (+(mask[p] !== 0) !== side) continue;
            sum += train.images[(i * pixels + p) * channels + c] ?? 0;
            count += 1;
          }
          expect(count).toBeGreaterThan(20);
          return sum / count;
        }),
      );
      distances.push(
        Math.hypot(
          ...Array.from({ length: channels }, (_, c) => (means[0]?.[c] ?? 0) - (means[1]?.[c] ?? 0)),
        ),
      );
    }
    expect(Math.min(...distances)).toBeGreaterThan(35);
    expect(median(distances)).toBeGreaterThan(90);
  });

  test.each(['centre x', 'centre y'])('%s lies where the mask’s centre of mass does', (name) => {
    const axis = name === 'centre x' ? 'x' : 'y';
    const seen = masks().map((mask) => mask[axis]);
    const told = valuesOf(name);
    const line = lineThrough(seen, told);
    expect(line.r).toBeGreaterThan(0.985);
    // A half is the middle of the picture, wherever the figures lie.
    expect(Math.abs(line.at(0.5) - (sets[id].imageShape[0] - 1) / 2)).toBeLessThan(0.2);
    const far = seen.filter((place, i) => Math.abs(line.at(told[i] ?? 0) - place) > 1).length;
    expect(far / seen.length).toBeLessThan(0.02);
  });

  test('has values that differ from picture to picture and stay off the ends', () => {
    for (const name of sets[id].valueNames) {
      const values = valuesOf(name);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
      console.info(`${sets[id].name}, ${name}: mean ${mean.toFixed(3)}, deviation ${deviation.toFixed(3)}`);
      expect(deviation, name).toBeGreaterThan(0.12);
      expect(values.filter((v) => v === 0 || v === 1).length / values.length, name).toBeLessThan(0.005);
    }
  });

  test('has labels that hold for between 5 % and 95 % of the pictures', () => {
    for (const name of sets[id].labelNames) {
      const share = labelsOf(name).reduce((sum, v) => sum + v, 0) / sets[id].train.count;
      console.info(`${sets[id].name}, ${name}: ${(100 * share).toFixed(1)} %`);
      expect(share, name).toBeGreaterThan(0.05);
      expect(share, name).toBeLessThan(0.95);
    }
  });
});

describe('digits', () => {
  const label = (name: string) =>
    column(sets.digits.train.attributes, 4, sets.digits.labelNames.indexOf(name));

  test('odd, at least 5 and prime follow from the digit', () => {
    const digits = [...sets.digits.train.labels];
    expect(label('odd')).toEqual(digits.map((d) => +(d % 2 === 1)));
    expect(label('at least 5')).toEqual(digits.map((d) => +(d > 4)));
    expect(label('prime')).toEqual(
      digits.map((d) => +(d > 1 && [2, 3].every((n) => d === n || d % n !== 0))),
    );
  });

  /** Pixels of ground that no chain of sides joins to the outside: by union of neighbours instead of a flood. */
  function enclosedBy(mask: Uint8Array, width: number): number {
    const padded = width + 2;
    const parent = Int32Array.from({ length: padded * padded }, (_, i) => i);
    const find = (i: number): number => {
      let root = i;
      while (parent[root] !== root) root = parent[root] ?? root;
      return root;
    };
    const ground = (i: number) => {
      const [x, y] = [(i % padded) - 1, Math.floor(i / padded) - 1];
      return x < 0 || y < 0 || x >= width || y >= width || mask[y * width + x] === 0;
    };
    for (let i = 0; i < parent.length; i++) {
      if (!ground(i)) continue;
      if (i % padded > 0 && ground(i - 1)) parent[find(i)] = find(i - 1);
      if (i >= padded && ground(i - padded)) parent[find(i)] = find(i - padded);
    }
    return parent.filter((_, i) => ground(i) && find(i) !== find(0)).length;
  }

  test('has a loop where the ink encloses paper, as 0, 6, 8, 9 and a closed 4 do', () => {
    const { train } = sets.digits;
    const loops = label('has a loop');
    for (let i = 0; i < 2000; i++) {
      const enclosed = enclosedBy(maskAt(train, 784, i), 28);
      expect(loops[i], `image ${i}, a ${train.labels[i]}`).toBe(+(enclosed >= 3));
    }
    const shares = Array.from({ length: 10 }, (_, digit) => {
      const own = loops.filter((_, i) => train.labels[i] === digit);
      return own.reduce((sum, v) => sum + v, 0) / own.length;
    });
    for (const digit of [0, 6, 8, 9]) expect(shares[digit], `of the ${digit}s`).toBeGreaterThan(0.95);
    for (const digit of [1, 2, 3, 5, 7]) expect(shares[digit], `of the ${digit}s`).toBeLessThan(0.02);
    expect(shares[4]).toBeGreaterThan(0.1);
  });

  test('thickness shows in the ink’s area for its length, and slant in its lean', () => {
    const { train } = sets.digits;
    const one: { thickness: number; slant: number; area: number; lean: number }[] = [];
    for (let i = 0; i < train.count; i++) {
      if (train.labels[i] !== 1) continue;
      const mask = maskAt(train, 784, i);
      const places = [...mask].flatMap((value, at) =>
        value ? [[at % 28, Math.floor(at / 28)] as const] : [],
      );
      const line = lineThrough(
        places.map(([, y]) => y),
        places.map(([x]) => x),
      );
      const [slant = 0, thickness = 0] = train.values.subarray(4 * i, 4 * i + 2);
      one.push({ slant, thickness, area: places.length, lean: -line.slope });
    }
    const r = (a: keyof (typeof one)[0], b: keyof (typeof one)[0]) =>
      lineThrough(
        one.map((o) => o[a]),
        one.map((o) => o[b]),
      ).r;
    console.info(
      `Digits 1: slant ${r('lean', 'slant').toFixed(2)}, thickness ${r('area', 'thickness').toFixed(2)}`,
    );
    expect(r('lean', 'slant')).toBeGreaterThan(0.7);
    expect(r('area', 'thickness')).toBeGreaterThan(0.6);
  });
});

describe('shapes', () => {
  const label = (name: string) =>
    column(sets.shapes.train.attributes, 4, sets.shapes.labelNames.indexOf(name));
  const value = (name: string) => column(sets.shapes.train.values, 3, sets.shapes.valueNames.indexOf(name));

  test('every mask holds the picture’s own class and the background, and nothing else', () => {
    const { train, maskNames, classNames } = sets.shapes;
    expect(maskNames.slice(1)).toEqual(classNames);
    for (let i = 0; i < train.count; i++) {
      const found = new Set(maskAt(train, 1024, i));
      expect([...found].sort((a, b) => a - b)).toEqual([0, (train.labels[i] ?? 0) + 1]);
    }
  });

  test('the ring’s hole is background', () => {
    const { train, classNames } = sets.shapes;
    const ring = classNames.indexOf('ring');
    let [open, rings] = [0, 0];
    for (let i = 0; i < train.count; i++) {
      if (train.labels[i] !== ring) continue;
      const mask = maskAt(train, 1024, i);
      const { x, y } = lookAt(mask, 32);
      rings += 1;
      open += +(mask[Math.round(y) * 32 + Math.round(x)] === 0);
    }
    expect(open / rings).toBeGreaterThan(0.99);
  });

  test('size is the longer side of the mask’s box', () => {
    const { train } = sets.shapes;
    const extents = Array.from({ length: train.count }, (_, i) => lookAt(maskAt(train, 1024, i), 32).extent);
    const line = lineThrough(extents, value('size'));
    console.info(`Shapes, size: r ${line.r.toFixed(3)}`);
    expect(line.r).toBeGreaterThan(0.95);
    expect(label('large')).toEqual(value('size').map((size) => +(size > 0.5)));
  });

  test('left half, warm colour and bright ground can be seen in the picture', () => {
    const { train } = sets.shapes;
    const agree = { left: 0, warm: 0, bright: 0 };
    const [left, warm, bright] = [label('left half'), label('warm colour'), label('bright ground')];
    for (let i = 0; i < train.count; i++) {
      const mask = maskAt(train, 1024, i);
      const sums = [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ];
      mask.forEach((covered, p) => {
        const side = sums[+(covered !== 0)] ?? [];
        for (let c = 0; c < 3; c++) side[c] = (side[c] ?? 0) + (train.images[(i * 1024 + p) * 3 + c] ?? 0);
        side[3] = (side[3] ?? 0) + 1;
      });
      const [ground = [], figure = []] = sums.map(([r = 0, g = 0, b = 0, n = 1]) => [r / n, g / n, b / n]);
      agree.left += +(+(lookAt(mask, 32).x < 15.5) === left[i]);
      agree.warm += +(+(hueOf(figure) >= 330 || hueOf(figure) <= 90) === warm[i]);
      agree.bright += +(+(ground.reduce((sum, c) => sum + c, 0) / 3 > 127.5) === bright[i]);
    }
    const share = (count: number) => count / train.count;
    console.info(`Shapes, labels seen in the pictures: ${JSON.stringify(agree)} of ${train.count}`);
    expect(share(agree.left)).toBeGreaterThan(0.97);
    expect(share(agree.warm)).toBeGreaterThan(0.95);
    expect(share(agree.bright)).toBeGreaterThan(0.99);
  });
});

/** Degrees, by the hexagon's six sectors. */
function hueOf([r = 0, g = 0, b = 0]: readonly number[]): number {
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (high === low) return 180;
  const sector =
    high === r
      ? (g - b) / (high - low)
      : high === g
        ? 2 + (b - r) / (high - low)
        : 4 + (r - g) / (high - low);
  return (60 * sector + 360) % 360;
}
