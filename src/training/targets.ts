// What each output is compared with: typed arrays of a batch, without tf.js.
import type { Shape, Target } from '../layers/contract';
import type { Head, Plan } from '../plan/plan';
import { classesAt, imagesAt, oneHot, oneHotAt, rowsAt } from './feeds';
import type { RunOrder, WireSplit } from './protocol';

export interface HeadTarget {
  readonly head: Head;
  /** Shape of one sample of the tensor that the loss reads. */
  readonly shape: Shape;
  /** Values of one sample that the metric judges: 1 class, or labels, numbers, pixels. */
  readonly judged: number;
  /** Equal keys have equal arrays for one batch; `image` is that of the feeds. */
  readonly key: string;
  /** What the loss compares with, in `shape`: one-hot, 0 or 1, or numbers. */
  readonly expected: (split: WireSplit, indices: Uint32Array) => Float32Array;
  /** True classes, where there are any: [batch] or [batch, height, width]. */
  readonly classes: ((split: WireSplit, indices: Uint32Array) => Int32Array) | undefined;
}

/** The targets of a plan's heads, in their order. */
export const targetsOf = (order: RunOrder): readonly HeadTarget[] =>
  order.plan.heads.map((head) => targetOf(head, order));

/** Shape of one sample of the tensor that a head's loss reads. */
export const shapeRead = (plan: Plan, head: Head): Shape =>
  plan.steps.find(({ id }) => id === head.reads)?.outputShape ?? [];

function targetOf(head: Head, { plan, imageShape, train }: RunOrder): HeadTarget {
  const shape = shapeRead(plan, head);
  const last = shape.at(-1) ?? 0;
  const common = { head, shape, key: `${head.target} ${shape.join('×')}` };
  switch (head.target) {
    case 'class':
      return {
        ...common,
        judged: 1,
        expected: (split, indices) => oneHotAt(split, indices, last),
        classes: classesAt,
      };
    case 'labels': {
      const own = labelWidth(train) === last;
      return {
        ...common,
        judged: last,
        expected: (split, indices) =>
          own ? rowsAt(split.attributes ?? [], indices, last) : oneHotAt(split, indices, last),
        classes: undefined,
      };
    }
    case 'values':
      return {
        ...common,
        judged: last,
        expected: ({ values = [] }, indices) => rowsAt(values, indices, last),
        classes: undefined,
      };
    case 'image': {
      const size = imageShape[0] * imageShape[1] * imageShape[2];
      const expected: HeadTarget['expected'] = (split, indices) => imagesAt(split, indices, size);
      return { ...common, key: 'image', judged: size, expected, classes: undefined };
    }
    case 'pixels': {
      const pixels = imageShape[0] * imageShape[1];
      const classes = ({ masks = new Uint8Array() }: WireSplit, indices: Uint32Array) =>
        Int32Array.from(rowsAt(masks, indices, pixels));
      return {
        ...common,
        judged: pixels,
        expected: (split, indices) => oneHot(classes(split, indices), last),
        classes,
      };
    }
  }
}

/** Labels of one sample; 0 where the data has none. */
export const labelWidth = ({ attributes, count }: WireSplit): number =>
  attributes && count > 0 ? attributes.length / count : 0;

/** Numbers of one sample; 0 where the data has none. */
export const valueWidth = ({ values, count }: WireSplit): number =>
  values && count > 0 ? values.length / count : 0;

const words: Readonly<Record<Target, string>> = {
  class: 'classes',
  labels: 'labels',
  values: 'real numbers',
  pixels: 'a class for every pixel',
  image: 'images',
};

/** Why a head cannot be compared with this data, as a sentence; undefined when it can. */
export function targetProblem(head: Head, order: RunOrder): string | undefined {
  const { plan, imageShape, classCount, train } = order;
  const shape = shapeRead(plan, head);
  const last = shape.at(-1) ?? 0;
  const needs = (has: string) =>
    `“${head.step}” gives ${shape.join('×')} to be compared with ${words[head.target]}, the data has ${has}.`;
  switch (head.target) {
    case 'class':
      return last === classCount
        ? undefined
        : `The network tells ${last} classes apart at “${head.step}”, the data has ${classCount}.`;
    case 'labels':
      return [labelWidth(train), classCount].includes(last) ? undefined : needs(`${labelWidth(train)}`);
    case 'values':
      return valueWidth(train) === last ? undefined : needs(`${valueWidth(train)}`);
    case 'image':
      return shape.join() === imageShape.join() ? undefined : needs(imageShape.join('×'));
    case 'pixels': {
      if (!train.masks) return needs('none');
      const [height, width] = imageShape;
      return shape[0] === height && shape[1] === width ? undefined : needs(`${height}×${width}`);
    }
  }
}
