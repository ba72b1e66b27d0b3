// ELK in a worker of its own, so that the page stays responsive while a large drawing is laid out. Both are loaded at
// the first arrangement. Aborting ends the worker, which cannot be asked to stop.
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { Lay } from './arrange';

/** Lends ELK for as long as `use` takes. Rejects with the signal's reason once it is aborted. */
export async function withElk<T>(signal: AbortSignal, use: (lay: Lay) => Promise<T>): Promise<T> {
  const { default: ELK } = await import('elkjs/lib/elk-api');
  signal.throwIfAborted();
  const elk = new ELK({ workerFactory: () => new Worker(workerUrl) });
  try {
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return await Promise.race([use((graph) => elk.layout(graph)), aborted]);
  } finally {
    elk.terminateWorker();
  }
}
