// What output layers share: their part in the sum of losses, and how the tensor that enters them is checked. Apart, so
// that every head is weighed and named in the same way.
import { ok, type Result } from '../lib/result';
import {
  describeShape,
  type Explanation,
  isImage,
  isVector,
  type Misfit,
  misfit,
  type Shape,
} from './contract';
import { flag, number } from './fields';

/** Fields of every output layer; the plan reads them into its `Head`. */
export const headFields = {
  weight: number('Weight', {
    default: 1,
    min: 0,
    max: 100,
    step: 0.1,
    advanced: true,
    help: 'Factor of this output’s loss in the sum over all outputs; GoogLeNet’s auxiliary classifiers have 0.3.',
  }),
  trainingOnly: flag('Training only', {
    default: false,
    advanced: true,
    help: 'Adds its loss in training, and is left out of exports and of the finished network, as auxiliary classifiers are.',
  }),
};

interface HeadParams {
  readonly weight: number;
  readonly trainingOnly: boolean;
}

/** `, × 0.3, training only` after a caption; nothing at the defaults. */
export const captionHead = (p: HeadParams): string =>
  `${p.weight === 1 ? '' : `, × ${p.weight}`}${p.trainingOnly ? ', training only' : ''}`;

/** How the head counts in the sum of losses; no line where it is the plain sum. */
export const explainHead = (p: HeadParams): readonly Explanation[] =>
  p.weight === 1
    ? []
    : [
        p.weight === 0
          ? { label: 'In the sum of losses', formula: '0·loss: this output trains nothing', caution: true }
          : { label: 'In the sum of losses', formula: `${p.weight}·loss` },
      ];

/**
 * The input shape where it is a vector of `length`; else a misfit with both numbers.
 * `who` is the head (`the classifier`), `what` the values it needs (`logits`).
 */
export function vectorOf(
  x: Shape | undefined,
  length: number,
  who: string,
  what: string,
  code: 'classes-differ' | 'values-differ',
): Result<Shape, Misfit> {
  if (!x || !isVector(x)) {
    return misfit(
      'needs-vector',
      `${who} needs a vector of ${length} ${what}, but ${describeShape(x ?? [])} arrive: flatten or pool globally first`,
    );
  }
  return x[0] === length ? ok(x) : misfit(code, `${who} needs ${length} ${what}, but ${x[0]} arrive`);
}

/** The input shape where it is feature maps; else a misfit. `who` is the head, `what` it needs. */
export const imageOf = (x: Shape | undefined, who: string, what: string): Result<Shape, Misfit> =>
  x && isImage(x)
    ? ok(x)
    : misfit(
        'needs-image',
        `${who} needs ${what}, but ${describeShape(x ?? [])} arrives: reshape it to height, width and channels first`,
      );
