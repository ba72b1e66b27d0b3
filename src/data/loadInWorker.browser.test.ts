import { describe, expect, test } from 'vitest';
import { makeDigits } from './builtIn';
import { gzip, idxImages, idxLabels } from './files.fixture';
import { askWorker, loadBuiltIn, loadFiles } from './loadInWorker';

const scripted = (script: string): Worker => new Worker(URL.createObjectURL(new Blob([script])));

describe('the data worker', () => {
  test('draws the same digits as the page itself, telling its progress', async () => {
    const shares: number[] = [];
    const result = await loadBuiltIn('digits', undefined, (share) => shares.push(share));
    if (!result.ok) throw new Error(result.error[0]?.message);
    const here = makeDigits();
    expect(result.value.train.images.every((byte, i) => byte === here.train.images[i])).toBe(true);
    expect(result.value.test.labels).toEqual(here.test.labels);
    for (const key of ['masks', 'values', 'attributes'] as const) {
      const [there, own] = [result.value.train[key], here.train[key]];
      expect(there?.length, key).toBe(own?.length);
      expect(
        there?.every((value, i) => value === own?.[i]),
        key,
      ).toBe(true);
    }
    expect(shares.at(-1)).toBeCloseTo(1, 12);
  });

  test('reads files, gzip included', async () => {
    const images = new File([await gzip(idxImages(6, 2, 2))], 'train-images-idx3-ubyte.gz');
    const labels = new File([idxLabels(0, 1, 2, 0, 1, 2)], 'train-labels-idx1-ubyte');
    const result = await loadFiles([images, labels]);
    expect(result).toMatchObject({
      ok: true,
      value: { imageShape: [2, 2, 1], train: { count: 5 }, test: { count: 1 } },
    });
  });

  test('damaged gzip is a problem here as in Node', async () => {
    const packed = await gzip(idxImages(50, 28, 28));
    const [short, junk] = [
      packed.slice(0, 60),
      Uint8Array.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    ];
    const result = await loadFiles([new File([short], 'short.gz'), new File([junk], 'junk.gz')]);
    expect(result.ok ? [] : result.error.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'bad-gzip short.gz',
      'bad-gzip junk.gz',
    ]);
  });

  test('called off, before or during, it ends as cancelled', async () => {
    const early = await loadBuiltIn('shapes', AbortSignal.abort());
    expect(early).toMatchObject({ ok: false, error: [{ code: 'cancelled' }] });
    const controller = new AbortController();
    const late = loadBuiltIn('shapes', controller.signal, () => controller.abort());
    expect(await late).toMatchObject({ ok: false, error: [{ code: 'cancelled' }] });
  });

  test('a worker that dies, or whose script does not load, is a problem', async () => {
    const request = { kind: 'builtIn', id: 'digits' } as const;
    const dies = await askWorker(
      () => scripted('onmessage = () => { throw new Error("out of paint"); }'),
      request,
    );
    expect(dies).toMatchObject({ ok: false, error: [{ code: 'worker-failed' }] });
    expect(dies.ok ? '' : dies.error[0]?.message).toContain('out of paint');
    const missing = await askWorker(() => new Worker('/no-such-worker.js', { type: 'module' }), request);
    expect(missing).toMatchObject({ ok: false, error: [{ code: 'worker-failed' }] });
  });

  test('terminates the worker with its answer', async () => {
    let terminated = 0;
    const result = await askWorker(
      () => {
        const worker = scripted(
          'onmessage = () => postMessage({ kind: "done", result: { ok: false, error: [] } })',
        );
        const terminate = worker.terminate.bind(worker);
        worker.terminate = () => {
          terminated += 1;
          terminate();
        };
        return worker;
      },
      { kind: 'files', files: [] },
    );
    expect(result).toEqual({ ok: false, error: [] });
    expect(terminated).toBe(1);
  });
});
