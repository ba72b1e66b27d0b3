// Kept runs for the report's tests: as long and in such a state as a test needs, with figures that follow from the step.
import type { Document } from '../graph/document';
import { serialise } from '../graph/serialise';
import { runId } from '../lib/ids';
import type { InsightPoint, TestFigures } from '../training/protocol';
import type { RunRecord, RunTrace } from '../training/record';
import type { ReportRun } from './reportInput';

const heads = [
  { id: 'classes', target: 'class' as const, weight: 1, trainingOnly: false, names: ['0', '1', '2'] },
];

export const testOf = (accuracy: number, loss: number): TestFigures => ({
  loss,
  count: 1000,
  heads: [{ id: 'classes', target: 'class', loss, metrics: [{ name: 'accuracy', value: accuracy }] }],
});

export function recordOf(document: Document, over: Partial<RunRecord> = {}): RunRecord {
  const { data, ...settings } = document.training;
  return {
    id: runId('run-1'),
    startedAt: 1_772_000_000_000,
    state: 'done',
    title: document.title,
    design: serialise(document),
    data: { id: data, name: 'Digits' },
    settings,
    heads,
    trainable: 12_345,
    macs: 1_234_567,
    machine: { backend: 'wasm', threads: 1, reason: 'This browser has no WebGPU adapter.' },
    device: 'Chromium 140, 2 cores',
    step: 255,
    totalSteps: 255,
    stepsPerEpoch: 85,
    imagesPerSecond: 1180.4,
    elapsed: 14_200,
    batchesHash: '9f3a61c2b07d54e8',
    test: testOf(0.973, 0.0871),
    notes: [],
    tags: [],
    pinned: false,
    ...over,
  };
}

const watched = ['conv1', 'conv2', 'conv3', 'dense'];

/** A loss that falls from 2.3 towards `floor`, accuracy rising with it; four layers are watched. */
export function traceOf(steps: number, floor = 0.1): RunTrace {
  const point = (step: number, shift: number) => {
    const loss = floor + (2.3 - floor) * Math.exp(-step / 40) + shift * Math.abs(Math.sin(step * 1.7));
    return { step, loss, heads: [{ loss, metric: 1 - loss / 2.6 }], elapsed: step * 55 };
  };
  const at = (every: number) => Array.from({ length: Math.floor(steps / every) }, (_, i) => (i + 1) * every);
  return {
    batches: at(5).map((step) => point(step, 0.15)),
    heldOut: at(85).map((step) => point(step, 0.02)),
    insights: at(10).map(
      (step): InsightPoint => ({
        step,
        gradients: watched.map((_, i) => {
          const gradient = 0.5 * 0.2 ** (watched.length - 1 - i) * Math.exp(-step / 200);
          return { gradient, update: gradient * 0.01, weight: 3 + i };
        }),
        activations: watched.map((_, i) => ({ mean: 0.1 * i, deviation: 1, dead: 0.05 * i })),
      }),
    ),
    watched: { weighted: watched, active: watched },
  };
}

export const runOf = (
  document: Document,
  pane = 'A',
  over: Partial<RunRecord> = {},
  trace = traceOf(255),
): ReportRun => ({
  record: recordOf(document, over),
  trace,
  pane,
});
