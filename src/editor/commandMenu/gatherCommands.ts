// Everything that the command menu finds at this moment but the templates: actions, layers, the drawing's nodes down
// into its modules, the selected node's parameters and the training settings.
import type { Graph, Module } from '../../graph/graph';
import { moduleOf } from '../../graph/module';
import { trainingFields } from '../../graph/trainingFields';
import type { Field } from '../../layers/fields';
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import type { Shapes } from '../../shapes/nodeShape';
import { levelNow, shapesOf } from '../../store/derive';
import { useStore } from '../../store/store';
import { type Action, titleOf } from '../actions/action';
import { keyOfAction } from '../actions/keyText';
import { selectedNode } from '../actions/selected';
import { arrangeFields } from '../inspector/fields/arrangeFields';
import { fieldsOf } from '../inspector/fields/fieldsOf';
import { writeValue } from '../inspector/fields/writeValue';
import { requestField, requestSetting } from '../overlays';
import { addFromPalette } from '../palette/addFromPalette';
import { itemsOf, keyOf } from '../palette/paletteItems';
import { synonymsOf } from '../palette/synonyms';
import type { Entry } from './entry';

const now = () => useStore.getState();

export const gatherCommands = (actions: readonly Action[]): readonly Entry[] => [
  ...actionEntries(actions),
  ...parameterEntries(),
  ...settingEntries(),
  ...layerEntries(),
  ...nodeEntries(now().document.graph, shapesOf(now().document.graph)),
];

export function actionEntries(actions: readonly Action[]): readonly Entry[] {
  return actions.map((action) => {
    const blocked = action.blocked?.();
    const key = keyOfAction(action);
    return {
      id: `action ${action.id}`,
      kind: 'action',
      title: titleOf(action),
      words: `${action.words ?? ''} ${action.short ?? ''} ${action.help ?? ''} ${action.group}`,
      group: action.group,
      icon: { group: action.group },
      ...(key ? { key } : {}),
      ...(blocked ? { blocked } : {}),
      run: action.run,
    };
  });
}

function layerEntries(): readonly Entry[] {
  const { graph, inside } = levelNow();
  return itemsOf(graph, inside !== undefined).map((item) => ({
    id: `layer ${keyOf(item)}`,
    kind: 'layer',
    title: `Add ${item.label}`,
    words: `${item.kind} ${item.group} ${synonymsOf(item.kind)}`,
    detail: item.module === undefined ? item.group : 'Module of this drawing',
    group: 'Layers',
    icon: { group: item.group, kind: item.kind },
    run: () => addFromPalette(keyOf(item)),
  }));
}

/** The nodes of a level and, below each instance, those of its definition. */
export function nodeEntries(graph: Graph, shapes?: Shapes, path: readonly NodeId[] = []): readonly Entry[] {
  return [...graph.nodes.values()].flatMap((node) => {
    const definition = moduleOf(graph, node);
    const layer = layerOf(node.kind);
    const name = [...path, node.id].join('/');
    const shape = shapes?.get(node.id);
    const kind = definition ? `Module ${definition.name}` : layer.label;
    const entry: Entry = {
      id: `node ${name}`,
      kind: 'node',
      title: name,
      words: `${kind} ${synonymsOf(node.kind)}`,
      detail: shape?.state === 'ok' ? `${kind} · ${formatShape(shape.shape)}` : kind,
      group: 'Nodes',
      icon: { group: layer.group, kind: node.kind },
      run: () => now().focusNode(node.id, path),
    };
    return definition ? [entry, ...innerEntries(graph, definition, [...path, node.id])] : [entry];
  });
}

const innerEntries = ({ modules }: Graph, definition: Module, path: readonly NodeId[]): readonly Entry[] =>
  nodeEntries({ ...definition.graph, modules }, undefined, path);

function parameterEntries(): readonly Entry[] {
  const id = selectedNode();
  const { graph } = levelNow();
  const node = id === undefined ? undefined : graph.nodes.get(id);
  if (!node) return [];
  const { plain, advanced } = arrangeFields(fieldsOf(graph, node), node.params);
  return [...plain, ...advanced].map(({ name, field, value }) => ({
    id: `parameter ${name}`,
    kind: 'setting',
    title: `Set ${field.label.toLowerCase()} of ${node.id}`,
    words: `${name} ${field.help} parameter`,
    detail: `now ${writeValue(value)}`,
    group: 'Settings',
    icon: { group: 'Settings' },
    run: () => {
      now().setView({ sidePanel: 'inspector', sideOpen: true });
      requestField(name);
    },
  }));
}

function settingEntries(): readonly Entry[] {
  const { training } = now().document;
  // Those that stand in a panel of their own are reached by its action.
  const inForm = Object.entries<Field>(trainingFields).filter(([, { advanced }]) => !advanced);
  return inForm.map(([name, field]) => ({
    id: `setting ${name}`,
    kind: 'setting',
    title: `Set the ${field.label.toLowerCase()}`,
    words: `${name} training setting hyperparameter ${field.help}`,
    detail: `training, now ${training[name as keyof typeof training]}`,
    group: 'Settings',
    icon: { group: 'Settings' },
    run: () => {
      now().setView({ dockOpen: true });
      requestSetting(field.label);
    },
  }));
}
