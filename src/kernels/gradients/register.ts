// What every backend needs before it can train: gradients that tf.js lacks whatever computes them.
import { conv2DGradient } from './conv2DGradient';

let registered = false;

/** Registers them once; calling it again changes nothing. */
export function registerGradients(): void {
  if (registered) return;
  conv2DGradient.install();
  registered = true;
}
