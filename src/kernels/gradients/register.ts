// What every backend needs before it can train: gradients that tf.js lacks whatever computes them.
import { conv2DGradient } from './conv2DGradient';
import { depthwiseGradient } from './depthwiseGradient';

let registered = false;

/** Registers them once; calling it again changes nothing. */
export function registerGradients(): void {
  if (registered) return;
  conv2DGradient.install();
  depthwiseGradient.install();
  registered = true;
}
