// What the ways on from an ended run are called: where it goes on, and with what changed.
import { formatCount } from '../../lib/format';
import { placeOf } from '../../store/goOn';
import { backendNames } from '../../training/failures';
import type { Checkpoint, Failure, Remedy, RunSettings } from '../../training/protocol';

/** ` with batch 16`, ` on WASM`, ` at a rate of 0.01`: what a remedy changes, after the words of what is done. */
export function changeWords({ batchSize, backend, optimizer, learningRate }: Partial<RunSettings>): string {
  return [
    batchSize === undefined ? '' : ` with batch ${formatCount(batchSize)}`,
    backend === undefined ? '' : ` on ${backend === 'auto' ? 'the fastest backend' : backendNames[backend]}`,
    optimizer === 'adam' ? ' with Adam' : '',
    learningRate === undefined ? '' : ` at a rate of ${learningRate}`,
  ].join('');
}

/**
 * The ways on from a failure, the best first: with what its first remedy changes, and as it was where trying again may
 * do. What ran out of memory or went astray would do so again.
 */
export function waysOn(failure: Failure, checkpoint: Checkpoint): readonly Remedy[] {
  const place = placeOf(checkpoint);
  const [first] = failure.remedies;
  const changed = first && Object.keys(first.settings).length > 0 ? [first.settings] : [];
  const again = failure.code === 'out-of-memory' || failure.code === 'diverged' ? [] : [{}];
  return [...changed, ...again].map((settings) => ({
    label: `Go on from ${place}${changeWords(settings)}`,
    settings,
  }));
}
