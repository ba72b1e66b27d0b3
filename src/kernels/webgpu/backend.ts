// tf.js's WebGPU backend on a device of our asking: its own start asks for no feature of use to a kernel, and has no place
// to ask. Apart, because it must be in place before the backend is first used.
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

const name = 'webgpu';
/** That of tf.js's own registration. */
const priority = 3;

/** The adapter's limits that tf.js's own start asks for in full. */
const limits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** What tf.js's own start asks for, and what kernels of this folder can use, where the adapter has it. */
const features: readonly GPUFeatureName[] = ['timestamp-query', 'bgra8unorm-storage', 'subgroups'];

async function start(): Promise<WebGPUBackend> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('this browser offers no WebGPU adapter');
  const device = await adapter.requestDevice({
    requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(limits.map((limit) => [limit, adapter.limits[limit]])),
  });
  return new WebGPUBackend(device, adapter.info);
}

let registered = false;

/**
 * Registers it in the place of tf.js's own, once; to be called before `setBackend('webgpu')`. Where tf.js registers none,
 * for want of `navigator.gpu`, nor does this.
 */
export function registerWebgpuBackend(): void {
  if (registered || !tf.findBackendFactory(name)) return;
  tf.removeBackend(name);
  tf.registerBackend(name, start, priority);
  registered = true;
}
