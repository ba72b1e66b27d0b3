// What a card of a picture says: name, layer, parameters in short, output shape and weights, or what is wrong. As on the
// canvas, but with the layer in words always, for a picture has no icons to hover over.
import type { GraphNode } from '../../graph/graph';
import { isPort } from '../../graph/module';
import type { Group } from '../../layers/contract';
import { layerOf } from '../../layers/index';
import { formatShape, formatShort } from '../../lib/format';
import { textWidth } from '../../lib/textWidth';
import type { NodeShape } from '../../shapes/inferShapes';

export interface CardText {
  readonly group: Group;
  readonly name: string;
  /** The layer; of an instance, its module's name. */
  readonly label: string;
  readonly caption: string;
  readonly state: NodeShape['state'] | 'unknown';
  /** The output's shape, or in a few words why there is none. */
  readonly shape: string;
  /** `9.4 k weights`; empty where there are none. */
  readonly weights: string;
  /** All of it in a sentence or two, nothing shortened. */
  readonly whole: string;
}

export const sizes = { name: 13, label: 11, caption: 11, shape: 12, weights: 10.5 } as const;
/** From a card's edges to its text. */
export const padding = { left: 14, right: 12 } as const;
/** Between what stands left and right in one line. */
export const between = 12;

export function cardText(node: GraphNode, shape: NodeShape | undefined): CardText {
  const layer = layerOf(node.kind);
  const isModule = node.kind === 'module';
  const inputs = shape && 'inputs' in shape ? shape.inputs : [];
  const label = isModule ? String(node.params.module) : layer.label;
  const caption = isModule || isPort(node) ? '' : layer.caption(node.params, inputs);
  const weights = shape?.state === 'ok' ? weightsOf(shape.cost.trainable + shape.cost.frozen) : '';
  const [brief, full] = stateWords(shape);
  const values = isModule ? valuesOf(node) : caption;
  return {
    group: layer.group,
    name: node.id,
    label,
    caption,
    state: shape?.state ?? 'unknown',
    shape: brief,
    weights,
    whole: [`${node.id}: ${label}${values === '' ? '' : ` (${values})`}`, full, weights]
      .filter((part) => part !== '')
      .join(', '),
  };
}

const weightsOf = (count: number): string =>
  count === 0 ? '' : `${formatShort(count)} ${count === 1 ? 'weight' : 'weights'}`;

/** `c1 64, r3 96`: the values that an instance gives its module's parameters. */
const valuesOf = ({ params }: GraphNode): string =>
  Object.entries(params)
    .filter(([name]) => name !== 'module')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

function stateWords(shape: NodeShape | undefined): readonly [brief: string, full: string] {
  switch (shape?.state) {
    case undefined:
      return ['', ''];
    case 'ok':
      // A module of outputs alone hands nothing on.
      return shape.shape.length > 0
        ? [formatShape(shape.shape), formatShape(shape.shape)]
        : ['ends here', ''];
    case 'misfit':
      return ['does not fit', shape.misfit.message];
    case 'incomplete':
      return [`lacks ${shape.missing === 1 ? 'an input' : `${shape.missing} inputs`}`, 'incomplete'];
    case 'waiting':
      return ['waiting', `waiting for ${shape.on}`];
  }
}

/** How wide a card must be to hold its text whole. */
export function neededWidth({ name, label, caption, shape, weights }: CardText): number {
  const figures = textWidth(shape, sizes.shape, 600);
  const lines = [
    textWidth(name, sizes.name, 600),
    textWidth(label, sizes.label, 600),
    textWidth(caption, sizes.caption),
    weights === '' ? figures : figures + between + textWidth(weights, sizes.weights),
  ];
  return Math.max(...lines) / 0.97 + padding.left + padding.right;
}
