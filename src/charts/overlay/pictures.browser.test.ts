// The pictures of several runs in a real browser: what is drawn is looked at by people, but that it is drawn, read,
// hidden, zoomed by keys and pointer, and described can be asserted.
import { MantineProvider } from '@mantine/core';
import { act, createElement, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { curvesSvg } from '../export/curvesSvg';
import { flowSvg } from '../export/flowSvg';
import { svgToPng } from '../export/svgToPng';
import { GradientFlow, type GradientFlowProps } from '../flow/GradientFlow';
import { OverlayChart, type OverlayChartProps } from './OverlayChart';
import { designOf, runOf } from './runs.fixture';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let box: HTMLDivElement;
let root: Root;
beforeEach(() => {
  box = document.createElement('div');
  box.style.cssText = 'width:600px;height:300px;display:flex;flex-direction:column';
  document.body.append(box);
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
});

const render = (element: ReactNode) =>
  act(async () => root.render(createElement(MantineProvider, null, element)));

const runs = [
  runOf({ id: 'a', label: 'Plain', colour: 0, points: 400, floor: 0.9 }),
  runOf({
    id: 'b',
    label: 'Residual',
    colour: 1,
    points: 200,
    seed: 2,
    ended: { state: 'failed', step: 200, reason: 'The loss became NaN.' },
  }),
];
const onToggle = vi.fn();
const chart = (over: Partial<OverlayChartProps> = {}) =>
  createElement(OverlayChart, {
    title: 'Loss',
    runs,
    figure: 'loss',
    axis: 'step',
    smoothing: 0.5,
    log: false,
    hidden: new Set<string>(),
    onToggle,
    ...over,
  });
const find = <T extends Element = HTMLElement>(selector: string): T => {
  const found = box.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const inked = (canvas: HTMLCanvasElement): number => {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let count = 0;
  for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 0) count += 1;
  return count;
};
const press = (element: Element, key: string, shiftKey = false) =>
  act(async () => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
  });
const point = (element: Element, type: string, x: number, y = 60) =>
  act(async () => {
    const { left, top } = element.getBoundingClientRect();
    const at = { clientX: left + x, clientY: top + y, bubbles: true, button: 0, pointerId: 1 };
    element.dispatchEvent(new PointerEvent(type, at));
  });
const readout = () => document.querySelector('[data-overlay-readout]')?.textContent ?? '';

describe('OverlayChart', () => {
  it('draws, describes itself and names how runs ended', async () => {
    await render(chart({ runs: [], emptyText: 'The curves appear here.' }));
    expect(box.textContent).toContain('The curves appear here.');
    const before = inked(find<HTMLCanvasElement>('canvas'));
    await render(chart());
    expect(inked(find<HTMLCanvasElement>('canvas'))).toBeGreaterThan(before + 1000);
    const label = find('section').getAttribute('aria-label') ?? '';
    expect(label).toMatch(/^Loss over batches, 2 runs, last values\. Plain: training \d/);
    expect(label).toContain('failed at batch 200: The loss became NaN.');
    expect(box.textContent).toContain('× failed');
  });

  it('hides and shows a run by its button', async () => {
    await render(chart());
    const [plain, residual] = box.querySelectorAll<HTMLButtonElement>('fieldset button');
    expect(plain?.getAttribute('aria-pressed')).toBe('true');
    await act(async () => residual?.click());
    expect(onToggle).toHaveBeenLastCalledWith('b');
    await render(chart({ hidden: new Set(['b']) }));
    expect(residual?.getAttribute('aria-pressed')).toBe('false');
    expect(find('section').getAttribute('aria-label')).not.toContain('Residual');
  });

  it('shows all seeds of a design by one button, or one by one', async () => {
    const seeds = [1, 2, 3].map((seed) =>
      runOf({ id: `s${seed}`, label: `seed ${seed}`, colour: 0, points: 50, seed, band: 'Plain' }),
    );
    onToggle.mockClear();
    await render(chart({ runs: seeds, hidden: new Set(['s2']) }));
    const [all, ...each] = box.querySelectorAll<HTMLButtonElement>('fieldset button');
    expect(all?.getAttribute('aria-label')).toBe('Plain, all 3 seeds');
    expect(all?.getAttribute('aria-pressed')).toBe('mixed');
    expect(each.map((button) => button.getAttribute('aria-pressed'))).toEqual(['true', 'false', 'true']);
    await act(async () => all?.click());
    expect(onToggle.mock.calls).toEqual([['s2']]);
  });

  it('reads all runs where the pointer is, and stops when it leaves', async () => {
    await render(chart());
    const plot = find('section');
    await point(plot, 'pointermove', 46 + (600 - 12 - 46) * 0.75);
    expect(readout()).toContain('batch 300');
    for (const words of ['Plain', 'Residual', 'failed at batch 200: The loss became NaN.'])
      expect(readout()).toContain(words);
    await point(plot, 'pointerout', 0);
    expect(document.querySelector('[data-overlay-readout]')).toBeNull();
  });

  it('zooms by keys, moves, reads values, and shows all again with Escape', async () => {
    await render(chart());
    const plot = find('section');
    expect(plot.tabIndex).toBe(0);
    await press(plot, '+');
    expect(plot.dataset.zoomed).toBe('true');
    const zoomed = find<HTMLCanvasElement>('canvas').toDataURL();
    await press(plot, 'ArrowRight');
    expect(find<HTMLCanvasElement>('canvas').toDataURL()).not.toBe(zoomed);
    await press(plot, 'ArrowRight', true);
    expect(find('[aria-live]').textContent).toMatch(/^batch 140: Plain training \d.*Residual training/);
    await press(plot, 'Escape');
    expect(plot.dataset.zoomed).toBeUndefined();
    expect(find('[aria-live]').textContent).toBe('');
  });

  it('zooms to what is dragged, together with the charts of its key, and back by its button', async () => {
    await render(
      createElement(
        'div',
        null,
        chart({ syncKey: 'k' }),
        chart({ syncKey: 'k', figure: 'metric', title: 'Accuracy' }),
      ),
    );
    const [first, second] = box.querySelectorAll<HTMLElement>('section');
    if (!first || !second) throw new Error('no two charts');
    first.setPointerCapture = () => {};
    await point(first, 'pointerdown', 200);
    await point(first, 'pointermove', 320);
    await point(first, 'pointerup', 320);
    expect([first.dataset.zoomed, second.dataset.zoomed]).toEqual(['true', 'true']);
    const whole = find<HTMLButtonElement>('button[aria-label="Show the whole axis"]');
    await act(async () => whole.click());
    expect([first.dataset.zoomed, second.dataset.zoomed]).toEqual([undefined, undefined]);
  });
});

const designs = [
  designOf({ id: 'p', label: 'Plain', colour: 0, layers: 12, looks: 40, decay: 0.5 }),
  designOf({ id: 'r', label: 'Residual', colour: 1, layers: 12, looks: 20, decay: 0.95 }),
];
const flow = (over: Partial<GradientFlowProps> = {}) =>
  createElement(GradientFlow, { designs, quantity: 'gradient', ...over });

describe('GradientFlow', () => {
  it('draws every design and says in words how far the first layer is below the last', async () => {
    await render(flow());
    const maps = [...box.querySelectorAll<HTMLElement>('section[tabindex="0"]')];
    expect(maps).toHaveLength(2);
    expect(maps[0]?.getAttribute('aria-label')).toMatch(
      /conv1 of Plain: gradient norm \S+ at batch 390, [\d,.]+ times smaller than the last layer’s/,
    );
    for (const canvas of box.querySelectorAll('canvas')) expect(inked(canvas)).toBeGreaterThan(1000);
    expect(box.textContent).toContain('not finite');
  });

  it('reads a cell by keys, in every design', async () => {
    await render(flow());
    const [map] = box.querySelectorAll<HTMLElement>('section[tabindex="0"]');
    if (!map) throw new Error('no map');
    await press(map, 'ArrowDown');
    await press(map, 'ArrowDown');
    await press(map, 'ArrowLeft');
    const words = find('output').textContent ?? '';
    expect(words).toContain('conv2 of Plain: gradient norm');
    expect(words).toContain('at batch 380');
    // Residual has ended by then, and is read at its last look.
    expect(words).toMatch(/conv2 of Residual: gradient norm \S+ at batch 190/);
    await press(map, 'Escape');
    expect(find('output').textContent).toContain('First layer at the top');
  });

  it('reads the layer that corresponds, where it is told which', async () => {
    await render(flow({ counterpart: (_, index) => (index === 0 ? 5 : undefined) }));
    const [map] = box.querySelectorAll<HTMLElement>('section[tabindex="0"]');
    if (!map) throw new Error('no map');
    await press(map, 'ArrowDown');
    expect(find('output').textContent).toContain('conv6 of Residual');
  });

  it('shows the profile by depth at a batch', async () => {
    await render(flow());
    await act(async () => find<HTMLInputElement>('input[value="profile"]').click());
    expect(box.textContent).toContain('Batch 390');
    const label = find('section section').getAttribute('aria-label');
    expect(label).toContain('over depth at batch 390');
    const slider = find('[role="slider"]');
    await press(slider, 'Home');
    expect(box.textContent).toContain('Batch 0');
  });

  it('says so where nothing was looked into', async () => {
    await render(flow({ designs: [], emptyText: 'Nothing is recorded.' }));
    expect(box.textContent).toContain('Nothing is recorded.');
  });
});

describe('exported pictures', () => {
  const evil = '<b>"A" & \'B\'</b>';
  const pictures = {
    curves: curvesSvg(
      runs.map((run) => ({ ...run, label: `${evil} ${run.id}` })),
      { title: evil, figure: 'loss' },
    ),
    flow: flowSvg(
      designs.map((design) => ({ ...design, label: evil })),
      { quantity: 'gradient' },
    ),
  };
  it('are read by a strict parser, with their texts as they were', () => {
    for (const svg of Object.values(pictures)) {
      const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
      expect(read.querySelector('parsererror')).toBeNull();
      expect([...read.querySelectorAll('text')].some((text) => text.textContent?.includes(evil))).toBe(true);
    }
  });

  it('become PNG at two pixels to one', async () => {
    for (const svg of Object.values(pictures)) {
      const png = await svgToPng(svg);
      if (!png.ok) throw new Error(png.error);
      const picture = await createImageBitmap(png.value);
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
      expect([png.value.type, picture.width]).toEqual(['image/png', 2 * Number(width)]);
      expect(Math.abs(picture.height - 2 * Number(height))).toBeLessThanOrEqual(2);
    }
    const broken = await svgToPng('<svg');
    expect(broken.ok ? '' : broken.error).toContain('could not be drawn');
  });
});
