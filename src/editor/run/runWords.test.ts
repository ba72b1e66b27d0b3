import { describe, expect, it } from 'vitest';
import { defaultTraining } from '../../graph/document';
import { runId } from '../../lib/ids';
import type { FailureCode } from '../../training/protocol';
import type { Run, RunProgress } from '../../training/run';
import { announce, heldOutFigure, progressWords, stateWord, timeLeft, timeWords } from './runWords';
import { lossTracks, metricTitle, metricTracks } from './tracks';

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
  watched: { weighted: [], active: [] },
  seen: { step: 120, hash: '0' },
};
const base = {
  id: runId('r'),
  title: 'LeNet-5',
  settings: { ...defaultTraining },
  heads: [{ id: 'classes', target: 'class' as const, weight: 1, trainingOnly: false, names: ['0', '1'] }],
  curves: { batches: [], heldOut: [], insights: [] },
  notes: [],
};
const test = {
  loss: 0.09,
  count: 1000,
  heads: [
    {
      id: 'classes',
      target: 'class' as const,
      loss: 0.09,
      metrics: [{ name: 'accuracy' as const, value: 0.973 }],
    },
  ],
};
const training: Run = { ...base, state: 'training', progress, stopping: false };

describe('a run in words', () => {
  it('names every state', () => {
    expect(stateWord(undefined)).toBe('Not trained');
    expect(stateWord(training)).toBe('Training');
    expect(stateWord({ ...training, stopping: true })).toBe('Stopping');
    expect(stateWord({ ...base, state: 'done', progress, test, stopped: true })).toBe('Stopped');
  });

  it('announces milestones, ten at most, each with what was measured by then', () => {
    const measured = (step: number, metric: number) => ({
      step,
      loss: 1,
      heads: [{ loss: 1, metric }],
      elapsed: 0,
    });
    const heldOut = [measured(85, 0.9), measured(100, 0.95)];
    const run: Run = { ...training, curves: { ...base.curves, heldOut } };
    expect(announce({ ...run, progress: { ...progress, epoch: 1 } } as Run)).toMatch(/^Training on/);
    expect(announce(run)).toBe('Epoch 1 of 3 done. Held-out accuracy 90.0 %.');
    const long = { ...progress, totalSteps: 85 * 200 };
    const said = Array.from({ length: 200 }, (_, i) =>
      announce({ ...run, progress: { ...long, epoch: i + 1, step: i * 85 } } as Run),
    );
    expect(new Set(said).size).toBe(10);
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

  it('tells a run that was never started from one that failed', () => {
    const failedAs = (code: FailureCode): Run => ({
      ...base,
      state: 'failed',
      failure: { code, step: 0, message: 'Its turn did not come.', remedies: [] },
    });
    expect(stateWord(failedAs('not-started'))).toBe('Not started');
    expect(announce(failedAs('not-started'))).toBe('Not started. Its turn did not come.');
    expect(stateWord(failedAs('bug'))).toBe('Failed');
    expect(announce(failedAs('bug'))).toBe('Training failed: Its turn did not come.');
  });

  it('names each output’s metric by its target', () => {
    const heads = [
      ...base.heads,
      { id: 'box', target: 'values' as const, weight: 1, trainingOnly: false, names: ['x'] },
    ];
    const figures = {
      ...test,
      heads: [
        ...test.heads,
        {
          id: 'box',
          target: 'values' as const,
          loss: 0.01,
          metrics: [{ name: 'mean absolute error' as const, value: 0.0412 }],
        },
      ],
    };
    const done: Run = { ...base, heads, state: 'done', progress, test: figures, stopped: false };
    expect(announce(done)).toBe('Training done. Test accuracy of classes 97.3 %. Test error of box 0.0412.');
    const heldOut = [
      {
        step: 1,
        elapsed: 10,
        loss: 1,
        heads: [
          { loss: 1, metric: 0.871 },
          { loss: 1, metric: 0.2 },
        ],
      },
    ];
    expect(heldOutFigure({ ...done, curves: { batches: [], heldOut, insights: [] } })).toEqual({
      name: 'Held-out accuracy',
      value: '87.1 %',
    });
    const boxFirst = { ...done, heads: heads.slice(1), curves: { batches: [], heldOut, insights: [] } };
    expect(heldOutFigure(boxFirst)).toEqual({ name: 'Held-out error', value: '0.871' });
    expect(metricTitle(heads)).toBe('Accuracy and error');
    expect(lossTracks(heads).map(({ name }) => name)).toEqual(['classes', 'box', 'total']);
    expect(lossTracks(base.heads).map(({ name }) => name)).toEqual(['loss']);
    expect(metricTracks(heads).map(({ unit }) => unit)).toEqual(['share', 'error']);
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
