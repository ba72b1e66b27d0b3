// What a layer's picture is made of: a few marks in a box of 28 by 28, as data, so that cards, tests and exported
// pictures read the same one.

/** The side of the square that every picture keeps within. */
export const box = 28;

/** `solid`: the group's colour; `soft`: a tint of it; `line`: a stroke alone; `faint`: a thin, pale stroke. */
export type Tone = 'solid' | 'soft' | 'line' | 'faint';

export type Mark =
  | {
      readonly mark: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly tone: Tone;
    }
  | { readonly mark: 'dot'; readonly x: number; readonly y: number; readonly r: number; readonly tone: Tone }
  /** Corners of a line in order; `closed` joins the last to the first. */
  | {
      readonly mark: 'line';
      readonly points: readonly (readonly [x: number, y: number])[];
      readonly closed: boolean;
      readonly tone: Tone;
    };

export type Glyph = readonly Mark[];

export const rect = (x: number, y: number, width: number, height: number, tone: Tone): Mark => ({
  mark: 'rect',
  x,
  y,
  width,
  height,
  tone,
});
export const dot = (x: number, y: number, r: number, tone: Tone = 'solid'): Mark => ({
  mark: 'dot',
  x,
  y,
  r,
  tone,
});
export const line = (points: readonly (readonly [number, number])[], tone: Tone = 'line'): Mark => ({
  mark: 'line',
  points,
  closed: false,
  tone,
});
export const polygon = (points: readonly (readonly [number, number])[], tone: Tone): Mark => ({
  mark: 'line',
  points,
  closed: true,
  tone,
});

/** 0, 1, … n − 1. */
export const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
