// Collects the batches' figures on the device and reads them back many at a time: on a GPU every read waits for all
// work in the queue, so one read a batch would leave it idle most of the time.
import type { Tf } from '../layers/tfTypes';
import type { Tensor1D } from './learner';

export interface BatchFigures {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly images: number;
}

export interface Meter {
  /** Takes over `figures`, [mean loss, correct answers] of a batch of `images`. */
  readonly add: (step: number, images: number, figures: Tensor1D) => void;
  /** Whether the next read is due: about ten a second, however fast batches are handed to the device. */
  readonly due: () => boolean;
  /** Starts a read and returns figures in order of steps: on a GPU, those of the read before. */
  readonly read: () => Promise<readonly BatchFigures[]>;
  /** Everything not returned yet. */
  readonly drain: () => Promise<readonly BatchFigures[]>;
  readonly dispose: () => void;
}

/** Milliseconds between reads. */
const interval = 100;

interface MeterTools {
  readonly now: () => number;
  /** Waits for a tensor's values; rejects when the device is lost. */
  readonly fetch: (tensor: Tensor1D) => Promise<ArrayLike<number>>;
  /** Whether the device works on while we read. */
  readonly pipelined: boolean;
}

export function makeMeter(tf: Tf, { now, fetch, pipelined }: MeterTools): Meter {
  let pending: { step: number; images: number; figures: Tensor1D }[] = [];
  let reading: Promise<readonly BatchFigures[]> = Promise.resolve([]);
  let lastRead = now();
  // A GPU's queue takes batches faster than it works them off: the count keeps what is queued near one interval.
  let batchesPerRead = 1;

  const readPending = async (): Promise<readonly BatchFigures[]> => {
    const batches = pending;
    pending = [];
    if (batches.length === 0) return [];
    const all = tf.tidy(() => tf.concat1d(batches.map(({ figures }) => figures)));
    for (const { figures } of batches) figures.dispose();
    try {
      const values = await fetch(all);
      return batches.map(({ step, images }, i) => {
        const loss = values[2 * i] ?? Number.NaN;
        return { step, images, loss, accuracy: (values[2 * i + 1] ?? 0) / images };
      });
    } finally {
      all.dispose();
    }
  };

  const turn = async () => {
    const before = reading;
    reading = readPending();
    // Whoever awaits `reading` next hears of its failure; until then it must not count as unheard.
    reading.catch(() => {});
    return await before;
  };

  const drain = async () => [...(await turn()), ...(await turn())];

  const read = async () => {
    const count = pending.length;
    const figures = pipelined ? await turn() : await drain();
    const taken = now() - lastRead;
    lastRead = now();
    batchesPerRead = Math.max(1, Math.round((count * interval) / Math.max(taken, 1)));
    return figures;
  };

  return {
    add: (step, images, figures) => pending.push({ step, images, figures }),
    due: () => pending.length >= batchesPerRead || now() - lastRead >= interval,
    read,
    drain,
    dispose: () => {
      for (const { figures } of pending) figures.dispose();
    },
  };
}
