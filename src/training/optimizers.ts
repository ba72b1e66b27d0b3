// The optimisers, one weight at a time. tf.js's own compute all weights within one scope and so hold up to fifteen
// copies of the whole network at once (Adam); here a weight's temporaries are freed before the next is touched.
import type { Tf } from '../layers/tfTypes';
import type { RunSettings } from './protocol';

type Tensor = InstanceType<Tf['Tensor']>;
type Variable = ReturnType<Tf['variable']>;
type Kind = RunSettings['optimizer'];

export interface Optimizer {
  /** Moves each weight by its gradient (by the weight's name) and frees the gradients. */
  readonly apply: (gradients: Readonly<Record<string, Tensor>>) => void;
  readonly dispose: () => void;
}

/** Values an optimiser keeps for each weight, beside the weight and its gradient. */
export const optimizerSlots: Readonly<Record<Kind, number>> = { sgd: 0, momentum: 1, rmsprop: 1, adam: 2 };

/** One weight's update. `step` counts from 1; `slots` start at zero and are the optimiser's memory. */
type Update = (
  tf: Tf,
  weight: Variable,
  gradient: Tensor,
  slots: readonly Variable[],
  rate: number,
  step: number,
) => void;

// The constants are Keras's defaults; momentum 0.9 is customary.
const momentumDecay = 0.9;
const squaresDecay = 0.9;
const [beta1, beta2] = [0.9, 0.999];
const epsilon = 1e-7;

const updates: Readonly<Record<Kind, Update>> = {
  /** w ← w − η·g */
  sgd: (tf, weight, gradient, _, rate) => weight.assign(tf.sub(weight, tf.mul(gradient, rate))),

  /** m ← 0.9·m + g; w ← w − η·m (Polyak 1964, as in Sutskever et al. 2013) */
  momentum: (tf, weight, gradient, [m], rate) => {
    if (!m) return;
    m.assign(tf.add(tf.mul(m, momentumDecay), gradient));
    weight.assign(tf.sub(weight, tf.mul(m, rate)));
  },

  /** s ← 0.9·s + 0.1·g²; w ← w − η·g/√(s + ε) (Hinton's lecture 6e) */
  rmsprop: (tf, weight, gradient, [s], rate) => {
    if (!s) return;
    s.assign(tf.add(tf.mul(s, squaresDecay), tf.mul(tf.square(gradient), 1 - squaresDecay)));
    weight.assign(tf.sub(weight, tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(s, epsilon)))));
  },

  /** Kingma & Ba 2015, algorithm 1, its two bias corrections gathered into the step size and ε as in section 2. */
  adam: (tf, weight, gradient, [m, v], rate, step) => {
    if (!m || !v) return;
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const root = Math.sqrt(1 - beta2 ** step);
    const scale = (rate * root) / (1 - beta1 ** step);
    weight.assign(tf.sub(weight, tf.div(tf.mul(m, scale), tf.add(tf.sqrt(v), epsilon * root))));
  },
};

export function makeOptimizer(
  tf: Tf,
  kind: Kind,
  learningRate: number,
  weights: readonly Variable[],
): Optimizer {
  const slots = weights.map((weight) =>
    Array.from({ length: optimizerSlots[kind] }, () =>
      tf.tidy(() => tf.variable(tf.zerosLike(weight), false)),
    ),
  );
  let step = 0;
  return {
    apply: (gradients) => {
      step += 1;
      for (const [i, weight] of weights.entries()) {
        const gradient = gradients[weight.name];
        // A weight that the loss does not depend on has no gradient and stays.
        if (!gradient) continue;
        tf.tidy(() => updates[kind](tf, weight, gradient, slots[i] ?? [], learningRate, step));
        gradient.dispose();
      }
    },
    dispose: () => tf.dispose(slots),
  };
}
