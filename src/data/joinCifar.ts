// From single CIFAR-10 files to a data set: the training batches in the order of their names, then the test batch.
import { type CifarNames, type CifarRecords, cifarClasses, cifarShape } from './cifar';
import type { DataProblem } from './dataSet';
import type { JoinedParts, SplitPart } from './splitParts';

const isTest = (name: string): boolean => /test/i.test(name);

const concatenate = (arrays: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
};

const join = (batches: readonly CifarRecords[]): SplitPart | undefined => {
  const [first] = batches;
  if (!first) return undefined;
  if (batches.length === 1) return first;
  return {
    images: concatenate(batches.map((batch) => batch.images)),
    labels: concatenate(batches.map((batch) => batch.labels)),
    count: batches.reduce((count, batch) => count + batch.count, 0),
  };
};

const findDuplicates = (batches: readonly CifarRecords[], problems: DataProblem[]): void => {
  const seen = new Set<string>();
  for (const { name } of batches) {
    if (seen.has(name)) {
      problems.push({
        code: 'duplicate-role',
        at: name,
        message: `${name} was chosen twice. Choose it once.`,
      });
    }
    seen.add(name);
  }
  const [test, again] = batches.filter((batch) => isTest(batch.name));
  if (test && again && test.name !== again.name) {
    const message = `${test.name} and ${again.name} are both test batches by their names. Choose one of them.`;
    problems.push({ code: 'duplicate-role', at: again.name, message });
  }
};

/** Joins the batches; what does not fit is added to `problems`. */
export const joinCifar = (
  files: readonly (CifarRecords | CifarNames)[],
  problems: DataProblem[],
): JoinedParts | undefined => {
  const batches = files.filter((file) => file.kind === 'records');
  const list = files.find((file) => file.kind === 'names');
  findDuplicates(batches, problems);
  if (list && batches.length === 0) {
    const message = `${list.name} names the classes, but no images were chosen: add data_batch_1.bin and the others.`;
    problems.push({ code: 'missing-images', at: list.name, message });
  }
  const inOrder = batches.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  if (problems.length > 0) return undefined;
  const train = join(inOrder.filter((batch) => !isTest(batch.name)));
  const test = join(inOrder.filter((batch) => isTest(batch.name)));
  const lead = train ?? test;
  if (!lead) return undefined;
  return {
    name: 'CIFAR-10',
    imageShape: cifarShape,
    classNames: list?.classNames ?? cifarClasses,
    train: lead,
    test: train ? test : undefined,
  };
};
