// What a card of a picture says: name, layer, parameters in short, output shape and costs, or what is wrong. As on the
// canvas, but with the layer in words always, for a picture cannot be hovered over.
import type { GraphNode } from '../../graph/graph';
import { isPort } from '../../graph/module';
import type { Cost, Group, Shape } from '../../layers/contract';
import { layerOf } from '../../layers/index';
import { formatShape, formatShort } from '../../lib/format';
import { textWidth } from '../../lib/textWidth';
import type { NodeShape } from '../../shapes/nodeShape';

export interface CardText {
  readonly group: Group;
  readonly name: string;
  /** The layer; of an instance, its module's name. */
  readonly label: string;
  readonly caption: string;
  readonly state: NodeShape['state'] | 'unknown';
  /** The output's shape, or in a few words why there is none. */
  readonly shape: string;
  /** `9.4 k weights` and `1.2 M MACs`, as far as there are any and they are to be said. */
  readonly costs: readonly string[];
  /** What is drawn as a box or a bar; empty where there is no tensor. */
  readonly tensor: Shape;
  /** All of it in a sentence or two, nothing shortened. */
  readonly whole: string;
}

/** How much cards say: names, layers and shapes; parameters too; costs as well. */
export const details = ['shapes', 'parameters', 'costs'] as const;
export type Detail = (typeof details)[number];

export const sizes = { name: 13, label: 11, caption: 11, shape: 12, costs: 10.5 } as const;
/** From a card's edges to its text. */
export const padding = { left: 14, right: 12 } as const;
/** From where text begins to where it does beside the layer's picture. */
export const besideGlyph = 36;
/** Between what stands left and right in one line. */
export const between = 12;

export function cardText(node: GraphNode, shape: NodeShape | undefined, detail: Detail = 'costs'): CardText {
  const layer = layerOf(node.kind);
  const isModule = node.kind === 'module';
  const inputs = shape && 'inputs' in shape ? shape.inputs : [];
  const label = isModule ? String(node.params.module) : layer.label;
  const caption = isModule || isPort(node) ? '' : layer.caption(node.params, inputs);
  const costs = shape?.state === 'ok' ? costsOf(shape.cost) : [];
  const [brief, full] = stateWords(shape);
  const values = isModule ? valuesOf(node) : caption;
  return {
    group: layer.group,
    name: node.id,
    label,
    caption: detail === 'shapes' ? '' : caption,
    state: shape?.state ?? 'unknown',
    shape: brief,
    costs: detail === 'costs' ? costs : [],
    tensor: shape?.state === 'ok' ? shape.shape : [],
    whole: [`${node.id}: ${label}${values === '' ? '' : ` (${values})`}`, full, ...costs]
      .filter((part) => part !== '')
      .join(', '),
  };
}

function costsOf({ trainable, frozen, macs }: Cost): readonly string[] {
  const weights = trainable + frozen;
  return [
    ...(weights > 0 ? [`${formatShort(weights)} ${weights === 1 ? 'weight' : 'weights'}`] : []),
    ...(macs > 0 ? [`${formatShort(macs)} ${macs === 1 ? 'MAC' : 'MACs'}`] : []),
  ];
}

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

/** How wide a card must be to hold its text whole; `volume` is the width of its tensor's picture. */
export function neededWidth({ name, label, caption, shape, costs }: CardText, volume: number): number {
  const head = Math.max(
    textWidth(name, sizes.name, 600),
    textWidth(label, sizes.label, 600),
    textWidth(caption, sizes.caption),
  );
  const figures = textWidth(shape, sizes.shape, 600) + (volume === 0 ? 0 : between + volume);
  const costsLine = textWidth(costs.join(''), sizes.costs) + between * Math.max(0, costs.length - 1);
  return Math.max(besideGlyph + head, figures, costsLine) / 0.97 + padding.left + padding.right;
}
