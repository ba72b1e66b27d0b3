// Sums of rows by segment, which the gradient of a gather needs and tf.js's WASM backend lacks.
import * as tf from '@tensorflow/tfjs';
import { allocate, floats } from './heap';
import { overrideKernel } from './override';

/** `y[s, …] = Σ x[i, …]` over the i with segmentIds[i] = s; ids outside 0…numSegments−1 are left out. */
export const unsortedSegmentSum = overrideKernel<tf.UnsortedSegmentSumInputs, tf.UnsortedSegmentSumAttrs>(
  tf.UnsortedSegmentSum,
  () =>
    ({ inputs, attrs, backend }) => {
      const { x, segmentIds } = inputs;
      const [rows = 0, ...rest] = x.shape;
      const width = tf.util.sizeFromShape(rest);
      const out = allocate(backend, [attrs.numSegments, ...rest]);
      const ids = backend.typedArrayFromHeap(segmentIds);
      const from = floats(backend, x);
      const to = floats(backend, out).fill(0);
      for (let row = 0; row < rows; row++) {
        const segment = ids[row] ?? -1;
        if (segment < 0 || segment >= attrs.numSegments) continue;
        for (let i = 0; i < width; i++) {
          const target = segment * width + i;
          to[target] = (to[target] as number) + (from[row * width + i] as number);
        }
      }
      return out;
    },
);
