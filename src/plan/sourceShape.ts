// What an input is fed, as a shape. Apart from the fit of data to drawing, because the training worker checks its order
// by it and has no use for graphs.
import type { Shape } from '../layers/contract';
import type { Params } from '../layers/fields';

/** The sizes of a sample that inputs depend on. */
export interface SampleSizes {
  readonly imageShape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
  /** 0 where the samples carry no numbers. */
  readonly values: number;
}

/** The shape of what an input of this kind and source is fed; 0 values where the data has nothing of the kind. */
export function sourceShape(
  kind: string,
  { source }: Params,
  { imageShape, classes, values }: SampleSizes,
): Shape {
  const [height, width, channels] = imageShape;
  if (kind === 'vectorInput') {
    if (source === 'class') return [classes];
    return [source === 'values' ? values : height * width * channels];
  }
  if (source === 'grey') return [height, width, 1];
  return source === 'small' ? [Math.floor(height / 4), Math.floor(width / 4), channels] : imageShape;
}
