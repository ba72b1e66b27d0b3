// Time that a run spends training, pauses left out, and the speed over the last seconds.

export interface Stopwatch {
  readonly start: () => void;
  readonly stop: () => void;
  /** Milliseconds while started. */
  readonly elapsed: () => number;
}

/** `already`: milliseconds that count beforehand. */
export function makeStopwatch(now: () => number, already = 0): Stopwatch {
  let sum = already;
  let since: number | undefined;
  const elapsed = () => sum + (since === undefined ? 0 : now() - since);
  return {
    start: () => {
      since ??= now();
    },
    stop: () => {
      sum = elapsed();
      since = undefined;
    },
    elapsed,
  };
}

/** Milliseconds of training that the speed looks back on. */
const lookBack = 3000;

/** Returns a function to be told images done and the training time in ms; it answers images per second of late. */
export function makeSpeed(): (images: number, elapsed: number) => number {
  const marks: { images: number; elapsed: number }[] = [{ images: 0, elapsed: 0 }];
  let total = 0;
  return (images, elapsed) => {
    total += images;
    marks.push({ images: total, elapsed });
    while (marks.length > 2 && (marks[1]?.elapsed ?? elapsed) <= elapsed - lookBack) marks.shift();
    const from = marks[0] ?? { images: 0, elapsed: 0 };
    return elapsed > from.elapsed ? ((total - from.images) * 1000) / (elapsed - from.elapsed) : 0;
  };
}
