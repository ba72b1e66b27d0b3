// The two data sets that come with the app, drawn afresh from a seed at every start instead of downloaded:
// nothing to fetch, nothing to license, and the same bytes on every machine.
import type { BuiltInId, DataSet, ImageSplit, OnProgress } from './dataSet';
import { digitSize, drawDigit } from './drawing/digits';
import { drawShape, shapeNames, shapeSize } from './drawing/shapePictures';
import { Random } from './random';

const trainCount = 6000;
const testCount = 1000;

type Draw = (random: Random, label: number, out: Uint8Array, offset: number) => void;

/** Equally many of each class, in random order. */
const balancedLabels = (count: number, classCount: number, random: Random): Uint8Array<ArrayBuffer> => {
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) labels[i] = i % classCount;
  for (let i = count - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = labels[i] ?? 0;
    labels[i] = labels[j] ?? 0;
    labels[j] = kept;
  }
  return labels;
};

interface Album {
  readonly seed: number;
  readonly classCount: number;
  /** Bytes of one image. */
  readonly size: number;
  readonly draw: Draw;
}

/** Draws `count` images. Image i of the album has random stream `start + i + 1` to itself; `start` keeps the splits apart. */
const drawSplit = (album: Album, start: number, count: number, onProgress: OnProgress): ImageSplit => {
  const labels = balancedLabels(count, album.classCount, Random.from(album.seed, -1 - start));
  const images = new Uint8Array(count * album.size);
  for (let i = 0; i < count; i++) {
    album.draw(Random.from(album.seed, start + i + 1), labels[i] ?? 0, images, i * album.size);
    if (i % 500 === 499) onProgress((i + 1) / count);
  }
  return { images, labels, count };
};

const drawBoth = (album: Album, onProgress: OnProgress): { train: ImageSplit; test: ImageSplit } => {
  const all = trainCount + testCount;
  const train = drawSplit(album, 0, trainCount, (share) => onProgress((share * trainCount) / all));
  const test = drawSplit(album, trainCount, testCount, (share) =>
    onProgress((trainCount + share * testCount) / all),
  );
  return { train, test };
};

const counts = `${trainCount.toLocaleString('en')} images to train on and ${testCount.toLocaleString('en')} to test, drawn by this app from a fixed seed`;

/** Handwritten digits, 28×28×1, ten classes `0`…`9`, equally many of each. The seed decides every byte. */
export const makeDigits = (seed = 1, onProgress: OnProgress = () => {}): DataSet => ({
  id: 'digits',
  name: 'Digits',
  imageShape: [digitSize, digitSize, 1],
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ...drawBoth({ seed, classCount: 10, size: digitSize * digitSize, draw: drawDigit }, onProgress),
  source: `Digits in a few dozen styles of handwriting: ${counts}.`,
});

/** Coloured shapes, 32×32×3, ten classes, equally many of each. The seed decides every byte. */
export const makeShapes = (seed = 1, onProgress: OnProgress = () => {}): DataSet => ({
  id: 'shapes',
  name: 'Shapes',
  imageShape: [shapeSize, shapeSize, 3],
  classNames: shapeNames,
  ...drawBoth(
    { seed, classCount: shapeNames.length, size: shapeSize * shapeSize * 3, draw: drawShape },
    onProgress,
  ),
  source: `Little coloured pictures: ${counts}.`,
});

/** Draws the built-in set of that name with its own seed. */
export const makeBuiltIn = (id: BuiltInId, onProgress?: OnProgress): DataSet =>
  id === 'digits' ? makeDigits(undefined, onProgress) : makeShapes(undefined, onProgress);
