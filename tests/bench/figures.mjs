// What the bench's rows share: a median with its spread, how it is written, and how busy the machine is meanwhile.
import { loadavg } from 'node:os';

export const figureOf = (values) => ({
  median: [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)],
  min: Math.min(...values),
  max: Math.max(...values),
});

/** Of many: the middle one, and the one that 95 of 100 do not exceed. */
export const percentilesOf = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: at(0.5), p95: at(0.95) };
};

export const show = (figure, digits = 0) =>
  figure
    ? `${figure.median.toFixed(digits)} (${figure.min.toFixed(digits)}–${figure.max.toFixed(digits)})`
    : 'cannot train';

/** Processes that want a processor, on average over the last minute: the bench's own are among them. */
export const load = () => loadavg()[0]?.toFixed(1) ?? '?';
