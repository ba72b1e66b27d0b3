// An instance of a module. Its parameters beside `module` are those of the definition, which the drawing holds and no
// layer knows: `shapes/` judges an instance, and `graph/expand` puts its nodes in its place before a plan is made.
import { defineLayer, many, misfit, noCost } from './contract';
import { text } from './fields';

export const module = defineLayer({
  kind: 'module',
  label: 'Module',
  stem: 'module',
  group: 'Module',
  doc: 'A named part of the network, placed as often as needed: `module` names its definition, and each instance gives its own values to that definition’s parameters.',
  // Of an instance whose definition is gone: its wires stay where they are.
  inputs: many(0),
  fields: {
    module: text('Module', { default: '', help: 'The name of its definition in this drawing.' }),
  },
  shape: (_, p) =>
    misfit(
      'bad-value',
      `this drawing defines no module “${p.module}”: choose one that it defines, or delete this node`,
      [],
    ),
  cost: () => noCost,
  explain: () => [],
  caption: (p) => p.module,
  build: () => {
    throw new Error('Modules are expanded before a plan is made.');
  },
  examples: [],
});
