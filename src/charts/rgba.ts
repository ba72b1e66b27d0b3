// A test picture's bytes as the pixels of a canvas. Apart from the component, so that colours can be tested without one.
import type { Picture } from '../training/protocol';

/** [red, green, blue] of the classes of a mask; the first is the background. They begin anew after the last, without it. */
const classColours: readonly (readonly [number, number, number])[] = [
  [226, 229, 234],
  [66, 99, 235],
  [232, 89, 12],
  [12, 133, 153],
  [156, 54, 181],
  [92, 148, 13],
  [194, 37, 92],
  [240, 180, 0],
  [73, 80, 87],
  [32, 201, 151],
  [121, 80, 242],
];

/** The colour of a class of pixels, as CSS writes it. */
export const classColour = (c: number): string => `rgb(${colourOf(c).join(' ')})`;

const colourOf = (c: number): readonly [number, number, number] =>
  classColours[c < classColours.length ? c : 1 + ((c - 1) % (classColours.length - 1))] ?? [0, 0, 0];

/**
 * [height · width · 4] bytes: three channels are red, green and blue, else the first is grey; `classes` says that the
 * one channel is a class, shown in its colour.
 */
export function rgbaOf({ shape, bytes }: Picture, classes: boolean): Uint8ClampedArray<ArrayBuffer> {
  const [height, width, channels] = shape;
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const at = pixel * channels;
    const first = bytes[at] ?? 0;
    const [r, g, b] = classes
      ? colourOf(first)
      : channels === 3
        ? [first, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
        : [first, first, first];
    rgba.set([r, g, b, 255], pixel * 4);
  }
  return rgba;
}
