// The two data sets that come with the app, drawn afresh from a seed at every start instead of downloaded:
// nothing to fetch, nothing to license, and the same bytes on every machine.
import type { BuiltInId, DataSet, ImageSplit, OnProgress } from './dataSet';
import { digitLabelNames, digitMaskNames, digitSize, digitValueNames, drawDigit } from './drawing/digits';
import type { Sample } from './drawing/sample';
import {
  drawShape,
  shapeLabelNames,
  shapeMaskNames,
  shapeNames,
  shapeSize,
  shapeValueNames,
} from './drawing/shapePictures';
import { Random } from './random';

const trainCount = 6000;
const testCount = 1000;

type Draw = (random: Random, label: number, sample: Sample) => void;

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

type Described = Omit<Required<DataSet>, 'train' | 'test'>;

interface Album {
  readonly seed: number;
  readonly about: Described;
  readonly draw: Draw;
}

/** Draws `count` images. Image i of the album has random stream `start + i + 1` to itself; `start` keeps the splits apart. */
const drawSplit = (album: Album, start: number, count: number, onProgress: OnProgress): ImageSplit => {
  const { classNames, imageShape, valueNames, labelNames } = album.about;
  const [pixels, channels] = [imageShape[0] * imageShape[1], imageShape[2]];
  const [valueCount, labelCount] = [valueNames.length, labelNames.length];
  const labels = balancedLabels(count, classNames.length, Random.from(album.seed, -1 - start));
  const images = new Uint8Array(count * pixels * channels);
  const masks = new Uint8Array(count * pixels);
  const values = new Float32Array(count * valueCount);
  const attributes = new Uint8Array(count * labelCount);
  for (let i = 0; i < count; i++) {
    album.draw(Random.from(album.seed, start + i + 1), labels[i] ?? 0, {
      image: new Uint8ClampedArray(images.buffer, i * pixels * channels, pixels * channels),
      mask: masks.subarray(i * pixels, (i + 1) * pixels),
      values: values.subarray(i * valueCount, (i + 1) * valueCount),
      attributes: attributes.subarray(i * labelCount, (i + 1) * labelCount),
    });
    if (i % 500 === 499) onProgress((i + 1) / count);
  }
  return { images, labels, count, masks, values, attributes };
};

const drawAlbum = (album: Album, onProgress: OnProgress): DataSet => {
  const all = trainCount + testCount;
  const train = drawSplit(album, 0, trainCount, (share) => onProgress((share * trainCount) / all));
  const test = drawSplit(album, trainCount, testCount, (share) =>
    onProgress((trainCount + share * testCount) / all),
  );
  return { ...album.about, train, test };
};

const counts = `${trainCount.toLocaleString('en')} images to train on and ${testCount.toLocaleString('en')} to test, drawn by this app from a fixed seed`;

const digits: Described = {
  id: 'digits',
  name: 'Digits',
  imageShape: [digitSize, digitSize, 1],
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  maskNames: digitMaskNames,
  valueNames: digitValueNames,
  labelNames: digitLabelNames,
  source: `Digits in a few dozen styles of handwriting: ${counts}.`,
};

const shapes: Described = {
  id: 'shapes',
  name: 'Shapes',
  imageShape: [shapeSize, shapeSize, 3],
  classNames: shapeNames,
  maskNames: shapeMaskNames,
  valueNames: shapeValueNames,
  labelNames: shapeLabelNames,
  source: `Little coloured pictures: ${counts}.`,
};

/** Handwritten digits, 28×28×1, ten classes `0`…`9`, equally many of each. The seed decides every byte. */
export const makeDigits = (seed = 1, onProgress: OnProgress = () => {}): DataSet =>
  drawAlbum({ seed, about: digits, draw: drawDigit }, onProgress);

/** Coloured shapes, 32×32×3, ten classes, equally many of each. The seed decides every byte. */
export const makeShapes = (seed = 1, onProgress: OnProgress = () => {}): DataSet =>
  drawAlbum({ seed, about: shapes, draw: drawShape }, onProgress);

/** Draws the built-in set of that name with its own seed. */
export const makeBuiltIn = (id: BuiltInId, onProgress?: OnProgress): DataSet =>
  id === 'digits' ? makeDigits(undefined, onProgress) : makeShapes(undefined, onProgress);
