// One training image as the sample grid shows it: as it is, with its mask over it, or as the drawing's input is given it.
import { rgbaOf as rgbaOfPicture } from '../../charts/rgba';
import { gatherImages } from '../../data/batches';
import type { DataSet } from '../../data/dataSet';
import { type Given, givenImages } from '../../data/derive';
import { Random } from '../../data/random';

export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4]. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** What the grid shows of each image. */
export type SampleView = 'image' | 'mask' | Given;

/** How much of a masked pixel is its class's colour, and how much is left of the image's brightness on the ground. */
const tint = 0.6;
const groundLight = 0.55;

/** The training image at `index`. Its noise, where it is given noisy, is the same at every look. */
export function samplePicture(dataSet: DataSet, index: number, view: SampleView): RgbaPicture {
  if (view === 'image') return plain(dataSet, index);
  return view === 'mask' ? masked(dataSet, index) : given(dataSet, index, view);
}

function plain({ train, imageShape }: DataSet, index: number): RgbaPicture {
  const [height, width, channels] = imageShape;
  const size = height * width * channels;
  const bytes = train.images.subarray(index * size, (index + 1) * size);
  return { width, height, rgba: rgbaOfPicture({ shape: imageShape, bytes }, false) };
}

/** The ground dimmed and in grey, what the mask covers in its class's colour; the image alone where there are no masks. */
function masked(dataSet: DataSet, index: number): RgbaPicture {
  const { width, height, rgba } = plain(dataSet, index);
  const pixels = width * height;
  const mask = dataSet.train.masks?.subarray(index * pixels, (index + 1) * pixels);
  if (!mask) return { width, height, rgba };
  const colours = rgbaOfPicture({ shape: [height, width, 1], bytes: mask }, true);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = 4 * pixel;
    const light = ((rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0)) / 3;
    for (let c = 0; c < 3; c++)
      rgba[at + c] =
        mask[pixel] === 0 ? groundLight * light : (1 - tint) * light + tint * (colours[at + c] ?? 0);
  }
  return { width, height, rgba };
}

function given({ train, imageShape }: DataSet, index: number, how: Given): RgbaPicture {
  const image = new Float32Array(imageShape[0] * imageShape[1] * imageShape[2]);
  gatherImages(train, Uint32Array.of(index), image);
  const { images, shape } = givenImages(image, imageShape, how, Random.from(1, index));
  const bytes = Uint8Array.from(images, (value) => Math.round(255 * value));
  return { width: shape[1], height: shape[0], rgba: rgbaOfPicture({ shape, bytes }, false) };
}
