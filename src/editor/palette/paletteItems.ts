// What the palette offers: the layers, and the modules that the drawing defines. A key names each in drag data.
import type { Graph, Module, Modules } from '../../graph/graph';
import type { Group } from '../../layers/contract';
import type { Params } from '../../layers/fields';
import { defaultParams, layerOf, placeable, stemOf } from '../../layers/index';

export interface PaletteItem {
  readonly kind: string;
  readonly label: string;
  readonly group: Group;
  readonly doc: string;
  /** The definition that an instance is of; only of kind `module`. */
  readonly module?: string;
}

/** What most drawings are made of; shown above the groups, in the order of a network. */
const commonKinds = [
  'input',
  'conv2d',
  'bottleneck',
  'maxPool',
  'avgPool',
  'globalAvgPool',
  'flatten',
  'dense',
  'concat',
  'add',
  'activation',
  'batchNorm',
  'dropout',
  'classifier',
];

export const commonItems: readonly PaletteItem[] = commonKinds.flatMap(
  (kind) => placeable.find((layer) => layer.kind === kind) ?? [],
);

/** Every layer but those that only a module has. */
const layerItems: readonly PaletteItem[] = placeable.filter(({ group }) => group !== 'Module');

/** A module's own input and output, where a module's definition is what is drawn. */
const portItems: readonly PaletteItem[] = [layerOf('moduleInput'), layerOf('moduleOutput')];

const isDefinition = (graph: Graph): boolean =>
  [...graph.nodes.values()].some(({ kind }) => portItems.some((port) => port.kind === kind));

/** `within`: what is drawn is a module's definition. */
export const itemsOf = (graph: Graph, within = isDefinition(graph)): readonly PaletteItem[] =>
  itemsWith(graph.modules, within);

export const itemsWith = (modules: Modules, within: boolean): readonly PaletteItem[] => [
  ...layerItems,
  ...(within ? portItems : []),
  ...moduleItems(modules),
];

export const moduleItems = (modules: Modules): readonly PaletteItem[] =>
  [...modules.values()].map(({ name, doc }) => ({
    kind: 'module',
    label: name,
    group: 'Module',
    doc,
    module: name,
  }));

const modulePrefix = 'module/';

/** Drag data: a layer's kind, or `module/` and the module's name. */
export const keyOf = ({ kind, module }: PaletteItem): string =>
  module === undefined ? kind : `${modulePrefix}${module}`;

export interface NewLayer {
  readonly kind: string;
  readonly params: Params;
  /** New nodes are named with it. */
  readonly stem: string;
}

/** The node that an entry's key stands for, at its defaults; undefined for a module that is gone. */
export function newLayer(key: string, { modules }: Graph): NewLayer | undefined {
  if (!key.startsWith(modulePrefix)) return { kind: key, params: defaultParams(key), stem: stemOf(key) };
  const definition = modules.get(key.slice(modulePrefix.length));
  return definition && { kind: 'module', params: instanceParams(definition), stem: stemFor(definition.name) };
}

const instanceParams = ({ name, parameters }: Module): Params => ({
  module: name,
  ...Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default])),
});

/** A module's name as the beginning of a node's: what no name may hold becomes a hyphen, and numbers stay apart. */
function stemFor(name: string): string {
  const stem = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  if (stem === '') return 'module';
  return /\d$/.test(stem) ? `${stem.slice(0, 50)}-` : stem.slice(0, 50);
}
