// The figures of a data set, computed a slice at a time: sixty thousand images are a second of work, and the page must
// answer meanwhile.
import type { DataSet } from '../../data/dataSet';
import { countClasses, type DataSummary, summarise } from '../../data/summary';

/** Bytes of images in one slice: a few milliseconds of work. */
const sliceBytes = 4 * 2 ** 20;

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * What `summarise` gives, to rounding, without holding the page. Answers undefined when `signal` calls it off.
 * Slices are joined through E[x²] = sd² + mean².
 */
export async function summariseInSteps(
  dataSet: DataSet,
  signal: AbortSignal,
): Promise<DataSummary | undefined> {
  const { train, test, imageShape, classNames } = dataSet;
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  const perSlice = Math.max(1, Math.floor(sliceBytes / size));
  const means = new Array<number>(imageShape[2]).fill(0);
  const squares = new Array<number>(imageShape[2]).fill(0);
  for (let from = 0; from < train.count; from += perSlice) {
    await nextTask();
    if (signal.aborted) return undefined;
    const to = Math.min(train.count, from + perSlice);
    const images = train.images.subarray(from * size, to * size);
    const slice = { images, labels: train.labels.subarray(from, to), count: to - from };
    const { channelMeans, channelDeviations } = summarise({ ...dataSet, train: slice });
    const weight = (to - from) / train.count;
    channelMeans.forEach((mean, c) => {
      means[c] = (means[c] ?? 0) + weight * mean;
      squares[c] = (squares[c] ?? 0) + weight * ((channelDeviations[c] ?? 0) ** 2 + mean * mean);
    });
  }
  return {
    trainClasses: countClasses(train, classNames.length),
    testClasses: countClasses(test, classNames.length),
    channelMeans: means,
    channelDeviations: squares.map((square, c) => Math.sqrt(Math.max(0, square - (means[c] ?? 0) ** 2))),
  };
}
