// The figures of several designs side by side, each with its ratio to the first, as data for a table. The receptive
// field needs the wires, which a plan's steps still tell.
import { edgeOf, type GraphNode, makeGraph } from '../graph/graph';
import { isImage } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import type { Counted } from '../plan/counted';
import { bytesPerValue } from '../plan/measures';
import type { Step } from '../plan/plan';
import { fieldSize, receptiveField } from '../plan/receptiveField';
import type { NodeShape } from '../shapes/nodeShape';

export type Figure = 'trainable' | 'macs' | 'activations' | 'depth' | 'receptiveField' | 'layers';

export interface TotalsRow {
  readonly figure: Figure;
  readonly label: string;
  /** What a value counts: weights, MACs for one image, bytes for one image, layers, pixels. */
  readonly unit: '' | 'bytes' | 'px';
  /** In the order of the designs; undefined where a design has no such figure. */
  readonly values: readonly (number | undefined)[];
  /** To the first design's value; undefined where either is, or where the first is 0 and the other is not. */
  readonly ratios: readonly (number | undefined)[];
}

const figures: readonly (Pick<TotalsRow, 'figure' | 'label' | 'unit'> & {
  readonly of: (design: Counted) => number | undefined;
})[] = [
  { figure: 'trainable', label: 'Trainable weights', unit: '', of: ({ totals }) => totals.trainable },
  { figure: 'macs', label: 'MACs an image', unit: '', of: ({ totals }) => totals.macs },
  {
    figure: 'activations',
    label: 'Activations of an image',
    unit: 'bytes',
    of: ({ totals }) => totals.activations * bytesPerValue,
  },
  { figure: 'depth', label: 'Depth', unit: '', of: ({ totals }) => totals.depth },
  { figure: 'receptiveField', label: 'Receptive field of the last maps', unit: 'px', of: lastField },
  { figure: 'layers', label: 'Layers', unit: '', of: layerCount },
];

/** One row a figure; the first design is what the others are compared with. */
export function totalsTable(designs: readonly Counted[]): readonly TotalsRow[] {
  return figures.map(({ of, ...about }) => {
    const values = designs.map(of);
    return { ...about, values, ratios: values.map((value) => ratioOf(value, values[0])) };
  });
}

function ratioOf(value: number | undefined, first: number | undefined): number | undefined {
  if (value === undefined || first === undefined) return undefined;
  if (first === 0) return value === 0 ? 1 : undefined;
  return value / first;
}

/** Every step of the expanded drawing but the inputs. */
function layerCount({ steps }: Counted): number {
  return steps.filter(({ kind }) => layerOf(kind).inputs.type !== 'none').length;
}

/**
 * Pixels, the larger of height and width, that one value of the feature maps sees which lead to its end. Flattening and
 * global pooling see all of the image in every design, and so the maps before them are measured. Undefined where no
 * feature maps lead there.
 */
function lastField({ steps: counted, ends }: Counted): number | undefined {
  const steps = new Map(counted.map((step) => [step.id, step]));
  const maps = lastMaps(steps, ends);
  if (maps.length === 0) return undefined;
  const graph = makeGraph(
    counted.map(nodeOf),
    counted.flatMap(({ id, inputs }) => inputs.map((from, slot) => edgeOf({ from, to: id, slot }))),
  );
  const shapes = new Map(counted.map((step) => [step.id, shapeOf(step, steps)]));
  const fields = receptiveField(graph, shapes);
  const sizes = maps.flatMap((id) => fieldSize(fields.get(id), shapes) ?? []);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** Going upstream from some steps, the first ones on every path that give feature maps larger than a pixel. */
function lastMaps(steps: ReadonlyMap<NodeId, Step>, from: readonly NodeId[]): readonly NodeId[] {
  const found: NodeId[] = [];
  const open = new Set(from);
  for (const id of open) {
    const shape = steps.get(id)?.outputShape ?? [];
    if (isImage(shape) && shape[0] * shape[1] > 1) found.push(id);
    else for (const source of steps.get(id)?.inputs ?? []) open.add(source);
  }
  return found;
}

const nodeOf = ({ id, kind, params }: Step): GraphNode => ({ id, kind, params });

function shapeOf(step: Step, steps: ReadonlyMap<NodeId, Step>): NodeShape {
  const { trainable, frozen, macs } = step;
  return {
    state: 'ok',
    node: nodeOf(step),
    inputs: step.inputShapes,
    sources: step.inputs.flatMap((id) => {
      const source = steps.get(id);
      return source ? [{ kind: source.kind, params: source.params, inputs: source.inputShapes }] : [];
    }),
    shape: step.outputShape,
    cost: { trainable, frozen, macs },
  };
}
