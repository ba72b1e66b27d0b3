import { describe, expect, test } from 'vitest';
import { Random } from '../random';
import { cosine, sine } from './angle';
import { brightness, fromHsl, pickPalette } from './colours';
import { digitHands } from './digitStyles';
import { fillOutline, type Outline } from './fill';
import { placed } from './plane';
import { figures } from './shapeOutlines';
import { inkCurve, makePlane, smoothCurve } from './strokes';

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

const disc = (radius: number, direction: 1 | -1): [number, number][] =>
  Array.from({ length: 128 }, (_, i) => [
    16 + radius * cosine((direction * i) / 128),
    16 + radius * sine((direction * i) / 128),
  ]);

const area = (outline: Outline): number => {
  const plane = makePlane(32, 32);
  fillOutline(plane, outline);
  return sum(plane.values);
};

describe('angles', () => {
  test('sine and cosine agree with Math within 4e-6 all around', () => {
    for (let i = -3000; i <= 3000; i++) {
      const turns = i / 1000;
      expect(Math.abs(sine(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(4e-6);
      expect(Math.abs(cosine(turns) - Math.cos(2 * Math.PI * turns))).toBeLessThan(4e-6);
    }
  });
});

describe('placed', () => {
  test('scales, leans the top to the right, rotates and moves, in this order', () => {
    const plain = placed({ scaleX: 2, scaleY: 3, slant: 0, turns: 0, x: 5, y: 6 });
    expect([plain.a, plain.b, plain.c, plain.d].map((value) => Math.round(value * 1e4) / 1e4 + 0)).toEqual([
      2, 0, 0, 3,
    ]);
    expect([plain.e, plain.f]).toEqual([5, 6]);
    // A quarter turn takes x to y, y being down.
    expect(placed({ scaleX: 2, scaleY: 3, slant: 0, turns: 0.25, x: 0, y: 0 }).c).toBeCloseTo(2, 4);
    const leaning = placed({ scaleX: 1, scaleY: 10, slant: 0.2, turns: 0, x: 0, y: 0 });
    // A point at the top (y = -1) moves to the right by 0.2 of the height.
    expect(-leaning.b).toBeCloseTo(2, 4);
  });
});

describe('fillOutline', () => {
  test('covers the area of a disc, and of a ring without its hole', () => {
    expect(area([disc(10, 1)])).toBeCloseTo(Math.PI * 100, -0.3);
    expect(area([disc(10, 1), disc(5, -1)])).toBeCloseTo(Math.PI * 75, -0.3);
  });

  test('clips what lies outside on every side', () => {
    expect(
      area([
        [
          [-40, -40],
          [80, -40],
          [80, 80],
          [-40, 80],
        ],
      ]),
    ).toBeCloseTo(1024, 3);
    expect(
      area([
        [
          [16, -9],
          [50, -9],
          [50, 50],
          [16, 50],
        ],
      ]),
    ).toBeCloseTo(512, 3);
    expect(
      area([
        [
          [40, 0],
          [50, 0],
          [50, 9],
          [40, 9],
        ],
      ]),
    ).toBe(0);
  });
});

describe('strokes', () => {
  test('a curve passes through its control points', () => {
    const points = [
      [0, 0],
      [4, 1],
      [6, 5],
      [2, 9],
    ] as const;
    const curve = smoothCurve(points, 5);
    expect(curve).toHaveLength(16);
    for (const [i, [x, y]] of points.entries()) {
      expect(curve[5 * i]?.[0]).toBeCloseTo(x, 12);
      expect(curve[5 * i]?.[1]).toBeCloseTo(y, 12);
    }
  });

  test('a straight stroke inks its length times its width, and twice inked stays the same', () => {
    const plane = makePlane(32, 32);
    const line = [
      [6, 16],
      [26, 16],
    ] as const;
    inkCurve(plane, line, () => 2, 1, 1);
    const once = sum(plane.values);
    // 20 pixels long, 4 wide, with two half discs of radius 2 at its ends.
    expect(Math.abs(once - (80 + Math.PI * 4))).toBeLessThan(1);
    inkCurve(plane, line, () => 2, 1, 1);
    expect(sum(plane.values)).toBe(once);
  });
});

describe('what is drawn', () => {
  test('every digit has at least three hands, inside the unit square', () => {
    expect(digitHands).toHaveLength(10);
    for (const hands of digitHands) {
      expect(hands.length).toBeGreaterThanOrEqual(3);
      for (const [x, y] of hands.flat(3)) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x, y)).toBeLessThanOrEqual(1);
      }
    }
  });

  test('every figure encloses an area and stays near its unit disc', () => {
    for (const figure of figures) {
      for (let stream = 0; stream < 20; stream++) {
        const outline = figure.outline(Random.from(1, stream));
        for (const [x, y] of outline.flat()) expect(Math.hypot(x, y), figure.name).toBeLessThan(1.45);
        const enlarged = outline.map((contour) =>
          contour.map(([x, y]): [number, number] => [16 + 10 * x, 16 + 10 * y]),
        );
        expect(area(enlarged), figure.name).toBeGreaterThan(80);
      }
    }
  });

  test('colours follow CSS, and a figure always stands out from its ground', () => {
    expect(fromHsl(0, 1, 0.5)).toEqual([1, 0, 0]);
    expect(fromHsl(1 / 3, 1, 0.5).map((v) => Math.round(v * 1000))).toEqual([0, 1000, 0]);
    expect(fromHsl(0.5, 0, 0.25)).toEqual([0.25, 0.25, 0.25]);
    for (let stream = 0; stream < 500; stream++) {
      const { ground, figure } = pickPalette(Random.from(3, stream));
      for (const a of ground)
        for (const b of figure) expect(Math.abs(brightness(a) - brightness(b))).toBeGreaterThan(0.25);
    }
  });
});
