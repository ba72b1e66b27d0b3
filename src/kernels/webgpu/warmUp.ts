// Compiles the shaders of a training step before its first batch, all at once and without computing: tf.js compiles each
// when it is first run, one after the other, so that the first batch would wait for some dozens of them.
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/**
 * Runs `step` while tf.js only compiles, and resolves when every pipeline that it asked for is ready. What the step
 * makes is disposed, and its values are undefined: give it a network of its own, with the real shapes, because tf.js's
 * programs depend on them. Nothing else may use the backend until this resolves. Rejects where a stock program does not
 * compile, which the first batch would tell as well.
 */
export async function warmUp(step: () => void): Promise<void> {
  const flag = 'WEBGPU_ENGINE_COMPILE_ONLY';
  tf.env().set(flag, true);
  try {
    tf.tidy(step);
  } finally {
    tf.env().set(flag, false);
    await (tf.backend() as WebGPUBackend).checkCompileCompletionAsync();
  }
}
