// The charts in a real browser: what a canvas shows cannot be asserted cheaply, but that the plot is kept, resized,
// described and reachable by keyboard can.
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunCurves } from '../training/run';
import { ConfusionMatrix } from './ConfusionMatrix';
import { LineChart } from './LineChart';
import type { Track } from './series';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let box: HTMLDivElement;
let root: Root;
beforeEach(() => {
  box = document.createElement('div');
  box.style.cssText = 'width:400px;height:180px';
  document.body.append(box);
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
});

const curvesOf = (count: number): RunCurves => ({
  insights: [],
  batches: Array.from({ length: count }, (_, i) => ({
    step: i + 1,
    elapsed: 10 * i,
    loss: 2 / (i + 1),
    heads: [
      { loss: 2 / (i + 1), metric: 1 - 1 / (i + 2) },
      { loss: 0.1, metric: 0.02 },
    ],
  })),
  heldOut:
    count < 10
      ? []
      : [
          {
            step: 10,
            elapsed: 100,
            loss: 0.25,
            heads: [
              { loss: 0.25, metric: 0.91 },
              { loss: 0.1, metric: 0.03 },
            ],
          },
        ],
});

/** A plot is made and drawn in the frame after its component. */
const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

const loss: readonly Track[] = [{ name: 'Loss', unit: 'loss', read: (point) => point.loss }];
const chart = async (curves: RunCurves, log = false) => {
  await act(async () =>
    root.render(createElement(LineChart, { title: 'Loss', tracks: loss, curves, stepsPerEpoch: 10, log })),
  );
  await frames();
};

const inked = (canvas: HTMLCanvasElement): number => {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let count = 0;
  for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 0) count += 1;
  return count;
};

describe('LineChart', () => {
  it('takes new points without a new plot and says the last values in words', async () => {
    await chart(curvesOf(0));
    const canvas = box.querySelector('canvas');
    const image = box.querySelector('[role="img"]');
    expect(image?.getAttribute('aria-label')).toBe('Loss: no values yet.');
    const before = inked(canvas as HTMLCanvasElement);
    await chart(curvesOf(12));
    expect(box.querySelector('canvas')).toBe(canvas);
    await expect.poll(() => inked(canvas as HTMLCanvasElement)).toBeGreaterThan(before);
    expect(image?.getAttribute('aria-label')).toBe(
      'Loss by batch. After 12 batches: training 0.167, held-out 0.250.',
    );
    expect(box.textContent).toContain('training0.167');
  });

  it('draws heads of different units over two axes, and names each in words and legend', async () => {
    const tracks: readonly Track[] = [
      { name: 'digit', unit: 'share', read: (point) => point.heads[0]?.metric },
      { name: 'box', unit: 'error', read: (point) => point.heads[1]?.metric },
    ];
    const render = async (curves: RunCurves) => {
      await act(async () =>
        root.render(createElement(LineChart, { title: 'Metrics', tracks, curves, stepsPerEpoch: 10 })),
      );
      await frames();
    };
    await render(curvesOf(12));
    expect(box.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe(
      'Metrics by batch. After 12 batches: digit, training 92.3 %; digit, held-out 91.0 %; box, training 0.0200; box, held-out 0.0300.',
    );
    expect(box.textContent).toContain('digit92.3 % · 91.0 %');
    expect(box.textContent).toContain('box0.0200 · 0.0300');
    expect(box.querySelectorAll('.u-axis')).toHaveLength(3);
  });

  it('follows the size of its container', async () => {
    await chart(curvesOf(12));
    const canvas = box.querySelector('canvas') as HTMLCanvasElement;
    box.style.width = '600px';
    await expect.poll(() => canvas.getBoundingClientRect().width).toBe(600);
    expect(box.querySelector('canvas')).toBe(canvas);
  });

  it('draws the same points on a log axis, and cleans up when it goes', async () => {
    const curves = curvesOf(12);
    const drawn = () => inked(box.querySelector('canvas') as HTMLCanvasElement);
    await chart(curves, true);
    await expect.poll(drawn).toBeGreaterThan(0);
    const onLog = drawn();
    await chart(curves);
    await expect.poll(drawn).not.toBe(onLog);
    await chart(curves, true);
    await expect.poll(drawn).toBe(onLog);
    expect(box.querySelectorAll('canvas')).toHaveLength(1);
    await act(async () => root.render(null));
    expect(box.querySelectorAll('canvas')).toHaveLength(0);
  });
});

describe('ConfusionMatrix', () => {
  const confusion = [
    [8, 2],
    [1, 9],
  ];
  const show = () =>
    act(async () => root.render(createElement(ConfusionMatrix, { confusion, classNames: ['cat', 'dog'] })));
  const press = (key: string) =>
    act(
      async () =>
        void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    );

  it('reads every cell, the focused one in its line as well, and moves by arrow keys', async () => {
    await show();
    const first = box.querySelector<HTMLElement>('td[tabindex="0"]');
    await act(async () => first?.focus());
    expect(box.textContent).toContain('true cat, predicted cat: 8 images');
    await press('ArrowDown');
    await press('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('true dog, predicted dog: 9 images');
    await press('ArrowRight');
    await press('Home');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('true dog, predicted cat: 1 image');
    expect(box.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
  });

  it('gives the recall of each class', async () => {
    await show();
    expect([...box.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent)).toEqual([
      '80.0 %',
      '90.0 %',
    ]);
  });

  it('lists mistakes instead where a grid would be too large', async () => {
    const many = Array.from({ length: 47 }, (_, i) =>
      Array.from({ length: 47 }, (_, j) => (i === j ? 5 : i === 3 && j === 4 ? 2 : 0)),
    );
    await act(async () =>
      root.render(
        createElement(ConfusionMatrix, { confusion: many, classNames: many.map((_, i) => `c${i}`) }),
      ),
    );
    expect(box.querySelector('table')).toBeNull();
    expect(box.querySelector('ol')?.textContent).toBe('true c3, predicted c4: 2 images');
  });
});
