// Identity and Cast to the same type, without a copy. tf.js clones every tensor that it saves for the backward
// pass, and the stock WASM kernels copy the elements each time; the CPU and WebGL backends only count a reference.
import * as tf from '@tensorflow/tfjs';
import { alias } from './heap';
import { wrapKernel } from './override';

/** `y = x`, as one more reference to the same memory. */
export const identity = wrapKernel<tf.IdentityInputs, object>(tf.Identity, (stock) => (call) => {
  const { x } = call.inputs;
  return x.dtype === 'string' ? stock(call) : alias(call.backend, x);
});

/** `y = x` where the type stays; the stock kernel where it changes. */
export const cast = wrapKernel<tf.CastInputs, tf.CastAttrs>(tf.Cast, (stock) => (call) => {
  const { x } = call.inputs;
  return x.dtype === call.attrs.dtype && x.dtype !== 'string' ? alias(call.backend, x) : stock(call);
});
