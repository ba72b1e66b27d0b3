// The optimisers, one weight at a time. tf.js's own compute all weights within one scope and so hold up to fifteen
// copies of the whole network at once (Adam); here a weight's temporaries are freed before the next is touched.
import type { Tf } from '../layers/tfTypes';
import type { RunSettings } from './protocol';

type Tensor = InstanceType<Tf['Tensor']>;
type Variable = ReturnType<Tf['variable']>;
type Kind = RunSettings['optimizer'];

export interface Optimizer {
  /**
   * Moves each weight by its gradient (by the weight's name) and frees the gradients. Returns what `measure` gave for
   * each weight; it is shown the weight before its move, the gradient, and the step that is taken off the weight.
   */
  readonly apply: (gradients: Readonly<Record<string, Tensor>>, measure?: Measure) => readonly Tensor[];
  readonly dispose: () => void;
}

/** `gradient` and `step` are missing where the loss does not depend on the weight. */
export type Measure = (weight: Tensor, gradient?: Tensor, step?: Tensor) => readonly Tensor[];

/** Values an optimiser keeps for each weight, beside the weight and its gradient. */
export const optimizerSlots: Readonly<Record<Kind, number>> = { sgd: 0, momentum: 1, rmsprop: 1, adam: 2 };

/** What is taken off one weight. `step` counts from 1; `slots` start at zero and are the optimiser's memory. */
type Update = (tf: Tf, gradient: Tensor, slots: readonly Variable[], rate: number, step: number) => Tensor;

// The constants are Keras's defaults; momentum 0.9 is customary.
const momentumDecay = 0.9;
const squaresDecay = 0.9;
const [beta1, beta2] = [0.9, 0.999];
const epsilon = 1e-7;

function slotOf(slots: readonly Variable[], i: number): Variable {
  const slot = slots[i];
  if (!slot) throw new Error(`An optimiser without its slot ${i}`);
  return slot;
}

const updates: Readonly<Record<Kind, Update>> = {
  /** w ← w − η·g */
  sgd: (tf, gradient, _, rate) => tf.mul(gradient, rate),

  /** m ← 0.9·m + g; w ← w − η·m (Polyak 1964, as in Sutskever et al. 2013) */
  momentum: (tf, gradient, slots, rate) => {
    const m = slotOf(slots, 0);
    m.assign(tf.add(tf.mul(m, momentumDecay), gradient));
    return tf.mul(m, rate);
  },

  /** s ← 0.9·s + 0.1·g²; w ← w − η·g/√(s + ε) (Hinton's lecture 6e) */
  rmsprop: (tf, gradient, slots, rate) => {
    const s = slotOf(slots, 0);
    s.assign(tf.add(tf.mul(s, squaresDecay), tf.mul(tf.square(gradient), 1 - squaresDecay)));
    return tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(s, epsilon)));
  },

  /** Kingma & Ba 2015, algorithm 1, its two bias corrections gathered into the step size and ε as in section 2. */
  adam: (tf, gradient, slots, rate, step) => {
    const [m, v] = [slotOf(slots, 0), slotOf(slots, 1)];
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const root = Math.sqrt(1 - beta2 ** step);
    const scale = (rate * root) / (1 - beta1 ** step);
    return tf.div(tf.mul(m, scale), tf.add(tf.sqrt(v), epsilon * root));
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
    apply: (gradients, measure) => {
      step += 1;
      return weights.flatMap((weight, i) => {
        const gradient = gradients[weight.name];
        // A weight that the loss does not depend on has no gradient and stays.
        if (!gradient) return measure?.(weight) ?? [];
        const measured = tf.tidy(() => {
          const taken = updates[kind](tf, gradient, slots[i] ?? [], learningRate, step);
          const found = measure?.(weight, gradient, taken);
          weight.assign(tf.sub(weight, taken));
          return found ? [...found] : [];
        });
        gradient.dispose();
        return measured;
      });
    },
    dispose: () => tf.dispose(slots),
  };
}
