// Plans written by hand for tests, so that model and training are tested without graphs and shape inference.
import type { Shape, Source } from '../layers/contract';
import type { Params } from '../layers/fields';
import { defaultParams, layerOf } from '../layers/index';
import { nodeId } from '../lib/ids';
import type { Head, Plan, Step } from '../plan/plan';

/** [id, kind, params that differ from the defaults, ids of the inputs (default: the step before)]. */
export type StepSketch = readonly [id: string, kind: string, params?: Params, inputs?: readonly string[]];

/** A plan with shapes and costs filled in; throws where they do not fit, because a test is then wrong. */
export function planOf(sketches: readonly StepSketch[]): Plan {
  const steps: Step[] = [];
  const shapes = new Map<string, Shape>();
  for (const [index, [id, kind, given, named]] of sketches.entries()) {
    const layer = layerOf(kind);
    const params = { ...defaultParams(kind), ...given };
    const inputs = named ?? (layer.inputs.type === 'none' ? [] : [sketches[index - 1]?.[0] ?? '']);
    const sources = inputs.map((name): Source => {
      const step = steps.find((s) => s.id === name);
      return { kind: step?.kind ?? '', params: step?.params ?? {}, inputs: step?.inputShapes ?? [] };
    });
    const inputShapes = inputs.map((name, slot) => {
      const past = layer.inputs.type === 'named' && layer.inputs.slots[slot]?.reads === 'input';
      return (past ? sources[slot]?.inputs[0] : shapes.get(name)) ?? [];
    });
    const shape = layer.shape(inputShapes, params, sources);
    if (!shape.ok) throw new Error(`${id}: ${shape.error.message}`);
    shapes.set(id, shape.value);
    const cost = layer.cost(inputShapes, shape.value, params);
    const outputShape = shape.value;
    steps.push({
      id: nodeId(id),
      kind,
      params,
      inputs: inputs.map(nodeId),
      inputShapes,
      outputShape,
      ...cost,
    });
  }
  const heads = steps.flatMap(headOf);
  const total = (value: (step: Step) => number) => steps.reduce((sum, step) => sum + value(step), 0);
  return {
    title: 'Test plan',
    steps,
    inputs: steps.filter((step) => step.inputs.length === 0).map((step) => step.id),
    heads: [...heads.filter((head) => !head.trainingOnly), ...heads.filter((head) => head.trainingOnly)],
    totals: {
      trainable: total((s) => s.trainable),
      frozen: total((s) => s.frozen),
      macs: total((s) => s.macs),
      activations: total((s) => s.outputShape.reduce((n, d) => n * d, 1)),
      depth: steps.filter((s) => s.trainable > 0).length,
    },
  };
}

function headOf({ id, kind, params, inputs: [reads] }: Step): readonly Head[] {
  const spec = layerOf(kind).head?.(params);
  if (!spec || !reads) return [];
  const weight = Number(params.weight ?? 1);
  return [{ step: id, reads, ...spec, weight, trainingOnly: params.trainingOnly === true }];
}

/** LeNet-5 of LeCun et al. 1998 with full C3 connection: 61,706 weights. */
export const lenet5 = planOf([
  ['image', 'input', { height: 32, width: 32, channels: 1 }],
  ['c1', 'conv2d', { filters: 6, kernel: 5, padding: 'valid', activation: 'tanh' }],
  ['s2', 'avgPool', {}],
  ['c3', 'conv2d', { filters: 16, kernel: 5, padding: 'valid', activation: 'tanh' }],
  ['s4', 'avgPool', {}],
  ['c5', 'conv2d', { filters: 120, kernel: 5, padding: 'valid', activation: 'tanh' }],
  ['flat', 'flatten'],
  ['f6', 'dense', { units: 84, activation: 'tanh' }],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier', { classes: 10 }],
]);

/** A small Inception module with 1×1 reduction, then global average pooling. */
export const inception = planOf([
  ['image', 'input', { height: 14, width: 14, channels: 8 }],
  ['1x1', 'bottleneck', { filters: 4 }, ['image']],
  ['3x3/reduce', 'bottleneck', { filters: 4 }, ['image']],
  ['3x3', 'conv2d', { filters: 6, kernel: 3 }, ['3x3/reduce']],
  ['5x5/reduce', 'bottleneck', { filters: 2 }, ['image']],
  ['5x5', 'conv2d', { filters: 3, kernel: 5 }, ['5x5/reduce']],
  ['pool', 'maxPool', { size: 3, stride: 1, padding: 1 }, ['image']],
  ['pool/project', 'bottleneck', { filters: 3 }, ['pool']],
  ['joined', 'concat', {}, ['1x1', '3x3', '5x5', 'pool/project']],
  ['gap', 'globalAvgPool'],
  ['logits', 'dense', { units: 10 }],
  ['classes', 'classifier', { classes: 10 }],
]);

/** A residual block with batch norm, a strided projection, Caffe-style pooling and dropout. */
export const residual = planOf([
  ['image', 'input', { height: 15, width: 13, channels: 3 }],
  ['stem', 'conv2d', { filters: 4, kernel: 3, stride: 2, padding: 1, bias: false, activation: 'none' }],
  ['stem/bn', 'batchNorm'],
  ['stem/relu', 'activation'],
  [
    'body',
    'conv2d',
    { filters: 8, kernel: [3, 5], stride: 2, bias: false, activation: 'none' },
    ['stem/relu'],
  ],
  ['body/bn', 'batchNorm'],
  ['short', 'conv2d', { filters: 8, kernel: 1, stride: 2, activation: 'none' }, ['stem/relu']],
  ['sum', 'add', {}, ['body/bn', 'short']],
  ['pool', 'avgPool', { size: 3, stride: 2, padding: 1, rounding: 'ceil' }],
  ['drop', 'dropout', { rate: 0.3 }],
  ['flat', 'flatten'],
  ['logits', 'dense', { units: 5 }],
  ['classes', 'classifier', { classes: 5 }],
]);
