// Replaces a gradient that tf.js registers, on every backend at once, and can put it back. Apart, because gradients are
// kept by tf.js once for all backends, kernels once for each.
import * as tf from '@tensorflow/tfjs';

/** A kernel or gradient that can be put in place of the stock one; `install` returns what undoes it. */
export interface Override {
  readonly name: string;
  readonly install: () => () => void;
}

export type Gradient = tf.GradConfig['gradFunc'];

/** Overrides the gradient of the kernel `name`, on every backend; `make` gets the stock gradient function. */
export function overrideGradient(name: string, make: (stock: Gradient) => Gradient): Override {
  return {
    name: `${name} gradient`,
    install: () => {
      const stock = tf.getGradient(name);
      if (!stock) throw new Error(`tf.js has no gradient of ${name} to override.`);
      tf.unregisterGradient(name);
      tf.registerGradient({ ...stock, gradFunc: make(stock.gradFunc) });
      return () => {
        tf.unregisterGradient(name);
        tf.registerGradient(stock);
      };
    },
  };
}
