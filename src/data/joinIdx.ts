// From single IDX files to a data set: which file belongs to which, and whether they fit together.
import { formatCount, formatShape } from '../lib/format';
import type { DataProblem } from './dataSet';
import type { IdxImages, IdxLabels } from './idx';
import type { JoinedParts, SplitPart } from './splitParts';

type Part = 'train' | 'test';

const namedPart = (name: string): Part | undefined =>
  /train/i.test(name) ? 'train' : /t10k|test/i.test(name) ? 'test' : undefined;

interface Slots {
  images?: IdxImages;
  labels?: IdxLabels;
}

const partnerName = (name: string, other: 'images' | 'labels'): string => {
  const axes = other === 'labels' ? 'idx1' : 'idx3';
  const renamed = name
    .replace(/\.gz$/i, '')
    .replace(/images|labels/i, other)
    .replace(/idx\d/i, axes);
  return renamed === name.replace(/\.gz$/i, '') ? `the IDX file of its ${other}` : renamed;
};

const duplicate = (kept: IdxImages | IdxLabels, again: IdxImages | IdxLabels, part: Part): DataProblem => {
  const what = `${part === 'train' ? 'training' : 'test'} ${again.kind}`;
  const message = `${kept.name} and ${again.name} are both ${what}. Choose one of them; a name with "train", "test" or "t10k" in it tells the parts apart.`;
  return { code: 'duplicate-role', at: again.name, message };
};

const sort = (
  files: readonly (IdxImages | IdxLabels)[],
  problems: DataProblem[],
): Readonly<Record<Part, Readonly<Slots>>> => {
  const parts: Record<Part, Slots> = { train: {}, test: {} };
  // One file of each kind is a pair, unless the names say that they belong to different parts.
  const named = files.map((file) => namedPart(file.name));
  const lonePart = files.length === 2 ? (named[0] ?? named[1]) : undefined;
  for (const [i, file] of files.entries()) {
    const part = named[i] ?? lonePart ?? 'train';
    const kept = parts[part][file.kind];
    if (kept) problems.push(duplicate(kept, file, part));
    else if (file.kind === 'images') parts[part].images = file;
    else parts[part].labels = file;
  }
  return parts;
};

const pair = ({ images, labels }: Readonly<Slots>, problems: DataProblem[]): SplitPart | undefined => {
  if (images && !labels) {
    const message = `${images.name} has no labels file: add ${partnerName(images.name, 'labels')}.`;
    problems.push({ code: 'missing-labels', at: images.name, message });
  }
  if (labels && !images) {
    const message = `${labels.name} has no images file: add ${partnerName(labels.name, 'images')}.`;
    problems.push({ code: 'missing-images', at: labels.name, message });
  }
  if (!images || !labels) return undefined;
  if (images.count !== labels.count) {
    const message = `${images.name} has ${formatCount(images.count)} images, but ${labels.name} has ${formatCount(labels.count)} labels. Each image needs one label.`;
    problems.push({ code: 'count-mismatch', at: labels.name, message });
    return undefined;
  }
  return { images: images.bytes, labels: labels.bytes, count: images.count };
};

const highestLabel = (labels: Uint8Array): number => labels.reduce((high, label) => Math.max(high, label), 0);

/** Pairs images with labels and training with test; what does not fit is added to `problems`. */
export const joinIdx = (
  files: readonly (IdxImages | IdxLabels)[],
  problems: DataProblem[],
): JoinedParts | undefined => {
  const { train: trainSlots, test: testSlots } = sort(files, problems);
  const [train, test] = [pair(trainSlots, problems), pair(testSlots, problems)];
  const [shape, testShape] = [trainSlots.images?.shape, testSlots.images?.shape];
  if (shape && testShape && formatShape(shape) !== formatShape(testShape)) {
    const message = `Training and test images differ in shape: ${trainSlots.images?.name} has ${formatShape(shape)}, ${testSlots.images?.name} has ${formatShape(testShape)}.`;
    problems.push({ code: 'shape-mismatch', at: testSlots.images?.name ?? '', message });
  }
  const imageShape = shape ?? testShape;
  const lead = train ?? test;
  if (!lead || !imageShape || problems.length > 0) return undefined;
  const highest = Math.max(...[train, test].map((part) => (part ? highestLabel(part.labels) : 0)));
  return {
    name: `Your ${formatShape(imageShape)} images`,
    imageShape,
    classNames: Array.from({ length: highest + 1 }, (_, label) => String(label)),
    train: lead,
    test: train ? test : undefined,
  };
};
