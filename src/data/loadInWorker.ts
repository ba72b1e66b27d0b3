// Loads data sets off the page's own thread: a worker for each call, ended with its answer, so that its memory goes
// with it and calling off means terminating.
import { err } from '../lib/result';
import type { BuiltInId, OnProgress } from './dataSet';
import { type LoadedDataSet, type LoadMessage, type LoadRequest, workerProblem } from './loadMessages';

const cancelled = (): LoadedDataSet =>
  err([{ code: 'cancelled', at: 'data worker', message: 'Loading was cancelled. Nothing was changed.' }]);

/** Puts one request to a worker and ends it, whatever comes: an answer, a death or a call-off. */
export const askWorker = (
  startWorker: () => Worker,
  request: LoadRequest,
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<LoadedDataSet> =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve(cancelled());
      return;
    }
    const worker = startWorker();
    const finish = (result: LoadedDataSet): void => {
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      resolve(result);
    };
    const abort = (): void => finish(cancelled());
    signal?.addEventListener('abort', abort);
    worker.onmessage = ({ data }: MessageEvent<LoadMessage>) => {
      if (data.kind === 'progress') onProgress?.(data.share);
      else finish(data.result);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // A script that fails to load gives a plain event without a message.
      finish(err([workerProblem(event.message || 'its script could not be loaded')]));
    };
    worker.onmessageerror = () => finish(err([workerProblem('its answer could not be read')]));
    worker.postMessage(request);
  });

const startDataWorker = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Draws a built-in data set in a worker. Fails with `worker-failed` or, on `signal`, with `cancelled`. */
export const loadBuiltIn = (
  id: BuiltInId,
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<LoadedDataSet> => askWorker(startDataWorker, { kind: 'builtIn', id }, signal, onProgress);

/** Reads a user's files in a worker: see `readImageFiles`. Nothing is half-loaded. */
export const loadFiles = (
  files: readonly File[],
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<LoadedDataSet> => askWorker(startDataWorker, { kind: 'files', files }, signal, onProgress);
