// What goes on inside a network while it learns, reduced on the device to a few numbers a layer: how long gradients,
// updates and weights are, and how layers respond to a fixed sample of images.
import type { Tf } from '../layers/tfTypes';
import type { BuiltModel } from '../model/buildModel';
import type { Plan } from '../plan/plan';
import { type ActiveStep, watchedSteps } from './watched';

type Tensor = InstanceType<Tf['Tensor']>;
type Scalar = ReturnType<Tf['scalar']>;

interface Norms {
  readonly gradient: number;
  readonly update: number;
  readonly weight: number;
}

interface Figures {
  readonly mean: number;
  readonly deviation: number;
  readonly dead?: number;
}

export interface Insight {
  /** Step ids in the order of the plan; the order of what `read` returns. */
  readonly watched: { readonly weighted: readonly string[]; readonly active: readonly string[] };
  /**
   * Three scalars of one weight, from before its update: sums of squares of the gradient, of what the optimiser takes
   * off the weight, and of the weight. A weight that the loss does not depend on has neither of the first two.
   */
  readonly measureWeight: (weight: Tensor, gradient?: Tensor, step?: Tensor) => readonly Scalar[];
  /** Scalars of all activating layers' outputs for these inputs (in the plan's order), outside training mode. */
  readonly measureOutputs: (inputs: readonly Tensor[]) => readonly Scalar[];
  /**
   * The figures in the scalars' values: first those of `measureWeight` for every weight of `training`, in its order,
   * then those of `measureOutputs`. What is not finite becomes NaN.
   */
  readonly read: (values: ArrayLike<number>) => {
    readonly gradients: readonly Norms[];
    readonly activations: readonly Figures[];
  };
}

/** Prepares the looks into a network that `buildModel` has built from `plan`. */
export function makeInsight(tf: Tf, plan: Plan, built: BuiltModel): Insight {
  const { weighted, active } = watchedSteps(plan, built);
  const { training } = built;
  // By weight of the model: the place in `weighted` of the step that it belongs to.
  const owners = training.trainableWeights.map((weight) =>
    weighted.findIndex(({ weights }) => weights.includes(weight)),
  );
  const probe =
    active.length > 0
      ? tf.model({ inputs: training.inputs, outputs: active.map(({ output }) => output) })
      : undefined;
  return {
    watched: { weighted: weighted.map(({ id }) => id), active: active.map(({ id }) => id) },
    measureWeight: (weight, gradient, step) =>
      [gradient, step, weight].map((x) => (x ? sumOfSquares(tf, x) : tf.scalar(0))),
    measureOutputs: (inputs) => {
      if (!probe) return [];
      const given = inputs.length === 1 ? inputs[0] : undefined;
      const outputs = probe.apply(given ?? [...inputs], { training: false }) as Tensor | Tensor[];
      const all = Array.isArray(outputs) ? outputs : [outputs];
      return active.flatMap(({ relu }, i) => (all[i] ? figuresOf(tf, all[i], relu) : []));
    },
    read: (values) => ({
      gradients: norms(values, owners, weighted.length),
      activations: activations(values, 3 * owners.length, active),
    }),
  };
}

const sumOfSquares = (tf: Tf, x: Tensor): Scalar => tf.sum(tf.square(x)) as Scalar;

/** x: [images, …, channels]. Mean and standard deviation over all values and, of a ReLU, the share of dead channels. */
function figuresOf(tf: Tf, x: Tensor, relu: boolean): Scalar[] {
  const rows = tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
  // By channels first: the sums stay small, and every backend reads rows where they lie.
  const means = tf.mean(rows, 0);
  const mean = tf.mean(means) as Scalar;
  const deviation = tf.sqrt(tf.mean(tf.mean(tf.squaredDifference(rows, mean), 0))) as Scalar;
  if (!relu) return [mean, deviation];
  // Nothing that a ReLU gives is below zero, so that a mean of zero means zero everywhere.
  return [mean, deviation, tf.mean(tf.cast(tf.equal(means, 0), 'float32')) as Scalar];
}

const finite = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) ? value : Number.NaN;

function norms(values: ArrayLike<number>, owners: readonly number[], count: number): readonly Norms[] {
  const sums = Array.from({ length: count }, () => [0, 0, 0]);
  for (const [i, owner] of owners.entries()) {
    const sum = sums[owner];
    if (sum) for (const j of [0, 1, 2]) sum[j] = (sum[j] ?? 0) + (values[3 * i + j] ?? Number.NaN);
  }
  return sums.map(([gradient = 0, update = 0, weight = 0]) => ({
    gradient: finite(Math.sqrt(gradient)),
    update: finite(Math.sqrt(update)),
    weight: finite(Math.sqrt(weight)),
  }));
}

function activations(
  values: ArrayLike<number>,
  from: number,
  active: readonly Pick<ActiveStep, 'relu'>[],
): readonly Figures[] {
  let at = from;
  return active.map(({ relu }) => {
    const mean = finite(values[at]);
    const deviation = finite(values[at + 1]);
    at += relu ? 3 : 2;
    return relu ? { mean, deviation, dead: finite(values[at - 1]) } : { mean, deviation };
  });
}
