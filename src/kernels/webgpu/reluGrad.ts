// The gradient of ReLU in one dispatch: tf.js computes the step function of the input and multiplies by it.
import * as tf from '@tensorflow/tfjs';
import { addKernel, overrideGradientOnGpu } from './override';
import { allFloat, allocate, groupsFor, type Program, run, sizeOf } from './program';

const name = 'ConvasReluGrad';
const threads = 64;

const maskGradient: Program<'size'> = {
  name,
  reads: [{ name: 'dy' }, { name: 'x' }],
  writes: [{ name: 'dx' }],
  sizes: ['size'],
  workgroup: [threads, 1, 1],
  body: `
  if (index >= u.size) { return; }
  dx[index] = select(0.0, dy[index], x[index] > 0.0);`,
};

/** dx = dy where x > 0, else 0. */
const kernel = addKernel<{ dy: tf.TensorInfo; x: tf.TensorInfo }, object>(
  name,
  [maskGradient],
  ({ inputs: { dy, x }, backend }) => {
    const dx = allocate(backend, x.shape);
    run(backend, maskGradient, {
      reads: [dy, x],
      writes: [dx],
      uniforms: { size: sizeOf(x) },
      groups: groupsFor(sizeOf(x), threads),
    });
    return dx;
  },
);

const gradient = overrideGradientOnGpu(tf.Relu, [maskGradient], (stock) => (dy, saved, attrs) => {
  const [x] = saved as tf.Tensor[];
  if (!x || Array.isArray(dy) || !allFloat(x, dy)) return stock(dy, saved, attrs);
  return { x: () => tf.engine().runKernel(name, { dy, x }) as tf.Tensor };
});

/** The gradient with the kernel it calls, put in place and taken away together. */
export const reluGrad = {
  ...gradient,
  install: () => {
    const removals = [kernel.install(), gradient.install()];
    return () => {
      for (const remove of removals.reverse()) remove();
    };
  },
};
