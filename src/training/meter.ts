// Collects the batches' figures on the device and reads them back many at a time: on a GPU every read waits for all
// work in the queue, so one read a batch would leave it idle most of the time.
import type { Tf } from '../layers/tfTypes';
import type { Tensor1D } from './judgements';
import { totalLoss } from './learner';
import type { HeadPoint } from './protocol';
import type { HeadTarget } from './targets';

export interface BatchFigures {
  readonly step: number;
  /** The whole. */
  readonly loss: number;
  readonly heads: readonly HeadPoint[];
  readonly images: number;
  /** Milliseconds of training when the batch was handed over. */
  readonly elapsed: number;
  /** What the learner told beyond the figures of heads and penalty: a look into the network. */
  readonly beyond: readonly number[];
}

/** What is known of a batch as soon as it is handed over. */
export type HandedOver = Pick<BatchFigures, 'step' | 'images' | 'elapsed'>;

export interface Meter {
  /** Takes over `figures` of a batch, as the learner gives them. */
  readonly add: (batch: HandedOver, figures: Tensor1D) => void;
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
  /** The heads whose figures come, and whether a penalty follows them. */
  readonly targets: readonly HeadTarget[];
  readonly penalised: boolean;
}

export function makeMeter(tf: Tf, tools: MeterTools): Meter {
  const { now, fetch, pipelined, targets, penalised } = tools;
  const width = 2 * targets.length + (penalised ? 1 : 0);
  let pending: { batch: HandedOver; figures: Tensor1D }[] = [];
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
      let end = 0;
      return batches.map(({ batch, figures }) => {
        const start = end;
        end += figures.size;
        const at = (offset: number) => values[start + offset] ?? Number.NaN;
        const heads = targets.map(({ judged }, h) => ({
          loss: at(2 * h),
          metric: at(2 * h + 1) / (batch.images * judged),
        }));
        const losses = heads.map(({ loss }) => loss);
        const loss = totalLoss(targets, losses, penalised ? at(width - 1) : 0);
        const beyond = Array.from({ length: figures.size - width }, (_, j) => at(width + j));
        return { ...batch, loss, heads, beyond };
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
    add: (batch, figures) => pending.push({ batch, figures }),
    due: () => pending.length >= batchesPerRead || now() - lastRead >= interval,
    read,
    drain,
    dispose: () => {
      for (const { figures } of pending) figures.dispose();
    },
  };
}
