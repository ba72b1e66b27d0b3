// Some test images as the network was given them, as it gave them back, and as they should be: bytes for the page.
import type { Tf } from '../layers/tfTypes';
import type { Feed } from './feeds';
import { outputOf } from './judgements';
import type { Tensor } from './losses';
import type { Picture, RunOrder, TestPictures, WireSplit } from './protocol';
import type { HeadTarget } from './targets';

/** Images shown after a test. */
export const mostPictures = 12;

interface Asked {
  readonly target: HeadTarget;
  /** What the head's loss reads, [images, height, width, …]; disposed here. */
  readonly read: Tensor;
  readonly feeds: readonly Feed[];
  readonly split: WireSplit;
  readonly indices: Uint32Array;
  readonly imageShape: RunOrder['imageShape'];
}

/** Reads the output back and lays it beside what was given and what it is compared with. */
export async function drawPictures(tf: Tf, asked: Asked): Promise<TestPictures> {
  const { target, read, split, indices, imageShape } = asked;
  const ofClasses = target.head.target === 'pixels';
  const [height = 0, width = 0] = target.shape;
  const output = tf.tidy(() => (ofClasses ? tf.argMax(read, -1) : outputOf(tf, target, read)));
  // What needs no conversion comes back as the very tensor that went in.
  if (output !== read) read.dispose();
  const values = await output.data();
  output.dispose();
  const expected = ofClasses ? (target.classes?.(split, indices) ?? []) : target.expected(split, indices);
  const shape: Picture['shape'] = ofClasses ? [height, width, 1] : imageShape;
  const draw = (all: ArrayLike<number>, row: number) => pictureAt(all, row, shape, ofClasses ? 1 : 255);
  const given = givenImages(asked);
  return {
    head: target.head.step,
    target: ofClasses ? 'pixels' : 'image',
    rows: Array.from(indices, (_, row) => ({
      ...(given ? { given: pictureAt(given.values, row, given.shape, 255) } : {}),
      output: draw(values, row),
      target: draw(expected, row),
    })),
  };
}

/** The first input that is a picture; pixels laid out flat are one too. */
function givenImages({ feeds, split, indices, imageShape }: Asked) {
  const feed = feeds.find(({ key, shape }) => shape.length === 3 || key === 'pixels');
  if (!feed) return undefined;
  const [height = 0, width = 0, channels = 0] = feed.key === 'pixels' ? imageShape : feed.shape;
  return {
    values: feed.fill(split, indices, 'assessment'),
    shape: [height, width, channels] as const,
  };
}

function pictureAt(values: ArrayLike<number>, row: number, shape: Picture['shape'], scale: number): Picture {
  const size = shape[0] * shape[1] * shape[2];
  // A byte array that clamps and rounds, so that an output beyond 0…1 stays black or white.
  const bytes = new Uint8ClampedArray(size);
  for (let i = 0; i < size; i++) bytes[i] = (values[row * size + i] ?? 0) * scale;
  return { shape, bytes: new Uint8Array(bytes.buffer) };
}
