// Images as our own compiled kernels read them: where they lie on the heap, and with how many zeros around.
import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type OwnKernels, pointer } from './ownModule';

export type Info = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Images [height, width, channels] as they lie on the heap, and the zeros that the kernels need around them. */
export interface Images {
  readonly at: number;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const isPadded = ({ top, bottom, left, right }: Images): boolean => top + bottom + left + right > 0;

/** Bytes of one image with its zeros. */
export const paddedBytes = ({ height, width, channels, top, bottom, left, right }: Images): number =>
  (top + height + bottom) * (left + width + right) * channels * 4;

/** Lays `count` images from the `first` on with their zeros at `to`. */
export function padInto(own: OwnKernels, images: Images, first: number, count: number, to: number): void {
  const pixel = images.channels * 4;
  const row = images.width * pixel;
  const from = images.at + first * images.height * row;
  const { height, top, bottom, left, right } = images;
  own.padImages(from, to, count, height, row, top, bottom, left * pixel, right * pixel);
}

export const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/** The images that the forward pass read, with as many zeros as its last taps reach. */
export function inputImages(backend: BackendWasm, info: Info, x: tf.TensorInfo): Images {
  const { padInfo, inHeight, inWidth } = info;
  const below =
    (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - inHeight - padInfo.top;
  const right = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - inWidth - padInfo.left;
  return {
    at: pointer(backend, x),
    count: info.batchSize,
    height: inHeight,
    width: inWidth,
    channels: info.inChannels,
    top: padInfo.top,
    bottom: Math.max(below, 0),
    left: padInfo.left,
    right: Math.max(right, 0),
  };
}
