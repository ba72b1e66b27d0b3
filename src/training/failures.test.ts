// Failures and their remedies: real messages of browsers and tf.js sorted, and when a loss counts as diverged.
import { describe, expect, test } from 'vitest';
import { divergenceWatch } from './divergence';
import { divergedFailure, failureCodeOf, failureOf } from './failures';
import { settings } from './order.fixture';
import type { Backend } from './protocol';

test.each([
  ['RangeError: Array buffer allocation failed', 'out-of-memory'],
  ['RangeError: Invalid typed array length: 99999999999', 'out-of-memory'],
  ['RuntimeError: memory access out of bounds', 'out-of-memory'],
  ['Aborted(OOM). Build with -sASSERTIONS for more info.', 'out-of-memory'],
  [
    'Requested texture size [32768x1] greater than WebGL maximum on this browser / GPU [16384x16384].',
    'out-of-memory',
  ],
  [
    'Out of memory: Buffer size (8589934592) exceeds the max buffer size limit (4294967296).',
    'out-of-memory',
  ],
  ['Device was lost (unknown): A valid external Instance reference no longer exists.', 'device-lost'],
  ['AbortError: Device is lost', 'device-lost'],
  ['WebGL context lost', 'device-lost'],
  ["TypeError: Cannot read properties of undefined (reading 'shape')", 'bug'],
  ['Error: Kernel Foo not registered for backend wasm', 'bug'],
])('%s is %s', (message, code) => {
  expect(failureCodeOf(new Error(message))).toBe(code);
  expect(failureCodeOf(message)).toBe(code);
});

const context = (backend: Backend | undefined, step = 12) => ({
  step,
  settings: { ...settings, batchSize: 64 },
  backend,
});

test('exhausted memory offers a quarter of the batch, then the next best backend', () => {
  const failure = failureOf(new RangeError('Array buffer allocation failed'), context('wasm'));
  expect(failure).toMatchObject({ code: 'out-of-memory', step: 12 });
  expect(failure.message).toMatch(/WASM at batch 12/);
  expect(failure.remedies.map((r) => r.settings)).toEqual([{ batchSize: 16 }, { backend: 'webgl' }]);
});

test('a lost device offers the next best backend, then another try', () => {
  const failure = failureOf(new Error('Device was lost'), context('webgpu', 0));
  expect(failure.message).toMatch(/WebGPU lost its device before the first batch/);
  expect(failure.remedies.map((r) => r.settings)).toEqual([{ backend: 'wasm' }, {}]);
});

test('no remedy names the backend that failed, and none asks for less than one image', () => {
  for (const backend of ['webgpu', 'wasm', 'webgl', 'cpu', undefined] as const) {
    const small = { ...context(backend), settings: { ...settings, batchSize: 1 } };
    for (const { settings: change } of failureOf(new Error('out of memory'), small).remedies) {
      expect(change.backend).not.toBe(backend ?? 'none');
      expect(change.batchSize).toBeUndefined();
    }
  }
});

describe('divergence', () => {
  const feed = (losses: readonly number[]) => {
    const watch = divergenceWatch();
    for (const [i, loss] of losses.entries()) {
      const found = watch(i + 1, loss);
      if (found) return found;
    }
    return undefined;
  };
  const flat = (count: number, loss: number) => new Array<number>(count).fill(loss);

  test('NaN and infinity at once, at their step', () => {
    expect(feed([2.3, Number.NaN])).toMatchObject({ step: 2, reason: 'the loss became not a number (NaN)' });
    expect(feed([Number.POSITIVE_INFINITY])).toMatchObject({ step: 1, reason: 'the loss became infinite' });
  });

  test('a mean above three times the first, after the warm-up', () => {
    expect(feed([2, ...flat(19, 6.1)])).toBeUndefined();
    expect(feed([2, ...flat(20, 6.1)])?.step).toBe(21);
    expect(feed([2, ...flat(200, 5.9)])).toBeUndefined();
  });

  test('neither one hard batch nor an overshoot at the start', () => {
    expect(feed([2, ...flat(40, 1), 30, ...flat(40, 1)])?.step).toBeUndefined();
    expect(feed([2.3, 8, 12, 9, 5, ...flat(40, 2)])).toBeUndefined();
  });

  test('a single loss beyond return', () => {
    expect(feed([2, 2, 201])?.step).toBe(3);
  });

  test('the remedies start with a tenth of the rate; Adam is offered to others than Adam', () => {
    const found = { step: 5, reason: 'the loss became infinite' };
    const sgd = divergedFailure(found, { ...settings, learningRate: 0.3 });
    expect(sgd.remedies.map((r) => r.settings)).toEqual([
      { learningRate: 0.03 },
      { learningRate: 0.003 },
      { optimizer: 'adam', learningRate: 0.001 },
    ]);
    expect(divergedFailure(found, { ...settings, optimizer: 'adam' }).remedies).toHaveLength(2);
  });
});
