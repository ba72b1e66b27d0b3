// The ways on from a failure as its panel offers them.
import { describe, expect, it } from 'vitest';
import { divergedFailure, failureOf } from '../../training/failures';
import { settings } from '../../training/order.fixture';
import type { Checkpoint } from '../../training/protocol';
import { waysOn } from './goOnWords';

const checkpoint: Checkpoint = { epoch: 2, step: 30, images: 0, weights: [], elapsed: 0 };
const labels = (...given: Parameters<typeof waysOn>) => waysOn(...given).map(({ label }) => label);

describe('ways on', () => {
  it('after exhausted memory: smaller batches, and not the same again', () => {
    const context = { step: 9, settings: { ...settings, batchSize: 128 }, backend: 'wasm' } as const;
    const failure = failureOf(new Error('out of memory'), context);
    expect(labels(failure, checkpoint)).toEqual(['Go on from epoch 2 with batch 32']);
    expect(waysOn(failure, checkpoint)[0]?.settings).toEqual({ batchSize: 32 });
  });

  it('after a lost device: another backend, or the same again', () => {
    const failure = failureOf(new Error('Device was lost'), { step: 9, settings, backend: 'webgpu' });
    expect(labels(failure, checkpoint)).toEqual(['Go on from epoch 2 on WASM', 'Go on from epoch 2']);
  });

  it('after a divergence: a lower rate', () => {
    const failure = divergedFailure({ step: 9, reason: 'so' }, settings);
    expect(labels(failure, checkpoint)).toEqual(['Go on from epoch 2 at a rate of 0.01']);
  });

  it('after an interruption within an epoch: at its batch', () => {
    const failure = { code: 'interrupted', step: 37, message: '', remedies: [] } as const;
    expect(labels(failure, { ...checkpoint, step: 1207, images: 7 })).toEqual(['Go on from batch 1,207']);
  });
});
