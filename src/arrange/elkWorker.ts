// ELK in a worker of its own, so that the page stays responsive while a large drawing is laid out. Both are loaded at
// the first arrangement, and the worker is kept for a while: starting it takes longer than most drawings. Aborting ends
// it, for it cannot be asked to stop.
import type { ELK } from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { Lay } from './arrange';

/** Milliseconds that a worker without work is kept. */
const keptFor = 60_000;
let idle: { readonly elk: ELK; readonly timer: ReturnType<typeof setTimeout> } | undefined;

/** Lends ELK for as long as `use` takes. Rejects with the signal's reason once it is aborted. */
export async function withElk<T>(signal: AbortSignal, use: (lay: Lay) => Promise<T>): Promise<T> {
  const elk = await takeElk();
  let sound = false;
  try {
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const found = await Promise.race([use((graph) => elk.layout(graph)), aborted]);
    sound = true;
    return found;
  } finally {
    if (sound) keep(elk);
    else elk.terminateWorker();
  }
}

async function takeElk(): Promise<ELK> {
  const kept = idle;
  if (kept) {
    idle = undefined;
    clearTimeout(kept.timer);
    return kept.elk;
  }
  const { default: Elk } = await import('elkjs/lib/elk-api');
  return new Elk({ workerFactory: () => new Worker(workerUrl) });
}

function keep(elk: ELK): void {
  if (idle) {
    elk.terminateWorker();
    return;
  }
  const timer = setTimeout(() => {
    idle = undefined;
    elk.terminateWorker();
  }, keptFor);
  idle = { elk, timer };
}
