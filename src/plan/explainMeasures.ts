// The arithmetic behind a node's memory and receptive field, with its own numbers in, for inspector, table and help.
// Receptive field: r_out = r_in + (n − 1)·j_in for the n values that a pixel reads along an axis; j_out = j_in·stride
// (Araujo, Norris & Sim 2019, Distill).
import { edgesInto, type Graph } from '../graph/graph';
import { type Explanation, isImage, type Reach, type Shape } from '../layers/contract';
import { layerOf } from '../layers/index';
import { formatBytes, formatCount } from '../lib/format';
import type { NodeId } from '../lib/ids';
import type { Shapes } from '../shapes/nodeShape';
import { type AxisField, extentAt, jumpOf, sizeOfAxis } from './axisField';
import { bytesPerValue, type Measures } from './measures';
import { type InputField, type Seen, sizeOfSeen } from './receptiveField';

/** `55·55·96·4 bytes·64 images = 70.9 MiB`, and whether it stays for the backward pass. */
export function explainMemory(
  { nodes }: Measures,
  shapes: Shapes,
  id: NodeId,
  batch: number,
): readonly Explanation[] {
  const measured = nodes.get(id);
  const state = shapes.get(id);
  if (!measured || state?.state !== 'ok') return [];
  const images = batch === 1 ? '' : `·${batch} images`;
  const bytes = formatBytes(measured.activationBytes);
  return [
    { label: 'Memory', formula: `${state.shape.join('·')}·${bytesPerValue} bytes${images} = ${bytes}` },
    { label: 'Kept for backward', formula: keptWords(measured.keptFor, id) },
  ];
}

function keptWords(keptFor: readonly NodeId[], id: NodeId): string {
  const [first, ...others] = keptFor.map((reader) => (reader === id ? 'its own gradient' : reader));
  if (first === undefined) return 'no: no gradient needs its values';
  const more = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more`] : others;
  return `yes, for ${[first, ...more].join(', ')}`;
}

/** How the receptive field follows from the node before it on the largest path; one set of lines an input. */
export function explainField(
  { nodes }: Measures,
  graph: Graph,
  shapes: Shapes,
  id: NodeId,
): readonly Explanation[] {
  const field = nodes.get(id)?.field;
  if (!field) return [];
  const several = field.size > 1;
  return [...field].flatMap(([input, { seen, path, via }]) => {
    const from = shapes.get(input);
    if (from?.state !== 'ok' || !isImage(from.shape)) return [];
    const label = several ? `Receptive field in ${input}` : 'Receptive field';
    if (via === undefined) return [{ label, formula: 'one pixel: itself' }];
    const before = nodes.get(via)?.field.get(input)?.path;
    const step = before ? stepWords(before, path, reachOf(shapes, id), from.shape) : '';
    return [
      { label, formula: `${edgesInto(graph, id).length > 1 ? `through ${via}: ` : ''}${step}` },
      ...branchLines({ nodes }, graph, id, input, from.shape, seen, path),
      ...placeLines(seen),
    ];
  });
}

/**
 * Every step of the largest path that changes the field’s size or stride, from the input on:
 * `conv1: 1 + (11 − 1)·1 = 11`.
 */
export function fieldSteps(
  { nodes }: Pick<Measures, 'nodes'>,
  shapes: Shapes,
  id: NodeId,
  input: NodeId,
): readonly Explanation[] {
  const from = shapes.get(input);
  if (from?.state !== 'ok') return [];
  const steps: Explanation[] = [];
  let at: NodeId | undefined = id;
  while (at !== undefined) {
    const here: InputField | undefined = nodes.get(at)?.field.get(input);
    const before = here?.via === undefined ? undefined : nodes.get(here.via)?.field.get(input);
    if (here && before && !isAlike(here.path, before.path))
      steps.push({ label: at, formula: stepWords(before.path, here.path, reachOf(shapes, at), from.shape) });
    at = here?.via;
  }
  return steps.reverse();
}

/** Of equal size and stride; the places may differ. */
function isAlike(a: Seen, b: Seen): boolean {
  if (a === b) return true;
  if (a.type === 'all' || b.type === 'all') return a.type === b.type;
  const alike = (x: AxisField, y: AxisField) => sizeOfAxis(x) === sizeOfAxis(y) && jumpOf(x) === jumpOf(y);
  return alike(a.rows, b.rows) && alike(a.columns, b.columns);
}

function reachOf(shapes: Shapes, id: NodeId): Reach | undefined {
  const state = shapes.get(id);
  if (state?.state !== 'ok') return undefined;
  return layerOf(state.node.kind).reach?.(state.inputs, state.node.params, state.sources);
}

function stepWords(before: Seen, after: Seen, reach: Reach | undefined, input: Shape): string {
  if (after.type === 'all') {
    return before.type === 'all'
      ? `all ${input[0]}×${input[1]} pixels, as before`
      : `every value from everywhere: all ${input[0]}×${input[1]} pixels`;
  }
  if (before.type === 'all') return '';
  if (!reach || reach.type === 'same' || reach.type === 'all')
    return `${sizeWords(after, input)}, as before: each value from its own place`;
  const row = axisWords(before.rows, after.rows, reach, 0);
  const column = axisWords(before.columns, after.columns, reach, 1);
  return row === column ? row : `height ${row}; width ${column}`;
}

/** `67 + (3 − 1)·16 = 99, stride 16·1 = 16`. */
function axisWords(
  before: AxisField,
  after: AxisField,
  reach: Extract<Reach, { kernel: unknown }>,
  axis: 0 | 1,
): string {
  const [kernel, stride] = [reach.kernel[axis], reach.stride[axis]];
  const window = reach.type === 'window';
  const [was, jump, is] = [sizeOfAxis(before), jumpOf(before), sizeOfAxis(after)];
  const reads = window ? kernel : Math.ceil(kernel / stride);
  const count = window ? `${kernel}` : `⌈${kernel}/${stride}⌉`;
  const sum = was + (reads - 1) * jump;
  // After up-sampling, neighbours may see the same pixel, and then the sum is only a bound.
  const size =
    sum === is
      ? `${was} + (${count} − 1)·${fraction(jump)} = ${is}`
      : `at most ${was} + (${count} − 1)·${fraction(jump)} = ${fraction(sum)}, exactly ${is}`;
  const turned = `${fraction(jump)}${window ? '·' : '/'}${stride} = ${fraction(jumpOf(after))}`;
  return stride === 1 ? `${size}, stride ${fraction(jumpOf(after))}` : `${size}, stride ${turned}`;
}

function branchLines(
  { nodes }: Pick<Measures, 'nodes'>,
  graph: Graph,
  id: NodeId,
  input: NodeId,
  shape: Shape,
  seen: Seen,
  path: Seen,
): readonly Explanation[] {
  const branches = edgesInto(graph, id).flatMap(({ from }) => {
    const field = nodes.get(from)?.field.get(input);
    return field ? [{ from, size: sizeWords(field.seen, shape) }] : [];
  });
  if (branches.length < 2 || new Set(branches.map(({ size }) => size)).size < 2) return [];
  const listed = branches.map(({ from, size }) => `${from} ${size}`).join(', ');
  const largest = sizeWords(path, shape);
  const both = sizeWords(seen, shape);
  const note = largest === both ? '' : `; the largest path alone ${largest}`;
  return [{ label: 'Branches', formula: `${listed}; together ${both}${note}` }];
}

function placeLines(seen: Seen): readonly Explanation[] {
  if (seen.type === 'all') return [];
  const rows = placeWords(seen.rows);
  const columns = placeWords(seen.columns);
  return [
    {
      label: 'First pixel sees',
      formula: rows === columns ? `rows and columns ${rows}` : `rows ${rows}; columns ${columns}`,
    },
  ];
}

/** `−3 … 7, each next one 4 further`; numbers below 0 are padding. */
function placeWords(axis: AxisField): string {
  const [first, last] = extentAt(axis, 0);
  const jump = jumpOf(axis);
  const next = axis.period === 1 ? `each next one ${jump} further` : `${fraction(jump)} further on average`;
  const padding = first < 0 ? ' (below 0: padding)' : '';
  return first > last ? `none, ${next}` : `${minus(first)} … ${minus(last)}${padding}, ${next}`;
}

const minus = (n: number): string => (n < 0 ? `−${-n}` : `${n}`);

/** Whole numbers as they are, else as a fraction of small numbers where there is one: `1/2`. */
function fraction(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  for (let parts = 2; parts <= 64; parts += 1) {
    const whole = value * parts;
    if (Math.abs(whole - Math.round(whole)) < 1e-9) return `${Math.round(whole)}/${parts}`;
  }
  return value.toFixed(2);
}

/** `99` of a square, `99×35` otherwise, `all` of everything. */
export function sizeWords(seen: Seen, input: Shape): string {
  if (seen.type === 'all') return 'all';
  const [height, width] = sizeOfSeen(seen, input) ?? [0, 0];
  return height === width ? `${height}` : `${height}×${width}`;
}
