// A batch's way through the network and what is counted of it: the outputs, each head's loss, and the penalties that are
// no head's. The same for a gradient step and for an assessment.
import type { Tf } from '../layers/tfTypes';
import { type BuiltModel, samplingSteps } from '../model/buildModel';
import { klDivergence } from '../model/gaussianSampling';
import type { Plan } from '../plan/plan';
import type { Batch } from './batch';
import type { Seen } from './judgements';
import { lossFunctions, type Scalar, type Tensor } from './losses';
import type { HeadTarget } from './targets';

export interface ForwardPass {
  /** Whether the loss has a part that is no head's: divergences of Gaussians, L1 and L2. */
  readonly penalised: boolean;
  /** What the heads read, in their order, then mean and log variance of each sampling step. */
  readonly forward: (batch: Batch, training: boolean) => readonly Tensor[];
  readonly penaltyOf: (outputs: readonly Tensor[]) => Scalar | undefined;
  /** What a head reads beside what it is compared with; `at`: its place among the heads. */
  readonly seenOf: (batch: Batch, outputs: readonly Tensor[], at: number) => Seen;
  readonly lossOf: (target: HeadTarget, seen: Seen) => Scalar;
}

export function makeForwardPass(
  tf: Tf,
  plan: Plan,
  model: BuiltModel['training'],
  targets: readonly HeadTarget[],
): ForwardPass {
  const regularised = model.layers.some((layer) => layer.losses.length > 0);
  const sampling = samplingSteps(plan);
  const penalised = regularised || sampling.length > 0;
  return {
    penalised,
    forward: ({ inputs }, training) => {
      const given = model.apply(inputs.length === 1 ? only(inputs) : [...inputs], { training });
      return (Array.isArray(given) ? given : [given]) as Tensor[];
    },
    penaltyOf: (outputs) => {
      if (!penalised) return undefined;
      const terms = sampling.map(({ params }, i) => {
        const [mean, logVariance] = outputs.slice(targets.length + 2 * i);
        if (!mean || !logVariance) throw new Error('A sampling step without its mean and log variance');
        return tf.mul(klDivergence(tf, mean, logVariance), Number(params.klWeight ?? 0));
      });
      const all = [...terms, ...(regularised ? model.calculateLosses() : [])];
      return all.reduce((sum, term) => tf.add(sum, term)) as Scalar;
    },
    seenOf: (batch, outputs, at) => {
      const target = targets[at];
      const read = outputs[at];
      if (!target || !read) throw new Error(`The network has no output for head ${at}`);
      return { read, ...batch.compared(target) };
    },
    lossOf: ({ head }, { read, expected }) => lossFunctions[head.loss](tf, read, expected),
  };
}

const only = (tensors: readonly Tensor[]): Tensor => {
  const [first] = tensors;
  if (!first) throw new Error('A plan without inputs');
  return first;
};
