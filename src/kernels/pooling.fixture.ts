// Test support: 2-D poolings of every size, stride and padding, for the gradients of any backend.
import fc from 'fast-check';
import { around } from './comparison.fixture';

type Pad = 'same' | 'valid' | number;

/** Small images and windows, of any stride to 4; no window lies in the padding alone, which has no maximum and no mean. */
export const pooling = fc
  .record({
    shape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    window: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    stride: fc.integer({ min: 1, max: 4 }),
    pad: fc.constantFrom<Pad>('same', 'valid', 0, 1, 2),
  })
  .filter(({ shape: [, h, w], window: [a, b], pad }) => {
    if (pad === 'same') return true;
    const side = pad === 'valid' ? 0 : pad;
    return h + 2 * side >= a && w + 2 * side >= b && side < Math.min(a, b);
  });

/** As tf.js's operations take it. */
export const padding = (pad: Pad) => (typeof pad === 'number' ? around(pad) : pad);
