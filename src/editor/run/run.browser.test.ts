// The training panel on the real store, fed with runs as the reducer makes them: what it shows, and what its controls
// write into the document.
import { MantineProvider } from '@mantine/core';
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../graph/document';
import { runId } from '../../lib/ids';
import { leadStore, useStore } from '../../store/store';
import type { Run, RunProgress } from '../../training/run';
import { RunDock } from './RunDock';
import { forgetRefusal } from './startTraining';
import { TrainButton } from './TrainButton';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const progress: RunProgress = {
  backend: 'wasm',
  reason: 'WASM with SIMD: this browser offers no WebGPU adapter.',
  threads: 1,
  step: 37,
  totalSteps: 255,
  stepsPerEpoch: 85,
  trainingCount: 5400,
  heldOutCount: 600,
  epoch: 1,
  imagesPerSecond: 1152.3,
  elapsed: 2000,
  watched: { weighted: [], active: [] },
  seen: { step: 37, hash: '0' },
};
const { data: _, ...settings } = emptyDocument.training;
const base = {
  id: runId('r'),
  title: 'LeNet-5',
  settings,
  heads: [{ id: 'classes', target: 'class' as const, weight: 1, trainingOnly: false, names: ['cat', 'dog'] }],
  curves: {
    batches: [{ step: 37, loss: 0.5, heads: [{ loss: 0.5, metric: 0.9 }], elapsed: 2000 }],
    heldOut: [{ step: 37, loss: 0.6, heads: [{ loss: 0.6, metric: 0.871 }], elapsed: 2000 }],
    insights: [],
  },
  notes: ['SwiftShader computes WebGPU on the processor.'],
};
const training: Run = { ...base, state: 'training', progress, stopping: false };
const test = {
  loss: 0.09,
  count: 20,
  heads: [
    {
      id: 'classes',
      target: 'class' as const,
      loss: 0.09,
      metrics: [{ name: 'accuracy' as const, value: 0.973 }],
      confusion: [
        [9, 1],
        [0, 10],
      ],
    },
  ],
};
const picture = (value: number) => ({ shape: [2, 2, 1] as const, bytes: new Uint8Array(4).fill(value) });

let box: HTMLDivElement;
let root: Root;
beforeEach(async () => {
  box = document.createElement('div');
  box.style.width = '1400px';
  document.body.append(box);
  root = createRoot(box);
  forgetRefusal();
  leadStore.setState({ document: emptyDocument, past: [], future: [], run: undefined, dockOpen: true });
  const page = [createElement(TrainButton, { key: 'train' }), createElement(RunDock, { key: 'dock' })];
  await act(async () => root.render(createElement(MantineProvider, { env: 'test' }, page)));
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
});

const show = (run: Run) => act(async () => leadStore.setState({ run }));
const named = (name: string) => box.querySelector<HTMLElement>(`[aria-label="${name}"]`);
const dock = () => box.querySelector<HTMLElement>('[data-run-state]');
const button = (text: string) =>
  [...document.querySelectorAll('button')].find((b) => b.textContent?.includes(text));

describe('the training panel', () => {
  it('carries the state of the run, and says it politely', async () => {
    expect(dock()?.dataset.runState).toBe('idle');
    await show(training);
    expect(dock()?.dataset.runState).toBe('training');
    expect(box.querySelector('[aria-live="polite"]')?.textContent).toBe('Training on WASM.');
  });

  it('shows speed, time, held-out accuracy and why this backend while it trains, and holds the settings', async () => {
    await show(training);
    expect(named('Images per second')?.textContent).toBe('1,152 images/s');
    expect(named('Held-out accuracy')?.textContent).toBe('87.1 %');
    expect(named('Time')?.textContent).toBe('0:02, 0:12 left');
    expect(box.textContent).toContain(progress.reason);
    expect(box.querySelector('fieldset')?.disabled).toBe(true);
    expect(named('Pause training')).not.toBeNull();
  });

  it('keeps the page’s elements from one batch to the next', async () => {
    await show(training);
    const before = [...box.querySelectorAll('canvas, input, button')];
    await show({ ...training, progress: { ...progress, step: 38 } });
    expect([...box.querySelectorAll('canvas, input, button')]).toEqual(before);
    expect(box.textContent).toContain('batch 38 of 255');
  });

  it('ends with the test accuracy and the confusion matrix', async () => {
    await show({ ...base, state: 'done', progress, test, stopped: false });
    expect(named('Test accuracy')?.textContent).toBe('97.3 %');
    expect(named('true cat, predicted dog: 1 image')).not.toBeNull();
  });

  it('shows the figures of several outputs, the confusion matrix of one, and pictures of another', async () => {
    const heads = [
      ...base.heads,
      { id: 'mask', target: 'pixels' as const, weight: 0.5, trainingOnly: false, names: ['ground', 'ink'] },
    ];
    const figures = {
      ...test,
      heads: [
        ...test.heads,
        {
          id: 'mask',
          target: 'pixels' as const,
          loss: 0.2,
          metrics: [
            { name: 'pixel accuracy' as const, value: 0.91 },
            { name: 'mean IoU' as const, value: 0.8 },
          ],
        },
      ],
      pictures: {
        head: 'mask',
        target: 'pixels' as const,
        rows: [{ given: picture(90), output: picture(1), target: picture(0) }],
      },
    };
    await show({ ...base, heads, state: 'done', progress, test: figures, stopped: false });
    expect(named('Test accuracy')?.textContent).toBe('97.3 %');
    expect(named('Test mean IoU of mask')?.textContent).toBe('80.0 %');
    expect(box.querySelector('[aria-label="Test figures of every output"]')?.textContent).toContain('× 0.5');
    const choose = (word: string) =>
      act(async () =>
        [...box.querySelectorAll('label')].find((label) => label.textContent === word)?.click(),
      );
    await choose('Confusion');
    expect(named('true cat, predicted dog: 1 image')).not.toBeNull();
    await choose('Pictures');
    const output = named('image 1, output') as HTMLCanvasElement | null;
    expect([...(output?.getContext('2d')?.getImageData(0, 0, 1, 1).data ?? [])]).toEqual([66, 99, 235, 255]);
    expect(box.querySelector('[aria-label="Classes of pixels"]')?.textContent).toBe('groundink');
    await act(async () => named('Enlarge the pictures')?.click());
    await expect.poll(() => document.body.textContent).toContain('Pictures of LeNet-5, 1 test image');
  });

  it('names a failure, keeps its curves, and takes a remedy as one step that can be undone', async () => {
    const failure = {
      code: 'diverged' as const,
      step: 37,
      message: 'Training diverged at batch 37: the loss became NaN.',
      remedies: [{ label: 'Divide the learning rate by 10', settings: { learningRate: 0.0001 } }],
    };
    await show({ ...base, state: 'failed', progress, failure });
    expect(box.textContent).toContain('The run failed at batch 37');
    expect(box.textContent).toContain(failure.message);
    expect(box.querySelectorAll('canvas')).toHaveLength(2);
    await act(async () => button('Divide the learning rate by 10')?.click());
    expect(useStore.getState().document.training.learningRate).toBe(0.0001);
    await act(async () => useStore.getState().undo());
    expect(useStore.getState().document.training.learningRate).toBe(0.001);
  });

  it('says what is missing where an empty drawing cannot train', async () => {
    await act(async () => button('Train')?.click());
    await expect.poll(() => document.body.textContent).toContain('The drawing has no input');
    expect(useStore.getState().run).toBeUndefined();
  });
});
