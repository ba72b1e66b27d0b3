// Replaces a gradient that tf.js registers, on every backend at once, and can put it back. Apart, because gradients are
// kept by tf.js once for all backends, kernels once for each.
import * as tf from '@tensorflow/tfjs';

/** A kernel or gradient that can be put in place of the stock one; `install` returns what undoes it. */
export interface Override {
  readonly name: string;
  readonly install: () => () => void;
}

export type Gradient = tf.GradConfig['gradFunc'];

type Make = (stock: Gradient) => Gradient;

/** What lies over tf.js's own gradients, the last on top, so that each can be taken away whatever came after it. */
const laid = new Map<string, { readonly stock: tf.GradConfig; readonly makes: Make[] }>();

/** Overrides the gradient of the kernel `name`, on every backend; `make` gets the gradient function that was there. */
export function overrideGradient(name: string, make: Make): Override {
  return {
    name: `${name} gradient`,
    install: () => {
      const stock = tf.getGradient(name);
      if (!stock) throw new Error(`tf.js has no gradient of ${name} to override.`);
      const layers = laid.get(name) ?? { stock, makes: [] };
      laid.set(name, layers);
      // A layer of this installation alone, so that undoing another one of the same override leaves it.
      const own: Make = (below) => make(below);
      layers.makes.push(own);
      register(name);
      return () => {
        layers.makes.splice(layers.makes.indexOf(own), 1);
        register(name);
      };
    },
  };
}

function register(name: string): void {
  const layers = laid.get(name);
  if (!layers) return;
  const { stock, makes } = layers;
  tf.unregisterGradient(name);
  const gradFunc = makes.reduce((below, make) => make(below), stock.gradFunc);
  tf.registerGradient(makes.length === 0 ? stock : { ...stock, gradFunc });
}
