// The one way in which this folder replaces what tf.js registers for WebGPU. Apart, so that a kernel names the programs
// it needs compiled first, and so that every override can be undone.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type Gradient, type Override, overrideGradient } from '../gradients/override';
import { guarded } from '../troubles';
import type { Program } from './program';

/** An override with the programs that must compile before it may be installed. */
export interface GpuOverride extends Override {
  readonly programs: readonly Program[];
}

/** What tf.js hands to a kernel: tensors as handles, attributes, and the backend that owns their memory. */
export interface Call<Inputs, Attrs> {
  /** tf.js types each input as possibly missing; only those declared optional are. */
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: WebGPUBackend;
}

export type Kernel<Inputs, Attrs> = (call: Call<Inputs, Attrs>) => tf.TensorInfo | tf.TensorInfo[];

/** Overrides the WebGPU kernel `name`. `make` gets the stock kernel, for what ours does not take. */
export function overrideKernel<Inputs extends object, Attrs extends object>(
  name: string,
  programs: readonly Program[],
  make: (stock: Kernel<Inputs, Attrs>) => Kernel<Inputs, Attrs>,
): GpuOverride {
  const install = () => {
    const stock = tf.getKernel(name, 'webgpu');
    if (!stock) throw new Error(`The WebGPU backend has no kernel ${name} to override.`);
    const plain = stock.kernelFunc as unknown as Kernel<Inputs, Attrs>;
    const kernelFunc = guarded(name, make(plain), plain);
    tf.unregisterKernel(name, 'webgpu');
    tf.registerKernel({ ...stock, kernelFunc: kernelFunc as unknown as tf.KernelConfig['kernelFunc'] });
    return () => {
      tf.unregisterKernel(name, 'webgpu');
      tf.registerKernel(stock);
    };
  };
  return { name, programs, install };
}

/** Registers a kernel that tf.js does not have. */
export function addKernel<Inputs extends object, Attrs extends object>(
  name: string,
  programs: readonly Program[],
  kernel: Kernel<Inputs, Attrs>,
): GpuOverride {
  const install = () => {
    const kernelFunc = kernel as unknown as tf.KernelConfig['kernelFunc'];
    tf.registerKernel({ kernelName: name, backendName: 'webgpu', kernelFunc });
    // One that has failed is gone already.
    return () => {
      if (tf.getKernel(name, 'webgpu')) tf.unregisterKernel(name, 'webgpu');
    };
  };
  return { name, programs, install };
}

/** As `overrideGradient`, for a form that calls kernels of this folder; other backends keep the stock gradient. */
export function overrideGradientOnGpu(
  name: string,
  programs: readonly Program[],
  make: (stock: Gradient) => Gradient,
): GpuOverride {
  const override = overrideGradient(name, (stock) => {
    const ours = make(stock);
    return (dy, saved, attrs) => (tf.getBackend() === 'webgpu' ? ours : stock)(dy, saved, attrs);
  });
  return { ...override, programs };
}
