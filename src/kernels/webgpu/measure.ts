// What a step costs on WebGPU: how many programs it dispatches, by name. Apart, because only tests and the bench ask.
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export interface Dispatches {
  readonly total: number;
  /** Dispatches by program, most first; a stock program goes by the first word of its shader's key. */
  readonly byProgram: ReadonlyMap<string, number>;
}

interface Recorder {
  recordAndSubmit?: (program: { shaderKey: string }, ...rest: readonly unknown[]) => void;
}

/** Counts the programs, ours and tf.js's, that `work` dispatches on the backend. */
export async function countDispatches(backend: WebGPUBackend, work: () => unknown): Promise<Dispatches> {
  const recorder = backend as unknown as Recorder;
  const stock = recorder.recordAndSubmit;
  if (!stock) throw new Error('This tf.js records its programs in another way.');
  const counts = new Map<string, number>();
  recorder.recordAndSubmit = (program, ...rest) => {
    const { shaderKey } = program;
    const name = shaderKey.startsWith('Convas') ? shaderKey : (shaderKey.split('_')[0] ?? '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
    stock.call(backend, program, ...rest);
  };
  try {
    await work();
  } finally {
    // The method of the class shows again.
    delete recorder.recordAndSubmit;
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return { total: sorted.reduce((sum, [, count]) => sum + count, 0), byProgram: new Map(sorted) };
}
