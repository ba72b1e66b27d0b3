// Which layers are worth looking into: those that learn, and those whose output has passed an activation. Apart from
// the measuring, because the page names and groups what the worker measures.
import type { Params } from '../layers/fields';
import type { TfLayer } from '../layers/tfTypes';
import type { NodeId } from '../lib/ids';
import type { BuiltModel, BuiltStep } from '../model/buildModel';
import type { Plan } from '../plan/plan';

export interface WeightedStep {
  readonly id: NodeId;
  /** Of all its tf.js layers: kernel and bias, γ and β; frozen ones are left out. */
  readonly weights: TfLayer['trainableWeights'];
}

export interface ActiveStep {
  readonly id: NodeId;
  /** Whether its output is zero wherever it is not active, so that a channel that is always zero is dead. */
  readonly relu: boolean;
  readonly output: BuiltStep['output'];
}

/**
 * Steps with trainable weights, and steps that activate, in the order of the plan. Those that no head depends on are
 * left out: they are no part of training. The output layers themselves are no activating layers.
 */
export function watchedSteps(
  plan: Plan,
  { steps, training }: Pick<BuiltModel, 'steps' | 'training'>,
): { readonly weighted: readonly WeightedStep[]; readonly active: readonly ActiveStep[] } {
  const trained = new Set(training.layers);
  const taking = plan.steps.flatMap((step) => {
    const built = steps.get(step.id);
    return built?.layers.some((layer) => trained.has(layer)) ? [{ step, built }] : [];
  });
  return {
    weighted: taking.flatMap(({ step: { id }, built }) => {
      const weights = built.layers.flatMap((layer) => layer.trainableWeights);
      return weights.length > 0 ? [{ id, weights }] : [];
    }),
    active: taking.flatMap(({ step, built: { output } }) => {
      const name = activationOf(step);
      return name === undefined ? [] : [{ id: step.id, relu: name === 'relu', output }];
    }),
  };
}

/** The activation that a step's output has passed, by its name or its layer's kind; undefined where there is none. */
export function activationOf({ kind, params }: { readonly kind: string; readonly params: Params }) {
  switch (kind) {
    case 'activation':
      return String(params.function);
    case 'prelu':
    case 'maxout':
      return kind;
    default: {
      const name = params.activation;
      return name === undefined || name === 'none' ? undefined : String(name);
    }
  }
}
