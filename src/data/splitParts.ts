// The last step from files to a data set: a test part is split off where none was given, and the user is told.
import { formatCount, formatShape } from '../lib/format';
import { err, ok, type Result } from '../lib/result';
import type { DataProblem, DataSet, ImageSplit } from './dataSet';

export type SplitPart = Pick<ImageSplit, 'images' | 'labels' | 'count'>;

/** What the files held. Without `test`, a part of `train` becomes the test set. */
export interface JoinedParts {
  readonly name: string;
  readonly imageShape: DataSet['imageShape'];
  readonly classNames: readonly string[];
  readonly train: SplitPart;
  readonly test: SplitPart | undefined;
}

/** The share of a lone set that becomes its test set: MNIST's own proportion, 10,000 to 60,000, rounded. */
const testShare = 1 / 6;

const cut = ({ images, labels, count }: SplitPart, from: number, to: number): ImageSplit => {
  const size = images.length / count;
  return { images: images.slice(from * size, to * size), labels: labels.slice(from, to), count: to - from };
};

const isOwner = ({ images, labels }: SplitPart): boolean =>
  images.byteLength === images.buffer.byteLength && labels.byteLength === labels.buffer.byteLength;

const owned = (part: SplitPart): ImageSplit => {
  const { images, labels, count } = isOwner(part) ? part : cut(part, 0, part.count);
  return { images, labels, count };
};

/** Completes the data set. Fails with `too-few-images` where a lone set has a single image. */
export const splitParts = (
  parts: JoinedParts,
  fileNames: readonly string[],
): Result<DataSet, DataProblem[]> => {
  const { name, imageShape, classNames } = parts;
  const [first = ''] = fileNames;
  const all = parts.train.count;
  if (!parts.test && all < 2) {
    const message = `${first} has ${all} image, too few to split into a training and a test set. Choose at least two images, or add test files.`;
    return err([{ code: 'too-few-images', at: first, message }]);
  }
  const held = Math.max(1, Math.floor(all * testShare));
  const train = parts.test ? owned(parts.train) : cut(parts.train, 0, all - held);
  const test = parts.test ? owned(parts.test) : cut(parts.train, all - held, all);
  const origin = `${formatCount(train.count + test.count)} images of ${formatShape(imageShape)} from ${fileNames.join(', ')}`;
  const source = parts.test
    ? `${origin}: ${formatCount(train.count)} to train on and ${formatCount(test.count)} to test.`
    : `${origin}; no separate test set was chosen, so the last ${formatCount(test.count)} were set aside to test.`;
  return ok({ id: `files:${first}`, name, imageShape, classNames, train, test, source });
};
