// Against the real MNIST and CIFAR-10 files, where the folder with them lies beside the project.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DataSet } from './dataSet';
import { type ImageFile, readImageFiles } from './readImageFiles';
import { summarise } from './summary';

const folder = new URL('../../../shared/data/', import.meta.url);
const present = (name: string): boolean => existsSync(new URL(name, folder));

const open = (path: string): ImageFile => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  bytes: new Uint8Array(readFileSync(new URL(path, folder))),
});

const read = async (...paths: string[]): Promise<DataSet> => {
  const result = await readImageFiles(paths.map(open));
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
};

describe.skipIf(!present('mnist'))('real MNIST (skipped where ../shared/data/mnist is absent)', () => {
  test('has its known counts, mean and standard deviation', async () => {
    const files = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
    const data = await read(...files.map((name) => `mnist/${name}-ubyte.gz`));
    expect(data.imageShape).toEqual([28, 28, 1]);
    expect([data.train.count, data.test.count]).toEqual([60_000, 10_000]);
    const summary = summarise(data);
    expect(summary.trainClasses).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(summary.channelMeans.map((mean) => mean.toFixed(4))).toEqual(['0.1307']);
    expect(summary.channelDeviations.map((deviation) => deviation.toFixed(4))).toEqual(['0.3081']);
    expect([...data.train.labels.subarray(0, 6)]).toEqual([5, 0, 4, 1, 9, 2]);
  });

  test('its test files alone are split, and mixed up with the training labels are refused', async () => {
    const lone = await read('mnist/t10k-images-idx3-ubyte.gz', 'mnist/t10k-labels-idx1-ubyte.gz');
    expect([lone.train.count, lone.test.count]).toEqual([8334, 1666]);
    const result = await readImageFiles(
      ['mnist/t10k-images-idx3-ubyte.gz', 'mnist/train-labels-idx1-ubyte.gz'].map(open),
    );
    expect(result.ok ? [] : result.error.map(({ message }) => message)).toEqual([
      'train-labels-idx1-ubyte.gz has no images file: add train-images-idx3-ubyte.',
      't10k-images-idx3-ubyte.gz has no labels file: add t10k-labels-idx1-ubyte.',
    ]);
  });
});

describe.skipIf(!present('cifar10'))('real CIFAR-10 (skipped where ../shared/data/cifar10 is absent)', () => {
  test('has its classes, and pictures that look like photographs', async () => {
    const paths = ['data_batch_1.first1500.bin', 'test_batch.first1000.bin', 'batches.meta.txt'];
    const data = await read(...paths.map((name) => `cifar10/${name}`));
    expect([data.train.count, data.test.count]).toEqual([1500, 1000]);
    expect(data.classNames.slice(0, 3)).toEqual(['airplane', 'automobile', 'bird']);
    // The first training record is a frog, the first test record a cat.
    expect(data.classNames[data.train.labels[0] ?? 0]).toBe('frog');
    expect(data.classNames[data.test.labels[0] ?? 0]).toBe('cat');
    // Means over all 50,000 images are 0.4914, 0.4822, 0.4465; planes mixed up would not keep that order so near.
    const { channelMeans } = summarise(data);
    for (const [c, mean] of [0.4914, 0.4822, 0.4465].entries()) {
      expect(Math.abs((channelMeans[c] ?? 0) - mean)).toBeLessThan(0.012);
    }
  });
});

describe.skipIf(!present('broken-files'))(
  'broken files (skipped where ../shared/data/broken-files is absent)',
  () => {
    test('each ends in a message of its own', async () => {
      const names = ['44-byte-train-images-idx3-ubyte.gz', 'labels-renamed-as-model.json', 'truncated.jpg'];
      const result = await readImageFiles(names.map((name) => open(`broken-files/${name}`)));
      expect(result.ok ? [] : result.error.map(({ code, at }) => `${code} ${at}`)).toEqual([
        `empty-file ${names[0]}`,
        `unknown-kind ${names[1]}`,
        `unknown-kind ${names[2]}`,
      ]);
    });
  },
);
