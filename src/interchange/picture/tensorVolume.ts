// A tensor as the figures of LeCun and others 1998, Krizhevsky and others 2012 and Simonyan and Zisserman 2015 draw it:
// a box whose face is height by width and whose depth is the channels; a vector as a bar. One scale serves a whole
// drawing, so that tensors can be compared by eye from card to card.
import type { Shape } from '../../layers/contract';

/** The largest extents of a drawing's tensors, which fill the room there is for a picture. */
export interface VolumeScale {
  /** Pixels of the highest or widest feature maps. */
  readonly side: number;
  readonly channels: number;
  /** Of the longest vector. */
  readonly values: number;
}

type Corner = readonly [x: number, y: number];

/** Polygons of a picture of `width` by `height`; `side` and `top` are hidden faces' neighbours, drawn in other tints. */
export type Volume =
  | {
      readonly form: 'box';
      readonly width: number;
      readonly height: number;
      readonly face: readonly Corner[];
      readonly top: readonly Corner[];
      readonly end: readonly Corner[];
    }
  | { readonly form: 'bar'; readonly width: number; readonly height: number };

/** The room for a picture, in pixels at a zoom of 1. */
export const volumeRoom = { width: 52, height: 28 } as const;

/** A face is at most this high and wide; the rest of the room is for the depth. */
const largestFace = 19;
const longest = { depth: 34, bar: 50 } as const;
const barHeight = 5;
/** Nothing is drawn thinner: 1×1 feature maps and single channels are still to be seen. */
const thinnest = 2;
/** How far back a unit of depth goes to the right and up; shallow, for there is more room beside than above. */
const oblique = { x: 0.95, y: 0.26 } as const;

/**
 * Pixels for an extent. By the square root, so that 7 pixels are still to be seen beside 224, and 3 channels beside
 * 2,048, while more is always more.
 */
const scaled = (extent: number, largest: number, room: number): number =>
  Math.max(thinnest, room * Math.sqrt(Math.min(1, extent / Math.max(1, largest))));

export function tensorVolume(shape: Shape, scale: VolumeScale): Volume | undefined {
  if (shape.length === 1)
    return { form: 'bar', width: scaled(shape[0] ?? 1, scale.values, longest.bar), height: barHeight };
  const [rows, columns, channels] = shape;
  if (rows === undefined || columns === undefined || channels === undefined) return undefined;
  const h = scaled(rows, scale.side, largestFace);
  const w = scaled(columns, scale.side, largestFace);
  const depth = scaled(channels, scale.channels, longest.depth);
  const [dx, dy] = [depth * oblique.x, depth * oblique.y];
  return {
    form: 'box',
    width: w + dx,
    height: h + dy,
    face: [
      [0, dy],
      [w, dy],
      [w, dy + h],
      [0, dy + h],
    ],
    top: [
      [0, dy],
      [dx, 0],
      [w + dx, 0],
      [w, dy],
    ],
    end: [
      [w, dy],
      [w + dx, 0],
      [w + dx, h],
      [w, dy + h],
    ],
  };
}

/** The scale of a drawing: the largest of its shapes. */
export function volumeScale(shapes: Iterable<Shape>): VolumeScale {
  let [side, channels, values] = [1, 1, 1];
  for (const shape of shapes) {
    if (shape.length === 1) values = Math.max(values, shape[0] ?? 1);
    else {
      side = Math.max(side, shape[0] ?? 1, shape[1] ?? 1);
      channels = Math.max(channels, shape[2] ?? 1);
    }
  }
  return { side, channels, values };
}
