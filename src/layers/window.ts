// The arithmetic of a window that slides over an image, one axis at a time: convolution and pooling share it.
// Formulas: Dumoulin & Visin 2016, “A guide to convolution arithmetic for deep learning”, relations 4–6 and 15;
// `same` as TensorFlow defines it; rounding up as Caffe's pooling does.
import { formatShape } from '../lib/format';
import { ok, type Result } from '../lib/result';
import { type Explanation, type Misfit, misfit } from './contract';
import { type Padding, pair, type Size } from './fields';

export interface Window {
  readonly kernel: Size;
  readonly stride: Size;
  readonly dilation: Size;
  readonly padding: Padding;
  readonly rounding: 'floor' | 'ceil';
}

/** One axis of a window on an image of known length. */
export interface Axis {
  readonly length: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Rows or columns that the kernel spans: dilation·(kernel − 1) + 1. */
  readonly reach: number;
  readonly out: number;
  /** Added before and after; `after` includes what rounding up needs. */
  readonly before: number;
  readonly after: number;
  /** Real rows or columns at the end that no window sees. */
  readonly unseen: number;
}

/** Both axes of a window over a [height, width] image, whatever their outcome (`out` may be below 1). */
export function windowAxes(height: number, width: number, w: Window): readonly [Axis, Axis] {
  return [axisOf(height, w, 0), axisOf(width, w, 1)];
}

function axisOf(length: number, w: Window, i: 0 | 1): Axis {
  const kernel = pair(w.kernel)[i];
  const stride = pair(w.stride)[i];
  const dilation = pair(w.dilation)[i];
  const reach = dilation * (kernel - 1) + 1;
  const base = { length, kernel, stride, dilation, reach };
  if (w.padding === 'same') {
    const out = Math.ceil(length / stride);
    const total = Math.max((out - 1) * stride + reach - length, 0);
    const before = Math.floor(total / 2);
    return { ...base, out, before, after: total - before, unseen: 0 };
  }
  const pad = w.padding === 'valid' ? 0 : pair(w.padding)[i];
  const room = length + 2 * pad - reach;
  if (w.rounding === 'floor') {
    const out = Math.floor(room / stride) + 1;
    const rest = out < 1 ? 0 : room - (out - 1) * stride;
    return { ...base, out, before: pad, after: pad, unseen: Math.max(0, rest - pad) };
  }
  let out = Math.ceil(room / stride) + 1;
  // Caffe and PyTorch: the last window must begin inside the image or the padding before it.
  if ((out - 1) * stride >= length + pad) out -= 1;
  const after = Math.max(pad, (out - 1) * stride + reach - length - pad);
  return { ...base, out, before: pad, after, unseen: 0 };
}

/** Output [height, width] of a window, or why it cannot slide. */
export function windowShape(
  height: number,
  width: number,
  w: Window,
): Result<readonly [number, number], Misfit> {
  const [y, x] = windowAxes(height, width, w);
  if (y.out < 1 || x.out < 1) {
    const spans = `spans ${formatShape([y.reach, x.reach])}`;
    const padded =
      w.padding === 'valid'
        ? ''
        : `, padded to ${formatShape([height + y.before * 2, width + x.before * 2])}`;
    return misfit(
      'window-too-large',
      `the window ${spans}, but the image that arrives is only ${formatShape([height, width])}${padded}: use a smaller kernel or dilation, or “same” padding`,
    );
  }
  return ok([y.out, x.out]);
}

/** The output size with its numbers in, one line for both axes where they agree, and a caution for unseen rows. */
export function explainWindow(height: number, width: number, w: Window): readonly Explanation[] {
  const [y, x] = windowAxes(height, width, w);
  const fy = axisFormula(y, w, 0);
  const fx = axisFormula(x, w, 1);
  const lines: Explanation[] =
    fy === fx
      ? [{ label: 'Height and width', formula: fy }]
      : [
          { label: 'Height', formula: fy },
          { label: 'Width', formula: fx },
        ];
  if (y.dilation > 1 || x.dilation > 1) {
    const reach = (a: Axis) => `${a.dilation}·(${a.kernel} − 1) + 1 = ${a.reach}`;
    lines.unshift({
      label: 'Kernel spans',
      formula: reach(y) === reach(x) ? reach(y) : `${reach(y)}; ${reach(x)}`,
    });
  }
  if (y.unseen > 0 || x.unseen > 0) {
    lines.push({ label: 'Never seen', formula: unseenText(y, x), caution: true });
  }
  return lines;
}

function axisFormula(a: Axis, w: Window, i: 0 | 1): string {
  if (w.padding === 'same') {
    const pads = a.before + a.after > 0 ? `, padded by ${a.before} before and ${a.after} after` : '';
    return `⌈${a.length}/${a.stride}⌉ = ${a.out}${pads}`;
  }
  const pad = w.padding === 'valid' ? 0 : pair(w.padding)[i];
  const sum = `${a.length}${pad > 0 ? ` + 2·${pad}` : ''} − ${a.reach}`;
  const [open, close] = w.rounding === 'floor' ? ['⌊', '⌋'] : ['⌈', '⌉'];
  const whole = Math.ceil((a.length + 2 * pad - a.reach) / a.stride) + 1;
  const clipped = w.rounding === 'ceil' && whole > a.out ? ' − 1 (the last window would begin outside)' : '';
  return `${open}(${sum})/${a.stride}${close} + 1${clipped} = ${a.out}`;
}

function unseenText(y: Axis, x: Axis): string {
  const parts = [];
  if (y.unseen > 0) parts.push(`${y.unseen} ${y.unseen === 1 ? 'row' : 'rows'}`);
  if (x.unseen > 0) parts.push(`${x.unseen} ${x.unseen === 1 ? 'column' : 'columns'}`);
  const a = y.unseen > 0 ? y : x;
  const exact = (a.length + a.before + a.before - a.reach) / a.stride + 1;
  return `(${a.length + 2 * a.before} − ${a.reach})/${a.stride} + 1 = ${exact.toFixed(2)} is no whole number: ${parts.join(' and ')} at the end are in no window`;
}

export const floorWindow = (w: Omit<Window, 'rounding'>): Window => ({ ...w, rounding: 'floor' });
