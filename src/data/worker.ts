// The data worker's entry: one request, its progress, one answer. Kept to the wiring, because nothing here can be
// tested outside a worker.
import { err } from '../lib/result';
import { loadData, transferables } from './loadData';
import { type LoadMessage, type LoadRequest, workerProblem } from './loadMessages';

const send = (message: LoadMessage, transfer: ArrayBuffer[] = []): void =>
  self.postMessage(message, { transfer });

self.onmessage = async ({ data }: MessageEvent<LoadRequest>): Promise<void> => {
  try {
    const result = await loadData(data, (share) => send({ kind: 'progress', share }));
    send({ kind: 'done', result }, transferables(result));
  } catch (error) {
    // The one place where an exception becomes a value: a bug, or an allocation that failed.
    const reason = error instanceof Error ? error.message : String(error);
    send({ kind: 'done', result: err([workerProblem(reason)]) });
  }
};
