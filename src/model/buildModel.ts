// Plan → tf.js functional model. Every step builds its own layers; this file only strings them together, so that a
// new kind of layer needs no change here.
import type { Source } from '../layers/contract';
import { layerOf } from '../layers/index';
import type { Tf, TfLayer } from '../layers/tfTypes';
import type { NodeId } from '../lib/ids';
import type { Plan, Step } from '../plan/plan';
import { customLayers } from './customLayers';
import { type SeedNames, seedName, seedOf } from './seeds';

type LayersModel = InstanceType<Tf['LayersModel']>;
type SymbolicTensor = InstanceType<Tf['SymbolicTensor']>;

export interface BuiltModel {
  /**
   * The network as it is used: the plan's inputs, in their order, to what its inference heads give, in theirs. What
   * only training-only heads read is left out; an input that no inference head reads is kept where the plan has it.
   */
  readonly model: LayersModel;
  /**
   * The very same layers for training. Its outputs are, in order, the tensor that each head of the plan reads (logits
   * for a classifier), then mean and log variance of each Gaussian sampling step, in the order of steps.
   */
  readonly training: LayersModel;
  /** What each step of the plan became; an input has no layers. */
  readonly steps: ReadonlyMap<NodeId, BuiltStep>;
  /** Frees all weights; neither model may be used afterwards. */
  readonly dispose: () => void;
}

export interface BuiltStep {
  /** One after the other; a step's weights are all of theirs. */
  readonly layers: readonly TfLayer[];
  readonly output: SymbolicTensor;
}

/** Steps that sample a Gaussian; each adds its divergence from a standard one to the loss. */
export const samplingSteps = (plan: Plan): readonly Step[] =>
  plan.steps.filter((step) => step.kind === 'gaussianSampling');

/**
 * Builds the network of a plan with freshly initialised weights.
 * Tensors are [batch, height, width, channels] or [batch, values] floats. A layer's weights depend on `seed` and its
 * step's id alone, or on the name that `seedNames` gives it in the id's place.
 */
export function buildModel(tf: Tf, plan: Plan, seed: number, seedNames: SeedNames = {}): BuiltModel {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const built = new Map<NodeId, BuiltStep>();
  for (const step of plan.steps) {
    const seedOfStep = seedOf(seed, seedName(seedNames, step.id));
    built.set(step.id, buildStep(tf, step, steps, built, seedOfStep));
  }
  const at = (id: NodeId) => outputOf(built, id);
  const inputs = plan.inputs.map(at);
  const ends = plan.heads.filter((head) => !head.trainingOnly).map((head) => at(head.step));
  const read = [
    ...plan.heads.map((head) => at(head.reads)),
    ...samplingSteps(plan).flatMap((step) => step.inputs.map(at)),
  ];
  const model = tf.model({ inputs, outputs: ends });
  const training = tf.model({ inputs, outputs: eachOnce(tf, read) });
  const layers = new Set([...model.layers, ...training.layers]);
  return {
    model,
    training,
    steps: built,
    dispose: () => {
      for (const layer of layers) layer.dispose();
    },
  };
}

/** A tf.js model gives each tensor once: a tensor that is wanted again goes through a layer that does nothing. */
function eachOnce(tf: Tf, tensors: readonly SymbolicTensor[]): SymbolicTensor[] {
  const seen = new Set<SymbolicTensor>();
  return tensors.map((tensor) => {
    const again = seen.has(tensor);
    seen.add(tensor);
    return again ? (tf.layers.activation({ activation: 'linear' }).apply(tensor) as SymbolicTensor) : tensor;
  });
}

function outputOf(built: ReadonlyMap<NodeId, BuiltStep>, id: NodeId): SymbolicTensor {
  const step = built.get(id);
  if (!step) throw new Error(`Plan step reads "${id}" before it is computed`);
  return step.output;
}

function buildStep(
  tf: Tf,
  step: Step,
  steps: ReadonlyMap<NodeId, Step>,
  built: ReadonlyMap<NodeId, BuiltStep>,
  seed: number,
): BuiltStep {
  const layer = layerOf(step.kind);
  if (layer.inputs.type === 'none')
    return { layers: [], output: tf.input({ shape: [...step.outputShape], name: step.id }) };
  const read = step.inputs.map((id, slot) => outputOf(built, readIn(step, slot, steps) ?? id));
  const context = {
    name: step.id,
    inputs: step.inputShapes,
    sources: step.inputs.flatMap((id) => sourceOf(steps.get(id))),
    seed,
  };
  const tfLayers = layer.build({ tf, custom: customLayers(tf) }, step.params, context);
  let value: SymbolicTensor | SymbolicTensor[] = layer.inputs.type === 'one' ? onlyOne(step, read) : read;
  for (const tfLayer of tfLayers) value = tfLayer.apply(value) as SymbolicTensor;
  if (Array.isArray(value)) throw new Error(`Step "${step.id}" (${step.kind}) built no layers`);
  return { layers: tfLayers, output: value };
}

/** A slot that looks past its source reads what enters that source's first input. */
function readIn(step: Step, slot: number, steps: ReadonlyMap<NodeId, Step>): NodeId | undefined {
  const { inputs } = layerOf(step.kind);
  if (inputs.type !== 'named' || inputs.slots[slot]?.reads !== 'input') return undefined;
  const source = step.inputs[slot];
  return source === undefined ? undefined : steps.get(source)?.inputs[0];
}

const sourceOf = (step: Step | undefined): readonly Source[] =>
  step ? [{ kind: step.kind, params: step.params, inputs: step.inputShapes }] : [];

function onlyOne(step: Step, read: readonly SymbolicTensor[]): SymbolicTensor {
  const [first] = read;
  if (!first || read.length !== 1)
    throw new Error(`Step "${step.id}" takes one input, the plan gives ${read.length}`);
  return first;
}
