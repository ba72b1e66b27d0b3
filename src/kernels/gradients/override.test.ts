// Two backends lay their gradients over the same one of tf.js, and each is put back when its owner says so.
import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { overrideGradient } from './override';

const kernel = tf.Relu6;
const stock = tf.getGradient(kernel);
let undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo) each();
  undo = [];
});

/** The names of what lies over tf.js's gradient, from the top down. */
let called: string[] = [];
const layer = (name: string) =>
  overrideGradient(kernel, (below) => (dy, saved, attrs) => {
    called.push(name);
    return below(dy, saved, attrs);
  });

function layers(): readonly string[] {
  called = [];
  tf.tidy(() => tf.grad((x: tf.Tensor) => tf.relu6(x))(tf.tensor1d([1, 7])));
  return called;
}

test.each([
  ['the lower first', 0, ['b']],
  ['the upper first', 1, ['a']],
] as const)('two lie over each other, and %s can be taken away', async (_, first, left) => {
  await tf.setBackend('cpu');
  undo = ['a', 'b'].map((name) => layer(name).install());
  expect(layers()).toEqual(['b', 'a']);
  undo.splice(first, 1)[0]?.();
  expect(layers()).toEqual(left);
  undo.pop()?.();
  expect(layers()).toEqual([]);
  expect(tf.getGradient(kernel)).toBe(stock);
});

test('one that is installed twice is there until both are taken away', async () => {
  await tf.setBackend('cpu');
  const twice = layer('a');
  undo = [twice.install(), twice.install()];
  expect(layers()).toEqual(['a', 'a']);
  undo.shift()?.();
  expect(layers()).toEqual(['a']);
});
