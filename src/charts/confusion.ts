// What a confusion matrix says, as numbers: shares of each row, recall of each class, the commonest mistakes.

/** confusion[true class][predicted class] = images. */
export type Confusion = readonly (readonly number[])[];

export interface Mistake {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
}

const sum = (row: readonly number[]): number => row.reduce((total, count) => total + count, 0);

/** Each row divided by its sum; a class without images has a row of zeros. */
export const rowShares = (confusion: Confusion): Confusion =>
  confusion.map((row) => {
    const total = sum(row);
    return row.map((count) => (total === 0 ? 0 : count / total));
  });

/** Of each class, the share of its images that were recognised; undefined where the class has no images. */
export const recalls = (confusion: Confusion): readonly (number | undefined)[] =>
  confusion.map((row, c) => {
    const total = sum(row);
    return total === 0 ? undefined : (row[c] ?? 0) / total;
  });

/** The commonest mistakes, most images first; equal counts in order of class. */
export function commonMistakes(confusion: Confusion, most: number): readonly Mistake[] {
  const mistakes = confusion.flatMap((row, truth) =>
    row.map((count, predicted): Mistake => ({ truth, predicted, count })),
  );
  return mistakes
    .filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
