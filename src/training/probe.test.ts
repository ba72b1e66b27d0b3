// The measurement of a network's steps, and what is remembered of it.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { orderOf, tinyNormNet } from './order.fixture';
import { probeKey, timeSteps } from './probe';
import { probeMemory } from './probeMemory';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('steps', () => {
  /** Time that passes only while a step is computed: `ms(n)` for the n-th. */
  function measured(ms: (step: number) => number) {
    let time = 0;
    let steps = 0;
    const timed = {
      ...tf,
      variableGrads: (...given: Parameters<typeof tf.variableGrads>) => {
        steps += 1;
        time += ms(steps);
        return tf.variableGrads(...given);
      },
    } as typeof tf;
    const before = tf.memory().numTensors;
    return timeSteps(timed, orderOf(tinyNormNet), () => time).then((found) => {
      expect(tf.memory().numTensors).toBe(before);
      return { found, steps, time };
    });
  }

  test('the first, which compiles, does not count, nor does one that was held up', async () => {
    const { found, steps } = await measured((step) => (step === 1 ? 900 : step === 5 ? 200 : 7));
    expect(found).toBe(7);
    expect(steps).toBe(18);
  });

  test('are few where each takes long', async () => {
    const { found, steps } = await measured(() => 700);
    expect(found).toBe(700);
    expect(steps).toBe(2);
  });

  test('end within two seconds on two backends', async () => {
    for (const each of [1, 30, 90, 150, 190])
      expect((await measured((step) => (step === 1 ? 0 : each))).time, `${each} ms`).toBeLessThan(1000);
  });
});

test('the key tells sizes apart that may differ in speed, and adapters', () => {
  const key = (adapter: string, batch: number) => probeKey(adapter, tinyNormNet, batch);
  expect(key('A', 64)).toBe(key('A', 66));
  expect(key('A', 64)).not.toBe(key('A', 256));
  expect(key('A', 64)).not.toBe(key('B', 64));
});

describe('memory', () => {
  function stored(text: string | null = null) {
    let value = text;
    const memory = probeMemory({
      getItem: () => value,
      setItem: (_, next) => {
        value = next;
      },
    });
    return memory;
  }
  const times = { webgpu: 3, wasm: 8 };

  test('keeps by key, the newest of each, and a hundred at most', () => {
    const memory = stored();
    expect(memory.all()).toEqual({});
    memory.keep('one', { webgpu: 1, wasm: 1 });
    memory.keep('one', times);
    expect(memory.all()).toEqual({ one: times });
    for (let i = 0; i < 100; i++) memory.keep(`${i}, a plan`, times);
    expect(Object.keys(memory.all())).toHaveLength(100);
    expect(memory.all()).not.toHaveProperty('one');
  });

  test.each(['{', 'null', '[3]', '{"one":{"webgpu":"3","wasm":8}}', '{"one":{"webgpu":3}}', '{"one":null}'])(
    'what it does not understand it does not know: %s',
    (text) => {
      const memory = stored(text);
      expect(memory.all()).toEqual({});
      memory.keep('one', times);
      expect(memory.all()).toEqual({ one: times });
    },
  );

  test('without storage, or with one that refuses, nothing is known and nothing breaks', () => {
    const refusing = probeMemory({
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('denied');
      },
    });
    for (const memory of [probeMemory(undefined), refusing]) {
      memory.keep('one', times);
      expect(memory.all()).toEqual({});
    }
  });
});
