// What merges share: how several shapes that ought to agree are compared and named.
import { formatShape } from '../lib/format';
import { ok, type Result } from '../lib/result';
import { type Misfit, misfit, type Shape } from './contract';

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i]);

/** Slots whose shape fails `agrees` with the first input's. */
export const disagreeing = (
  inputs: readonly Shape[],
  agrees: (first: Shape, other: Shape) => boolean,
): readonly number[] => {
  const first = inputs[0] ?? [];
  return inputs.flatMap((shape, slot) => (agrees(first, shape) ? [] : [slot]));
};

/** `28×28×64 and 14×14×128`, each shape once. */
export const listShapes = (inputs: readonly Shape[]): string => {
  const texts = [...new Set(inputs.map(formatShape))];
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
};

/** The one shape of all inputs, or which of them differ; `what` opens the sentence: `skip-add`. */
export function equalShapes(what: string, inputs: readonly Shape[]): Result<Shape, Misfit> {
  const slots = disagreeing(inputs, sameShape);
  return slots.length === 0
    ? ok(inputs[0] ?? [])
    : misfit('shapes-differ', `${what} needs equal shapes, but ${listShapes(inputs)} arrive`, slots);
}

/** `3 inputs`, under a merge's name. */
export const captionInputs = (inputs: readonly Shape[]): string =>
  `${inputs.length > 1 ? inputs.length : 'two or more'} inputs`;
