import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataProblem, DataProblemCode, DataSet } from './dataSet';
import { cifarBytes, file, gzip, idxBytes, idxImages, idxLabels, text } from './files.fixture';
import { gunzip } from './gzip';
import { type ImageFile, readImageFiles } from './readImageFiles';

const read = async (...files: ImageFile[]): Promise<DataSet> => {
  const result = await readImageFiles(files);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
};

const problemsOf = async (...files: ImageFile[]): Promise<DataProblem[]> => {
  const result = await readImageFiles(files);
  return result.ok ? [] : result.error;
};

const trainImages = file('train-images-idx3-ubyte', idxImages(6, 2, 3));
const trainLabels = file('train-labels-idx1-ubyte', idxLabels(0, 1, 2, 3, 4, 6));
const testImages = file('t10k-images-idx3-ubyte', idxImages(2, 2, 3));
const testLabels = file('t10k-labels-idx1-ubyte', idxLabels(0, 7));

describe('IDX files', () => {
  test('four of them become a data set, in whatever order they come', async () => {
    const data = await read(testLabels, trainImages, testImages, trainLabels);
    expect(data.imageShape).toEqual([2, 3, 1]);
    expect(data.train.count).toBe(6);
    expect(data.test.count).toBe(2);
    expect([...data.train.images]).toEqual(Array.from({ length: 36 }, (_, i) => i));
    expect([...data.train.labels]).toEqual([0, 1, 2, 3, 4, 6]);
    expect([...data.test.labels]).toEqual([0, 7]);
    // Classes up to the highest label of either split; class 5 has no image, and that is fine.
    expect(data.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(data.source).toContain('6 to train on and 2 to test');
  });

  test('gzip is told by its first bytes, whatever the name says', async () => {
    const packed = file('train-images-idx3-ubyte', await gzip(trainImages.bytes));
    const plain = file('train-labels-idx1-ubyte.gz', trainLabels.bytes);
    expect((await read(packed, plain, testImages, testLabels)).train.count).toBe(6);
  });

  test('a lone pair gives up its last sixth as the test set, and says so', async () => {
    for (const name of ['train-images', 't10k-images', 'my-images']) {
      const data = await read(
        file(name, idxImages(12, 2, 2)),
        file('some-labels', idxLabels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2)),
      );
      expect(data.train.count).toBe(10);
      expect([...data.test.labels]).toEqual([1, 2]);
      expect([...data.test.images]).toEqual([40, 41, 42, 43, 44, 45, 46, 47]);
      expect(data.source).toContain('the last 2 were set aside to test');
    }
  });

  test('a fourth axis is the channels', async () => {
    const data = await read(
      file('train-images', idxImages(6, 2, 2, 3)),
      trainLabels,
      file('test-images', idxImages(2, 2, 2, 3)),
      testLabels,
    );
    expect(data.imageShape).toEqual([2, 2, 3]);
    expect(data.train.images).toHaveLength(72);
  });

  test('each array owns its whole buffer', async () => {
    for (const data of [
      await read(trainImages, trainLabels),
      await read(trainImages, trainLabels, testImages, testLabels),
    ]) {
      const arrays = [data.train.images, data.train.labels, data.test.images, data.test.labels];
      expect(new Set(arrays.map((array) => array.buffer)).size).toBe(4);
      for (const array of arrays) expect(array.buffer.byteLength).toBe(array.byteLength);
    }
  });
});

describe('CIFAR-10 files', () => {
  test('planes become interleaved channels; batches join in the order of their names', async () => {
    const data = await read(
      file('data_batch_10.bin', cifarBytes(3)),
      file('test_batch.bin', cifarBytes(5)),
      file('data_batch_2.bin.gz', await gzip(cifarBytes(9, 1))),
    );
    expect(data.imageShape).toEqual([32, 32, 3]);
    expect([...data.train.labels]).toEqual([9, 1, 3]);
    expect([...data.train.images.subarray(0, 6)]).toEqual([19, 29, 39, 19, 29, 39]);
    expect([...data.train.images.subarray(-3)]).toEqual([13, 23, 33]);
    expect([...data.test.images.subarray(0, 3)]).toEqual([15, 25, 35]);
    expect(data.classNames[9]).toBe('truck');
  });

  test('the list of class names is used where it is chosen too', async () => {
    const names = text('A\nB\nC\nD\nE\nF\nG\nH\nI\nJ\n\n');
    const data = await read(
      file('data_batch_1.bin', cifarBytes(0, 1, 2, 3, 4, 5)),
      file('batches.meta.txt', names),
    );
    expect(data.classNames.join('')).toBe('ABCDEFGHIJ');
    expect(data.test.count).toBe(1);
  });

  test('record for record, red before green before blue, row by row', async () => {
    const bytes = Uint8Array.from({ length: 2 * 3073 }, (_, i) => (i % 3073 === 0 ? 1 : (i * 7) & 255));
    const { images } = (await read(file('data_batch_1.bin', bytes), file('test_batch.bin', cifarBytes(0))))
      .train;
    for (const [record, y, x, channel] of [
      [0, 0, 0, 0],
      [0, 5, 9, 1],
      [1, 31, 31, 2],
      [1, 0, 31, 0],
    ] as const) {
      const there = bytes[record * 3073 + 1 + channel * 1024 + y * 32 + x];
      expect(images[((record * 32 + y) * 32 + x) * 3 + channel]).toBe(there);
    }
  });
});

interface Case {
  readonly code: DataProblemCode;
  readonly what: string;
  readonly files: () => Promise<ImageFile[]> | ImageFile[];
  readonly says: readonly string[];
}

const cut = (whole: ImageFile, length: number): ImageFile => file(whole.name, whole.bytes.slice(0, length));

const cases: readonly Case[] = [
  { code: 'no-files', what: 'no file', files: () => [], says: ['No files were chosen', 'data_batch_1.bin'] },
  {
    code: 'empty-file',
    what: 'an empty file',
    files: () => [file('a-idx3-ubyte', new Uint8Array())],
    says: ['a-idx3-ubyte is empty', '0 bytes'],
  },
  {
    code: 'empty-file',
    what: 'a gzip of nothing',
    files: async () => [file('a.gz', await gzip(new Uint8Array()))],
    says: ['a.gz is empty: it unpacks from 20 bytes to none'],
  },
  {
    code: 'empty-file',
    what: 'a header that announces no images',
    files: () => [file('a', idxImages(0, 28, 28))],
    says: ['0 × 28 × 28'],
  },
  {
    code: 'not-gzip',
    what: 'a web page named .gz',
    files: () => [file('images.gz', text('<html>404</html>'))],
    says: ['images.gz is not a gzip file', '1f 8b', 'web page'],
  },
  {
    code: 'bad-gzip',
    what: 'a truncated gzip',
    files: async () => [cut(file('train-images-idx3-ubyte.gz', await gzip(idxImages(50, 28, 28))), 60)],
    says: ['train-images-idx3-ubyte.gz is a truncated or damaged gzip', 'of its 60 bytes'],
  },
  {
    code: 'bad-gzip',
    what: 'a gzip with a wrong checksum',
    files: async () => {
      const bytes = await gzip(trainImages.bytes);
      bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 255;
      return [file('a.gz', bytes)];
    },
    says: ['a.gz is a truncated or damaged gzip'],
  },
  {
    code: 'unknown-kind',
    what: 'a text file',
    files: () => [file('notes.txt', text('hello'))],
    says: ['notes.txt is of no known kind', 'train-images-idx3-ubyte'],
  },
  {
    code: 'unknown-kind',
    what: 'a JSON file',
    files: () => [file('model.json', text('{"a": 1}'))],
    says: ['looks like text, perhaps JSON'],
  },
  {
    code: 'wrong-magic',
    what: 'IDX of floats',
    files: () => [file('data', idxBytes([1, 1, 1], [0, 0, 0, 0], 0x0d))],
    says: ['0x00000d03', '32-bit floats with 3 axes', '0x00000803'],
  },
  {
    code: 'wrong-magic',
    what: 'something else under an IDX name',
    files: () => [file('train-images-idx3-ubyte', text('hello'))],
    says: ['begins with 0x68656c6c', '0x00000801'],
  },
  {
    code: 'truncated',
    what: 'images cut short',
    files: () => [cut(trainImages, 40), trainLabels],
    says: ['6 × 2 × 3', 'expected 52 bytes, has 40'],
  },
  {
    code: 'truncated',
    what: 'a header cut short',
    files: () => [cut(trainImages, 10)],
    says: ['expected 16 bytes of IDX header, has 10'],
  },
  {
    code: 'truncated',
    what: 'three bytes under an IDX name',
    files: () => [cut(trainImages, 3)],
    says: ['has 3'],
  },
  {
    code: 'truncated',
    what: 'a CIFAR-10 record cut short',
    files: () => [file('data_batch_1.bin', new Uint8Array(7000))],
    says: ['multiple of 3,073', 'has 7,000', '2 records and 854 bytes'],
  },
  {
    code: 'truncated',
    what: 'CIFAR-100',
    files: () => [file('train.bin', new Uint8Array(30740))],
    says: ['CIFAR-100'],
  },
  {
    code: 'truncated',
    what: 'a class list of three',
    files: () => [file('batches.meta.txt', text('a\nb\nc'))],
    says: ['ten', 'found 3'],
  },
  {
    code: 'excess-bytes',
    what: 'bytes after the last image',
    files: () => [file('a-idx3-ubyte', Uint8Array.from([...trainImages.bytes, 1]))],
    says: ['expected 52 bytes, has 53'],
  },
  {
    code: 'too-large',
    what: 'a header beyond 2³¹',
    files: () => [file('a', idxBytes([4294967295, 65536, 65536], [1]))],
    says: ['4,294,967,295 × 65,536 × 65,536', 'The file itself has 17'],
  },
  {
    code: 'bad-dimensions',
    what: 'images without width',
    files: () => [file('a', idxImages(3, 28, 0))],
    says: ['3 × 28 × 0'],
  },
  {
    code: 'count-mismatch',
    what: 'fewer labels than images',
    files: () => [trainImages, file('train-labels-idx1-ubyte', idxLabels(1, 2, 3))],
    says: ['train-images-idx3-ubyte has 6 images', 'train-labels-idx1-ubyte has 3 labels'],
  },
  {
    code: 'missing-labels',
    what: 'images alone',
    files: () => [file('train-images-idx3-ubyte.gz', trainImages.bytes)],
    says: ['train-images-idx3-ubyte.gz has no labels file: add train-labels-idx1-ubyte.'],
  },
  {
    code: 'missing-images',
    what: 'labels alone',
    files: () => [testLabels],
    says: ['t10k-labels-idx1-ubyte has no images file: add t10k-images-idx3-ubyte.'],
  },
  {
    code: 'missing-images',
    what: 'class names alone',
    files: () => [file('batches.meta.txt', text('a b c d e f g h i j'.replaceAll(' ', '\n')))],
    says: ['data_batch_1.bin'],
  },
  {
    code: 'shape-mismatch',
    what: 'test images of another shape',
    files: () => [trainImages, trainLabels, file('t10k-images', idxImages(2, 3, 2)), testLabels],
    says: ['train-images-idx3-ubyte has 2×3×1', 't10k-images has 3×2×1'],
  },
  {
    code: 'label-out-of-range',
    what: 'label 10 in CIFAR-10',
    files: () => [file('data_batch_1.bin', cifarBytes(0, 10))],
    says: ['record 2 has label 10', '0 to 9'],
  },
  {
    code: 'mixed-kinds',
    what: 'IDX and CIFAR-10 together',
    files: () => [trainImages, trainLabels, file('test_batch.bin', cifarBytes(1))],
    says: ['train-images-idx3-ubyte', 'test_batch.bin'],
  },
  {
    code: 'duplicate-role',
    what: 'two files of training images',
    files: () => [trainImages, file('other-train-images', idxImages(6, 2, 3)), trainLabels],
    says: ['train-images-idx3-ubyte and other-train-images are both training images'],
  },
  {
    code: 'duplicate-role',
    what: 'a batch chosen twice',
    files: () => [file('data_batch_1.bin', cifarBytes(1, 2)), file('data_batch_1.bin', cifarBytes(1, 2))],
    says: ['data_batch_1.bin was chosen twice'],
  },
  {
    code: 'duplicate-role',
    what: 'two test batches',
    files: () => [file('test_a.bin', cifarBytes(1, 2)), file('test_b.bin', cifarBytes(1, 2))],
    says: ['test_a.bin and test_b.bin'],
  },
  {
    code: 'too-few-images',
    what: 'a single image',
    files: () => [file('train-images', idxImages(1, 2, 2)), file('train-labels', idxLabels(1))],
    says: ['1 image', 'at least two'],
  },
];

describe('what is wrong is said', () => {
  test.each(cases)('$code: $what', async ({ code, files, says }) => {
    const problems = await problemsOf(...(await files()));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    for (const words of says) expect(problems[0]?.message).toContain(words.replace('ten', '10'));
  });

  test('all at once: every file that is wrong is named, and nothing is loaded', async () => {
    const problems = await problemsOf(
      cut(trainImages, 40),
      trainLabels,
      file('t10k-images-idx3-ubyte', text('hello')),
      testLabels,
      file('x.png', text('?')),
    );
    // The labels' partners were chosen but could not be read, so that they are not called missing.
    expect(problems.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'truncated train-images-idx3-ubyte',
      'wrong-magic t10k-images-idx3-ubyte',
      'unknown-kind x.png',
    ]);
  });

  test('unpacking stops at its limit, before the memory is full', async () => {
    const bomb = await gzip(new Uint8Array(3_000_000));
    const result = await gunzip('bomb.gz', bomb, 100_000);
    expect(result).toMatchObject({ ok: false, error: { code: 'too-large', at: 'bomb.gz' } });
  });

  test('progress is told file by file', async () => {
    const shares: number[] = [];
    await readImageFiles([trainImages, trainLabels], (share) => shares.push(share));
    expect(shares).toEqual([0.5, 1]);
  });
});

describe('any bytes at all', () => {
  const names = fc.constantFrom(
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images.gz',
    'data_batch_1.bin',
    'test_batch.bin',
    'batches.meta.txt',
    'a',
    '',
  );

  const holds = async (files: ImageFile[]): Promise<void> => {
    const result = await readImageFiles(files);
    if (!result.ok) {
      expect(result.error.length).toBeGreaterThan(0);
      for (const { message } of result.error) expect(message.length).toBeGreaterThan(10);
      return;
    }
    const { imageShape, train, test, classNames } = result.value;
    for (const split of [train, test]) {
      expect(split.count).toBeGreaterThan(0);
      expect(split.labels).toHaveLength(split.count);
      expect(split.images).toHaveLength(split.count * imageShape[0] * imageShape[1] * imageShape[2]);
      for (const label of split.labels) expect(label).toBeLessThan(classNames.length);
    }
  };

  const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

  test('random ones give a whole data set or problems, never an exception', async () => {
    const random = fc.uint8Array({ maxLength: 300 }).map(owned);
    const headed = fc
      .tuple(
        fc.constantFrom(1, 3, 4),
        fc.array(fc.constantFrom(0, 1, 2, 3, 255), { minLength: 16, maxLength: 40 }),
      )
      .map(([axes, rest]) => Uint8Array.from([0, 0, 8, axes, ...rest]));
    const gzipped = fc
      .uint8Array({ maxLength: 200 })
      .map((rest) => Uint8Array.from([0x1f, 0x8b, 8, 0, ...rest]));
    const anyFile = fc
      .tuple(names, fc.oneof(random, headed, gzipped))
      .map(([name, bytes]) => file(name, bytes));
    await fc.assert(fc.asyncProperty(fc.array(anyFile, { maxLength: 5 }), holds), { numRuns: 500 });
  });

  test('good ones with a byte changed or an end cut off do as well', async () => {
    const good = [
      trainImages,
      trainLabels,
      testImages,
      testLabels,
      file('data_batch_1.bin', cifarBytes(1, 2, 3)),
    ];
    const packed = await Promise.all(good.map(async ({ name, bytes }) => file(name, await gzip(bytes))));
    const damage = fc.tuple(fc.nat(7000), fc.nat(255), fc.option(fc.nat(7000)));
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...good, ...packed]),
        fc.array(damage, { maxLength: 4 }),
        async (chosen, damages) => {
          const files = chosen.map(({ name, bytes }, i) => {
            const hurt = bytes.slice();
            const [at, value, length] = damages[i] ?? [0, hurt[0] ?? 0, null];
            if (hurt.length > 0) hurt[at % hurt.length] = value;
            return file(name, length === null ? hurt : hurt.slice(0, length));
          });
          await holds(files);
        },
      ),
      { numRuns: 300 },
    );
  });
});
