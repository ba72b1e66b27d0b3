// Images changed by stock operations, as on a backend without a kernel for it: the values of the loops over bytes.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, test } from 'vitest';
import { changes, expectSameChanges } from './changedPixels.fixture';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each([1, 3])('images of %d channels, and what follows from them', (channels) => {
  test.each(changes)('are the same: %s', (_, how) => expectSameChanges(channels, how));
});
