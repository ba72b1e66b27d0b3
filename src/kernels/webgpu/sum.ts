// The sum over all leading axes, which is the gradient of every bias. The stock kernel transposes the tensor first, then
// gives each sum one workgroup; this one reads it as it lies.
import * as tf from '@tensorflow/tfjs';
import { partialSums, partsOf, totalOf, totalSums, workgroupSize } from './columns';
import { overrideKernel } from './override';
import { allFloat, allocate, groupsFor, run, sizeOf } from './program';

/** `y[…] = Σ x[n, …, …]` over the axes 0…k−1, for any k below the rank. */
export const sum = overrideKernel<{ x: tf.TensorInfo }, tf.SumAttrs>(
  tf.Sum,
  [partialSums, totalSums],
  (stock) => (call) => {
    const { inputs, attrs, backend } = call;
    const { x } = inputs;
    const axes = tf.util.parseAxisParam(attrs.axis, x.shape).sort((a, b) => a - b);
    const leading = axes.length < x.shape.length && axes.every((axis, i) => axis === i);
    if (!allFloat(x) || axes.length === 0 || !leading || backend.shouldExecuteOnCPU([x])) return stock(call);
    const kept = x.shape.slice(axes.length);
    const columns = tf.util.sizeFromShape(kept);
    const rows = sizeOf(x) / columns;
    const parts = partsOf(rows, columns);
    const shape = attrs.keepDims ? [...axes.map(() => 1), ...kept] : kept;
    const partial = allocate(backend, parts === 1 ? shape : [parts, columns]);
    run(backend, partialSums, {
      reads: [x],
      writes: [partial],
      uniforms: { rows, columns, parts },
      groups: groupsFor(columns * parts, workgroupSize),
    });
    return totalOf(backend, partial, { columns, parts, shape });
  },
);
