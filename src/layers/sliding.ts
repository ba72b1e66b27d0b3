// What all layers whose kernel slides over an image share: the fields of the window, the shape that it leaves, how far
// it sees, and the caption.
import { ok, type Result } from '../lib/result';
import { captionActivation, type FusedActivation } from './activations';
import { describeShape, isImage, type Misfit, misfit, type Reach, type Shape } from './contract';
import { formatSize, type Padding, padding, pair, type Size, size } from './fields';
import { floorWindow, windowAxes, windowShape } from './window';

export interface SlidingParams {
  readonly kernel: Size;
  readonly stride: Size;
  readonly dilation: Size;
  readonly padding: Padding;
}

export const slidingFields = {
  kernel: size('Kernel', { default: 3, unit: 'px', help: 'Height and width of each kernel.' }),
  stride: size('Stride', {
    default: 1,
    max: 64,
    unit: 'px',
    help: 'Step from one window to the next; 2 halves height and width.',
  }),
  dilation: size('Dilation', {
    default: 1,
    max: 64,
    unit: 'px',
    help: 'Distance between the kernel’s taps; 2 leaves one pixel between them.',
  }),
  padding: padding('Padding', {
    default: 'same',
    help: 'same: output is ⌈input/stride⌉. valid: none. A number: that many zero rows and columns on every side.',
  }),
} as const;

export const needsImage = (x: Shape | undefined, who: string) =>
  misfit('needs-image', `${who} needs feature maps, but ${describeShape(x ?? [])} arrives`);

/** [height, width, channels] after the kernel has slid over the image, or why it cannot. */
export function slidingShape(
  x: Shape | undefined,
  p: SlidingParams,
  channels: number,
  who: string,
): Result<Shape, Misfit> {
  if (!x || !isImage(x)) return needsImage(x, who);
  if (Math.max(...pair(p.stride)) > 1 && Math.max(...pair(p.dilation)) > 1) {
    return misfit(
      'parameters-clash',
      `stride ${formatSize(p.stride)} and dilation ${formatSize(p.dilation)} cannot both be above 1: TensorFlow has no such convolution; set one of them to 1`,
      [],
    );
  }
  const out = windowShape(x[0], x[1], floorWindow(p));
  return out.ok ? ok([...out.value, channels]) : out;
}

export function slidingReach(x: Shape | undefined, p: SlidingParams): Reach {
  const [rows, columns] = windowAxes(x?.[0] ?? 0, x?.[1] ?? 0, floorWindow(p));
  return {
    type: 'window',
    kernel: [rows.reach, columns.reach],
    stride: [rows.stride, columns.stride],
    before: [rows.before, columns.before],
  };
}

/** `3×3, 32, stride 2, same, ReLU`; `parts` stand where the filters do. */
export function slidingCaption(
  p: SlidingParams & { readonly activation: FusedActivation },
  parts: readonly string[],
): string {
  const side = (value: Size) => (pair(value)[0] === pair(value)[1] ? `${pair(value)[0]}` : formatSize(value));
  const all = [formatSize(p.kernel), ...parts];
  if (side(p.stride) !== '1') all.push(`stride ${side(p.stride)}`);
  if (side(p.dilation) !== '1') all.push(`dilation ${side(p.dilation)}`);
  all.push(typeof p.padding === 'string' ? p.padding : `pad ${side(p.padding)}`);
  return all.join(', ') + captionActivation(p.activation);
}
