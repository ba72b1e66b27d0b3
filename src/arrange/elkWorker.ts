// ELK in a worker of its own, so that the page stays responsive while a large drawing is laid out. Both are loaded at
// the first arrangement, or before where one is likely, and the worker is kept for a while: starting it takes longer than
// most drawings. Aborting ends it, for it cannot be asked to stop.
import type { ELK } from 'elkjs/lib/elk-api';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { Lay } from './arrange';
import { warmUpGraph } from './warmUp';

/** Milliseconds that a worker without work is kept. */
const keptFor = 5 * 60_000;
/** Milliseconds after which one that does not get ready is given up. */
const mostWarming = 20_000;
let idle: { readonly elk: ELK; readonly timer: ReturnType<typeof setTimeout> } | undefined;
let warming: Promise<void> | undefined;

/** Lends ELK for as long as `use` takes. Rejects with the signal's reason once it is aborted. */
export async function withElk<T>(signal: AbortSignal, use: (lay: Lay) => Promise<T>): Promise<T> {
  if (warming) await Promise.race([warming, abortOf(signal)]);
  return await lend(signal, use);
}

/** Has a worker ready that is quick from its first drawing on; where that fails, the first drawing says why. */
export async function warmElk(): Promise<void> {
  if (idle || warming) return;
  warming = lend(AbortSignal.timeout(mostWarming), async (lay) => {
    await lay(warmUpGraph());
  }).catch(() => {});
  await warming;
  warming = undefined;
}

async function lend<T>(signal: AbortSignal, use: (lay: Lay) => Promise<T>): Promise<T> {
  const elk = await takeElk();
  let sound = false;
  try {
    signal.throwIfAborted();
    const found = await Promise.race([use((graph) => elk.layout(graph)), abortOf(signal)]);
    sound = true;
    return found;
  } finally {
    if (sound) keep(elk);
    else elk.terminateWorker();
  }
}

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

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
