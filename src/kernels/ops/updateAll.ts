// One step of an optimiser over several variables in one kernel, where the backend has it; else variable by variable.
import { type UpdateAllAttrs, updateAll as updateName } from './names';
import { hasKernel, nth, type Tensor, type Tf, tryOwn } from './ownKernel';

export type OptimizerKind = UpdateAllAttrs['kind'];

/** An optimiser's step with its constants worked in. */
export type Rule = Omit<UpdateAllAttrs, 'count'>;

/** Values an optimiser keeps for each weight, beside the weight and its gradient. */
export const slotCounts: Readonly<Record<OptimizerKind, number>> = {
  sgd: 0,
  momentum: 1,
  rmsprop: 1,
  adam: 2,
};

// The constants are Keras's defaults; momentum 0.9 is customary.
export const momentumDecay = 0.9;
export const squaresDecay = 0.9;
export const [beta1, beta2] = [0.9, 0.999] as const;
const epsilon = 1e-7;

/**
 * The rule at `step`, from 1. Adam's two bias corrections are gathered into rate and ε (Kingma & Ba 2015, section 2).
 */
export function ruleAt(kind: OptimizerKind, learningRate: number, step: number): Rule {
  if (kind !== 'adam') return { kind, rate: learningRate, epsilon };
  const root = Math.sqrt(1 - beta2 ** step);
  return { kind, rate: (learningRate * root) / (1 - beta1 ** step), epsilon: epsilon * root };
}

/** One variable with what belongs to it; `slots` are the optimiser's memory, zero before the first step. */
export interface Updatable {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  readonly slots: readonly Tensor[];
}

export interface Updated {
  readonly weight: Tensor;
  readonly slots: readonly Tensor[];
}

/** New slots of one variable. */
const slotsAfter: Readonly<Record<OptimizerKind, (tf: Tf, g: Tensor, slots: readonly Tensor[]) => Tensor[]>> =
  {
    sgd: () => [],
    /** m ← 0.9·m + g (Polyak 1964, as in Sutskever et al. 2013) */
    momentum: (tf, g, slots) => [tf.add(tf.mul(nth(slots, 0), momentumDecay), g)],
    /** s ← 0.9·s + 0.1·g² (Hinton's lecture 6e) */
    rmsprop: (tf, g, slots) => [
      tf.add(tf.mul(nth(slots, 0), squaresDecay), tf.mul(tf.square(g), 1 - squaresDecay)),
    ],
    /** m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g² (Kingma & Ba 2015, algorithm 1) */
    adam: (tf, g, slots) => [
      tf.add(tf.mul(nth(slots, 0), beta1), tf.mul(g, 1 - beta1)),
      tf.add(tf.mul(nth(slots, 1), beta2), tf.mul(tf.square(g), 1 - beta2)),
    ],
  };

/**
 * What a rule takes off a weight, from its gradient and its slots after the step: η·g, η·m, η·g/√(s + ε) or
 * η·m/(√v + ε).
 */
export function stepOf(
  tf: Tf,
  { kind, rate, epsilon }: Rule,
  gradient: Tensor,
  slots: readonly Tensor[],
): Tensor {
  switch (kind) {
    case 'sgd':
      return tf.mul(gradient, rate);
    case 'momentum':
      return tf.mul(nth(slots, 0), rate);
    case 'rmsprop':
      return tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(nth(slots, 0), epsilon)));
    case 'adam':
      return tf.div(tf.mul(nth(slots, 0), rate), tf.add(tf.sqrt(nth(slots, 1)), epsilon));
  }
}

/** New weights and slots, in the order of `given`; nothing is written in place, and nothing of `given` is disposed. */
export function updateAll(tf: Tf, rule: Rule, given: readonly Updatable[]): readonly Updated[] {
  if (given.length === 0) return [];
  const together = inOne(tf, rule, given);
  if (together) return together;
  return given.map(({ weight, gradient, slots }) => {
    const after = slotsAfter[rule.kind](tf, gradient, slots);
    return { weight: tf.sub(weight, stepOf(tf, rule, gradient, after)), slots: after };
  });
}

const letters = ['m', 'v'] as const;

function inOne(tf: Tf, rule: Rule, given: readonly Updatable[]): readonly Updated[] | undefined {
  if (!hasKernel(tf, updateName)) return undefined;
  const inputs: Record<string, Tensor> = {};
  for (const [i, { weight, gradient, slots }] of given.entries()) {
    inputs[`w${i}`] = weight;
    inputs[`g${i}`] = gradient;
    for (const [s, slot] of slots.entries()) inputs[`${letters[s]}${i}`] = slot;
  }
  const count = given.length;
  const slots = slotCounts[rule.kind];
  const attrs: UpdateAllAttrs = { ...rule, count };
  const results = tryOwn(tf, updateName, inputs, attrs, count * (1 + slots));
  if (!results) return undefined;
  return given.map((_, i) => ({
    weight: nth(results, i),
    slots: Array.from({ length: slots }, (_, s) => nth(results, (1 + s) * count + i)),
  }));
}

/** Whether several variables cost one kernel. */
export const updatesTogether = (tf: Tf): boolean => hasKernel(tf, updateName);
