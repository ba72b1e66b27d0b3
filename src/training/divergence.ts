// Tells a run that has lost its way from a noisy one, so that it is stopped while the reason can still be read off
// the curve.
import { formatCount } from '../lib/format';

/** Batches before the mean loss is judged: the first steps of a sound run may overshoot. */
const warmUp = 20;
/** Batches whose mean is compared, so that one hard batch stops nothing. */
const windowLength = 10;
/** The limit of the lecture notes: a cost above three times the first cost. */
const meanLimit = 3;
/** No single batch is this much harder than the first; no run comes back from it. */
const singleLimit = 100;

export interface Divergence {
  /** Batch number from 1. */
  readonly step: number;
  readonly reason: string;
}

/**
 * Returns a judge to be shown every batch's loss in order. It answers undefined, or where and how the run diverged:
 * a loss that is not finite, a single loss above 100 times the first, or, after 20 batches, a mean over the last
 * ten above 3 times the first. `firstLoss`: that of a run which goes on.
 */
export function divergenceWatch(firstLoss?: number): (step: number, loss: number) => Divergence | undefined {
  let first = firstLoss;
  const recent: number[] = [];
  return (step, loss) => {
    if (!Number.isFinite(loss)) {
      const was = Number.isNaN(loss) ? 'not a number (NaN)' : 'infinite';
      return { step, reason: `the loss became ${was}` };
    }
    first ??= loss;
    recent.push(loss);
    if (recent.length > windowLength) recent.shift();
    const mean = recent.reduce((sum, value) => sum + value, 0) / recent.length;
    if (loss > singleLimit * first) return { step, reason: exceeds('the loss', loss, first) };
    if (step > warmUp && mean > meanLimit * first) {
      return { step, reason: exceeds(`the mean loss of the last ${windowLength} batches`, mean, first) };
    }
    return undefined;
  };
}

const exceeds = (what: string, loss: number, first: number): string =>
  `${what}, ${figure(loss)}, is ${figure(loss / first)} times the first loss of ${figure(first)}`;

/** Three digits, and thousands as they are written elsewhere: 0.0214, 3.05, 1,316. */
const figure = (value: number): string =>
  value >= 1000 && value < 1e6 ? formatCount(Math.round(value)) : value.toPrecision(3);
