// The optimisers: what they remember for each weight, and how a batch's gradients move all weights. tf.js's own compute
// all weights within one scope and so hold up to fifteen copies of the whole network at once (Adam); here few weights at
// a time, and their temporaries are freed before the next are touched.
import {
  type OptimizerKind,
  ruleAt,
  slotCounts,
  stepOf,
  updateAll,
  updatesTogether,
} from '../kernels/ops/updateAll';
import type { Tf } from '../layers/tfTypes';
import type { OptimizerMemory } from './protocol';

type Tensor = InstanceType<Tf['Tensor']>;
type Variable = ReturnType<Tf['variable']>;

export interface Optimizer {
  /**
   * Moves each weight by its gradient (by the weight's name) and frees the gradients. Returns what `measure` gave for
   * each weight; it is shown the weight before its move, the gradient, and the step that is taken off the weight.
   */
  readonly apply: (gradients: Readonly<Record<string, Tensor>>, measure?: Measure) => readonly Tensor[];
  /** All that it remembers, read back from the device. */
  readonly read: () => Promise<OptimizerMemory>;
  readonly dispose: () => void;
}

/** `gradient` and `step` are missing where the loss does not depend on the weight. */
export type Measure = (weight: Tensor, gradient?: Tensor, step?: Tensor) => readonly Tensor[];

/** Values an optimiser keeps for each weight, beside the weight and its gradient. */
export const optimizerSlots = slotCounts;

/** Values of weights that one kernel updates: it makes new copies of them and of their slots, up to 16 MiB each. */
const mostTogether = 2 ** 22;

interface Owned {
  readonly weight: Variable;
  readonly slots: readonly Variable[];
}

interface Moving extends Owned {
  readonly gradient: Tensor;
}

/** `memory`: of an optimiser that moved the same weights before; one of another kind is of no use and is left aside. */
export function makeOptimizer(
  tf: Tf,
  kind: OptimizerKind,
  learningRate: number,
  weights: readonly Variable[],
  memory?: OptimizerMemory,
): Optimizer {
  const known = memory?.kind === kind ? memory : undefined;
  const count = slotCounts[kind];
  const all = weights.map((weight, w): Owned => {
    const slot = (_: unknown, s: number) =>
      tf.tidy(() => {
        const kept = known?.slots[w * count + s];
        return tf.variable(kept ? tf.tensor(kept, weight.shape) : tf.zerosLike(weight), false);
      });
    return { weight, slots: Array.from({ length: count }, slot) };
  });
  let step = known?.updates ?? 0;

  const move = (group: readonly Owned[], gradients: Readonly<Record<string, Tensor>>, measure?: Measure) => {
    const rule = ruleAt(kind, learningRate, step);
    // A weight that the loss does not depend on has no gradient and stays.
    const moving = group.flatMap((owned): Moving[] => {
      const gradient = gradients[owned.weight.name];
      return gradient ? [{ ...owned, gradient }] : [];
    });
    const updated = updateAll(tf, rule, moving);
    const found = group.flatMap(({ weight }) => {
      const at = moving.findIndex((moved) => moved.weight === weight);
      const [before, after] = [moving[at], updated[at]];
      if (!before || !after) return measure?.(weight) ?? [];
      // The step itself and not the difference of the weights, most of whose digits cancel.
      return measure?.(weight, before.gradient, stepOf(tf, rule, before.gradient, after.slots)) ?? [];
    });
    for (const [i, { weight, slots }] of moving.entries()) {
      const after = updated[i];
      if (!after) throw new Error(`The optimiser gave nothing for "${weight.name}"`);
      weight.assign(after.weight);
      for (const [s, slot] of slots.entries()) slot.assign(after.slots[s] as Tensor);
    }
    tf.dispose(moving.map(({ gradient }) => gradient));
    return found;
  };

  return {
    apply: (gradients, measure) => {
      step += 1;
      const groups = groupsOf(all, updatesTogether(tf) ? mostTogether : 0);
      return groups.flatMap((group) => tf.tidy(() => move(group, gradients, measure)));
    },
    read: async () => {
      const updates = step;
      const slots = all.flatMap((owned) => owned.slots);
      const values = await Promise.all(slots.map(async (slot) => Float32Array.from(await slot.data())));
      return { kind, updates, slots: values };
    },
    dispose: () => tf.dispose(all.map(({ slots }) => [...slots])),
  };
}

/** Neighbours, together at most `most` values where one alone has not more. */
function groupsOf(all: readonly Owned[], most: number): readonly (readonly Owned[])[] {
  const groups: Owned[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const owned of all) {
    size += owned.weight.size;
    if (size > most) {
      groups.push([]);
      size = owned.weight.size;
    }
    groups.at(-1)?.push(owned);
  }
  return groups;
}
