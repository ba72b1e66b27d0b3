// The one way in which this folder replaces what tf.js registers: kernels of the WASM backend, and gradients where it
// runs. Apart, so that every override keeps the stock set-up and can be undone.
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type Gradient, type Override, overrideGradient } from '../gradients/override';

/** What tf.js hands to a kernel: tensors as handles, attributes, and the backend that owns their memory. */
export interface Call<Inputs, Attrs> {
  /** tf.js types each input as possibly missing; only those declared optional are. */
  readonly inputs: { readonly [Name in keyof Inputs]: NonNullable<Inputs[Name]> };
  readonly attrs: Attrs;
  readonly backend: BackendWasm;
}

export type Kernel<Inputs, Attrs> = (call: Call<Inputs, Attrs>) => tf.TensorInfo | tf.TensorInfo[];

/**
 * Overrides the WASM kernel `name`. `make` gets the stock kernel, or undefined where tf.js has none. The stock
 * set-up function stays registered, because it is what binds the compiled function when the backend starts.
 */
export function overrideKernel<Inputs extends object, Attrs extends object>(
  name: string,
  make: (stock: Kernel<Inputs, Attrs> | undefined) => Kernel<Inputs, Attrs>,
): Override {
  return {
    name,
    install: () => {
      const stock = tf.getKernel(name, 'wasm');
      // tf.js types a kernel's inputs as an open map; each kernel here names the ones it takes.
      const kernelFunc = make(stock?.kernelFunc as unknown as Kernel<Inputs, Attrs> | undefined);
      if (stock) tf.unregisterKernel(name, 'wasm');
      tf.registerKernel({
        kernelName: name,
        backendName: 'wasm',
        ...(stock?.setupFunc && { setupFunc: stock.setupFunc }),
        ...(stock?.disposeFunc && { disposeFunc: stock.disposeFunc }),
        kernelFunc: kernelFunc as unknown as tf.KernelConfig['kernelFunc'],
      });
      return () => {
        tf.unregisterKernel(name, 'wasm');
        if (stock) tf.registerKernel(stock);
      };
    },
  };
}

/** Like an override of a kernel, for one that `stock` must already have. */
export function wrapKernel<Inputs extends object, Attrs extends object>(
  name: string,
  make: (stock: Kernel<Inputs, Attrs>) => Kernel<Inputs, Attrs>,
): Override {
  return overrideKernel<Inputs, Attrs>(name, (stock) => {
    if (!stock) throw new Error(`The WASM backend has no kernel ${name} to wrap.`);
    return make(stock);
  });
}

/** As `overrideGradient`, for a form that pays only on the WASM backend; the others keep the stock gradient. */
export function overrideGradientOnWasm(name: string, make: (stock: Gradient) => Gradient): Override {
  return overrideGradient(name, (stock) => {
    const ours = make(stock);
    return (dy, saved, attrs) => (tf.getBackend() === 'wasm' ? ours : stock)(dy, saved, attrs);
  });
}
