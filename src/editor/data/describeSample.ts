// One training image in words: what it is and what its network could learn of it, for the sample grid's tooltip and for
// screen readers.
import type { DataSet } from '../../data/dataSet';
import { formatCount } from '../../lib/format';

export interface SampleWords {
  /** `7`, the class. */
  readonly title: string;
  /** `training image 1,234`. */
  readonly place: string;
  readonly facts: readonly { readonly name: string; readonly words: string }[];
}

/** Of the training image at `index`; facts only of what the data set has. */
export function describeSample(dataSet: DataSet, index: number): SampleWords {
  const { train, classNames, imageShape, labelNames, valueNames, maskNames } = dataSet;
  const facts: { name: string; words: string }[] = [];
  if (labelNames && train.attributes) {
    const own = train.attributes.subarray(index * labelNames.length, (index + 1) * labelNames.length);
    const holding = labelNames.filter((_, k) => own[k] === 1);
    facts.push({ name: 'Labels', words: holding.length > 0 ? holding.join(', ') : 'none' });
  }
  if (valueNames && train.values) {
    const own = train.values.subarray(index * valueNames.length, (index + 1) * valueNames.length);
    const words = valueNames.map((name, k) => `${name} ${(own[k] ?? 0).toFixed(2)}`).join(', ');
    facts.push({ name: 'Values', words });
  }
  if (maskNames && train.masks) {
    const pixels = imageShape[0] * imageShape[1];
    facts.push({
      name: 'Mask',
      words: shares(train.masks.subarray(index * pixels, (index + 1) * pixels), maskNames),
    });
  }
  const label = train.labels[index] ?? 0;
  return {
    title: classNames[label] ?? String(label),
    place: `training image ${formatCount(index + 1)}`,
    facts,
  };
}

/** `ink 14 %`: of everything but the background. */
function shares(mask: Uint8Array, names: readonly string[]): string {
  const counts = names.map(() => 0);
  for (const value of mask) counts[value] = (counts[value] ?? 0) + 1;
  const covered = names.flatMap((name, c) => {
    const share = (100 * (counts[c] ?? 0)) / mask.length;
    return c > 0 && share > 0 ? [`${name} ${share < 1 ? 'below 1' : share.toFixed(0)} %`] : [];
  });
  return covered.length > 0 ? covered.join(', ') : (names[0] ?? 'background');
}

/** In one sentence, as it is read aloud. */
export const speakSample = ({ title, place, facts }: SampleWords): string =>
  [`${title}, ${place}`, ...facts.map(({ name, words }) => `${name}: ${words}`)].join('; ');
