// What a training step asks of tf.js, counted from outside in whatever realm tf.js runs, a page or the training worker:
// kernels that its engine runs, dispatches to the GPU, bytes of memory.

/**
 * Sets the counters up; runs in the browser, so it may use nothing from here. tf.js keeps its engine at `_tfengine` of the
 * global object. In a worker it also notes the counts at each `batch` event, together with the step that the event tells.
 */
export function countKernels() {
  const engine = globalThis._tfengine;
  if (!engine) throw new Error('tf.js is not loaded here');
  if (globalThis._counts) return;
  const counts = { kernels: 0, dispatches: 0, gpu: 0, marks: [] };
  const run = engine.runKernel.bind(engine);
  engine.runKernel = (...given) => {
    counts.kernels += 1;
    const result = run(...given);
    counts.gpu = Math.max(counts.gpu, engine.backendInstance?.bufferManager?.numBytesAllocated ?? 0);
    return result;
  };
  if (typeof GPUComputePassEncoder !== 'undefined') {
    const pass = GPUComputePassEncoder.prototype;
    for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
      const dispatch = pass[name];
      pass[name] = function (...given) {
        counts.dispatches += 1;
        return dispatch.apply(this, given);
      };
    }
  }
  /** Bytes of the WASM heap, whose size only grows. */
  const heap = () => engine.backendInstance?.wasm?.HEAPU8?.buffer.byteLength;
  counts.now = () => ({
    kernels: counts.kernels,
    dispatches: counts.dispatches,
    gpu: counts.gpu,
    bytes: engine.state.numBytes,
    tensors: engine.state.numTensors,
    heap: heap(),
  });
  globalThis._counts = counts;
  if (typeof window !== 'undefined') return;
  const post = globalThis.postMessage.bind(globalThis);
  globalThis.postMessage = (message, ...rest) => {
    if (message?.type === 'batch') counts.marks.push({ step: message.seen.step, ...counts.now() });
    return post(message, ...rest);
  };
}

/**
 * Lets the GPU's commands be recorded and never executed, from now on in a page, in a worker from its run's `ready` on; runs
 * in the browser. All that is read back is zero, which no step looks at. A software adapter then counts whole batches at once.
 */
export function recordOnly() {
  const stop = () => {
    GPUQueue.prototype.submit = () => {};
  };
  if (typeof window !== 'undefined') return stop();
  const post = globalThis.postMessage.bind(globalThis);
  globalThis.postMessage = (message, ...rest) => {
    if (message?.type === 'ready') stop();
    return post(message, ...rest);
  };
}

/** Where tf.js is asked for its counts. */
const readMarks = () => globalThis._counts.marks;
const readNow = () => globalThis._counts.now();

/** The worker of `page` in which tf.js trains; others are its threads. */
export async function trainingWorker(page) {
  for (const worker of page.workers())
    if (await worker.evaluate(() => Boolean(globalThis._tfengine)).catch(() => false)) return worker;
  throw new Error('No training worker was found');
}

/** Trains the open column, in which `worker` is counted, until the step is reached; answers with its marks from now on. */
export async function countUntil(page, worker, isEnough) {
  await worker.evaluate(countKernels);
  for (;;) {
    await page.evaluate(() => window.spell(0.5));
    const marks = await worker.evaluate(readMarks);
    if (isEnough(marks)) return marks;
  }
}

export const countNow = (page) => page.evaluate(readNow);

export function perStep(first, last, steps) {
  const each = (name) => Math.round((last[name] - first[name]) / steps);
  return {
    kernels: each('kernels'),
    ...(last.dispatches > 0 ? { dispatches: each('dispatches') } : {}),
    // The heap never shrinks and buffers are kept for the next step, so that both are what was needed at the most.
    bytes: last.heap ?? last.gpu,
  };
}
