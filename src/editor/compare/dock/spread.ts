// A figure over the seeds of one design.
import type { Run } from '../../../training/run';

/** `97.3 %`; over several runs `97.1 % ± 0.4 %`, mean and sample standard deviation; `–` where none has it. */
export function spreadOf(
  runs: readonly Run[],
  read: (run: Run) => number | undefined,
  write: (value: number) => string,
): string {
  const values = runs.flatMap((run) => {
    const value = read(run);
    return value === undefined || Number.isNaN(value) ? [] : [value];
  });
  if (values.length === 0) return '–';
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return write(mean);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return `${write(mean)} ± ${write(Math.sqrt(variance))}`;
}
