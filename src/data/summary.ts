// The figures and the sample pictures that describe a data set to its user.
import type { DataSet, ImageSplit } from './dataSet';

/** Images of each class, indexed by class. */
export const countClasses = (split: ImageSplit, classCount: number): readonly number[] => {
  const counts = new Array<number>(classCount).fill(0);
  for (const label of split.labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

export interface DataSummary {
  readonly trainClasses: readonly number[];
  readonly testClasses: readonly number[];
  /** Mean of each channel over all training pixels scaled to 0..1. */
  readonly channelMeans: readonly number[];
  /** Standard deviation (dividing by N) of each channel, on the same scale. */
  readonly channelDeviations: readonly number[];
}

const channelMoments = (images: Uint8Array, channels: number): { means: number[]; deviations: number[] } => {
  // Whole numbers below 2^53 even for 1 GiB of bytes squared, hence exact, without a running mean.
  const sums = new Array<number>(channels).fill(0);
  const squares = new Array<number>(channels).fill(0);
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    let square = 0;
    for (let i = c; i < images.length; i += channels) {
      const value = images[i] ?? 0;
      sum += value;
      square += value * value;
    }
    sums[c] = sum;
    squares[c] = square;
  }
  const pixels = Math.max(1, images.length / channels);
  const means = sums.map((sum) => sum / pixels / 255);
  const deviations = squares.map((square, c) => {
    const mean = means[c] ?? 0;
    return Math.sqrt(Math.max(0, square / pixels / 65025 - mean * mean));
  });
  return { means, deviations };
};

/** Class counts of both splits, and mean and standard deviation of each channel over the training split. */
export const summarise = (dataSet: DataSet): DataSummary => {
  const classCount = dataSet.classNames.length;
  const { means, deviations } = channelMoments(dataSet.train.images, dataSet.imageShape[2]);
  return {
    trainClasses: countClasses(dataSet.train, classCount),
    testClasses: countClasses(dataSet.test, classCount),
    channelMeans: means,
    channelDeviations: deviations,
  };
};

/**
 * For each class in turn, the indices of `perClass` training images (fewer where a class has fewer), spread
 * evenly over the class's images so that a file sorted by writer or by source still shows its variety.
 */
export const sampleIndices = (dataSet: DataSet, perClass: number): readonly (readonly number[])[] => {
  const counts = countClasses(dataSet.train, dataSet.classNames.length);
  const samples = counts.map((): number[] => []);
  const seen = counts.map(() => 0);
  for (let index = 0; index < dataSet.train.count; index++) {
    const label = dataSet.train.labels[index] ?? 0;
    const count = counts[label] ?? 0;
    const position = seen[label] ?? 0;
    seen[label] = position + 1;
    const wanted = Math.min(perClass, count);
    const taken = samples[label];
    if (taken && taken.length < wanted && position === Math.floor((taken.length * count) / wanted))
      taken.push(index);
  }
  return samples;
};
