import { describe, expect, it } from 'vitest';
import { defaultTraining } from '../../graph/document';
import { runId } from '../../lib/ids';
import type { Run, RunProgress } from '../../training/run';
import { announce, progressWords, stateWord, timeLeft, timeWords } from './runWords';

const progress: RunProgress = {
  backend: 'wasm',
  reason: 'WebGPU has no hardware adapter.',
  threads: 2,
  step: 120,
  totalSteps: 255,
  stepsPerEpoch: 85,
  trainingCount: 5400,
  heldOutCount: 600,
  epoch: 2,
  imagesPerSecond: 1152.3,
  elapsed: 12_000,
};
const base = {
  id: runId('r'),
  title: 'LeNet-5',
  settings: { ...defaultTraining },
  classNames: ['0', '1'],
  curves: { batches: [], heldOut: [] },
  notes: [],
};
const test = { loss: 0.09, accuracy: 0.973, count: 1000, confusion: [] };
const training: Run = { ...base, state: 'training', progress, stopping: false };

describe('a run in words', () => {
  it('names every state', () => {
    expect(stateWord(undefined)).toBe('Not trained');
    expect(stateWord(training)).toBe('Training');
    expect(stateWord({ ...training, stopping: true })).toBe('Stopping');
    expect(stateWord({ ...base, state: 'done', progress, test, stopped: true })).toBe('Stopped');
  });

  it('announces where it stands and what came out', () => {
    expect(announce({ ...training, state: 'paused' })).toBe('Training paused at batch 120 of 255.');
    expect(announce({ ...base, state: 'done', progress, test, stopped: false })).toBe(
      'Training done. Test accuracy 97.3 %.',
    );
    expect(announce({ ...base, state: 'done', progress, test, stopped: true })).toBe(
      'Training stopped at batch 120 of 255. Test accuracy 97.3 %.',
    );
  });

  it('counts epochs from 1 and never past the last', () => {
    expect(progressWords(progress)).toBe('epoch 2 of 3 · batch 120 of 255');
    expect(progressWords({ ...progress, epoch: 0, step: 0 })).toBe('epoch 1 of 3 · batch 0 of 255');
    expect(progressWords({ ...progress, epoch: 4, step: 255 })).toBe('epoch 3 of 3 · batch 255 of 255');
  });

  it('extrapolates the time left from the pace so far, and does not guess before the first batch', () => {
    expect(timeLeft(progress)).toBe(13_500);
    expect(timeLeft({ ...progress, step: 0 })).toBeUndefined();
    expect(timeWords(progress, true)).toBe('0:12, 0:14 left');
    expect(timeWords(progress, false)).toBe('0:12');
  });
});
