// What data sets consist of, as far as a drawing depends on it, and what is said where one lacks what a drawing needs.
import type { Graph, GraphNode } from '../graph/graph';
import { atNode, type Problem } from '../graph/problem';
import { layerOf } from '../layers/index';

/** What has to be known of a data set: no more than its images' shape and the names of what its samples carry. */
export interface DataKinds {
  readonly name: string;
  readonly imageShape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  readonly maskNames?: readonly string[];
  readonly valueNames?: readonly string[];
  readonly labelNames?: readonly string[];
}

/** What a data set may lack; every one has images and classes. */
export type Extra = 'masks' | 'values' | 'labels';

/** A data set that comes with the app, to be named where the one in use lacks something. */
export interface BuiltInKinds {
  readonly id: string;
  readonly name: string;
  readonly has: readonly Extra[];
}

/** A drawing, the data that is in use, and the data that could be. */
export interface Judged {
  readonly graph: Graph;
  readonly data: DataKinds;
  readonly builtIn: readonly BuiltInKinds[];
}

const extraWords: Readonly<Record<Extra, string>> = {
  masks: 'a class for every pixel',
  values: 'real numbers',
  labels: 'labels',
};

/** A node needs what the data in use does not have; `purpose`: what it needs that for. */
export function lacking({ data, builtIn }: Judged, node: GraphNode, extra: Extra, purpose: string): Problem {
  const having = builtIn.filter(({ has }) => has.includes(extra));
  const names = having.map(({ name }) => `“${name}”`).join(' and ');
  const remedy =
    having.length === 0
      ? 'Choose other data.'
      : `Of the built-in data, ${names} ${having.length === 1 ? 'has' : 'have'} it.`;
  return {
    code: 'data-lacks-target',
    at: atNode(node.id),
    message: `“${node.id}” (${layerOf(node.kind).label}) needs ${extraWords[extra]} ${purpose} with each image, which “${data.name}” does not have. ${remedy}`,
    fixes: having.map(({ id, name }) => ({ label: `Use ${name}`, edits: [], training: { data: id } })),
  };
}
