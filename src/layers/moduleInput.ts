// A module's way in: within a definition it stands for whatever is wired to that slot of an instance. It has no tensor
// of its own, and is gone once modules are expanded.
import { ok } from '../lib/result';
import { defineLayer, misfit, noCost, none } from './contract';

export const moduleInput = defineLayer({
  kind: 'moduleInput',
  label: 'Module input',
  stem: 'in',
  group: 'Module',
  doc: 'A way into a module: each instance has a slot of this name, and what is wired there enters here.',
  inputs: none,
  fields: {},
  shape: ([x]) =>
    x ? ok(x) : misfit('missing-input', 'nothing is wired to this slot of the module’s instance', []),
  cost: () => noCost,
  explain: () => [],
  caption: () => 'from outside',
  build: () => [],
  examples: [],
});
