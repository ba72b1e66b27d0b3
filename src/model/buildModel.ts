// Plan → tf.js functional model. Every step builds its own layers; this file only strings them together, so that a
// new kind of layer needs no change here.
import { layerOf } from '../layers/index';
import type { Tf } from '../layers/tfTypes';
import type { NodeId } from '../lib/ids';
import type { Plan, Step } from '../plan/plan';
import { customLayers } from './customLayers';
import { seedOf } from './seeds';

type LayersModel = InstanceType<Tf['LayersModel']>;
type SymbolicTensor = InstanceType<Tf['SymbolicTensor']>;

export interface BuiltModel {
  /** [batch, height, width, channels] → class probabilities [batch, classes]. */
  readonly model: LayersModel;
  /** The very same layers, cut before the softmax: logits [batch, classes]. */
  readonly logits: LayersModel;
  /** Frees all weights; neither model may be used afterwards. */
  readonly dispose: () => void;
}

/**
 * Builds the network of a plan with freshly initialised weights.
 * Images are [batch, height, width, channels] floats. A layer's weights depend on `seed` and its step's id alone.
 */
export function buildModel(tf: Tf, plan: Plan, seed: number): BuiltModel {
  const outputs = new Map<NodeId, SymbolicTensor>();
  for (const step of plan.steps) outputs.set(step.id, buildStep(tf, step, outputs, seed));
  const outputStep = plan.steps.find((step) => step.id === plan.output);
  const before = outputStep?.inputs[0];
  if (before === undefined) throw new Error(`Plan without an output step that has an input: ${plan.output}`);
  const inputs = outputOf(outputs, plan.input);
  const logits = tf.model({ inputs, outputs: outputOf(outputs, before) });
  const model = tf.model({ inputs, outputs: outputOf(outputs, plan.output) });
  // Layers count the models' disposals, not the models: disposing the larger one frees every layer once.
  return { model, logits, dispose: () => void model.dispose() };
}

function outputOf(outputs: ReadonlyMap<NodeId, SymbolicTensor>, id: NodeId): SymbolicTensor {
  const output = outputs.get(id);
  if (!output) throw new Error(`Plan step reads "${id}" before it is computed`);
  return output;
}

function buildStep(
  tf: Tf,
  step: Step,
  outputs: ReadonlyMap<NodeId, SymbolicTensor>,
  seed: number,
): SymbolicTensor {
  const layer = layerOf(step.kind);
  if (layer.inputs.type === 'none') return tf.input({ shape: [...step.outputShape], name: step.id });
  const read = step.inputs.map((id) => outputOf(outputs, id));
  const context = { name: step.id, inputs: step.inputShapes, seed: seedOf(seed, step.id) };
  const tfLayers = layer.build({ tf, custom: customLayers(tf) }, step.params, context);
  let value: SymbolicTensor | SymbolicTensor[] = layer.inputs.type === 'many' ? read : onlyOne(step, read);
  for (const tfLayer of tfLayers) value = tfLayer.apply(value) as SymbolicTensor;
  if (Array.isArray(value)) throw new Error(`Step "${step.id}" (${step.kind}) built no layers`);
  return value;
}

function onlyOne(step: Step, read: readonly SymbolicTensor[]): SymbolicTensor {
  const [first] = read;
  if (!first || read.length !== 1)
    throw new Error(`Step "${step.id}" takes one input, the plan gives ${read.length}`);
  return first;
}
