// A module's way out: what enters it is what an instance gives. It is gone once modules are expanded.
import { ok } from '../lib/result';
import { defineLayer, misfit, noCost, one } from './contract';

export const moduleOutput = defineLayer({
  kind: 'moduleOutput',
  label: 'Module output',
  stem: 'out',
  group: 'Module',
  doc: 'The way out of a module: what is wired to it is what every instance gives. A module has at most one.',
  inputs: one,
  fields: {},
  shape: ([x]) => (x ? ok(x) : misfit('missing-input', 'nothing is wired to it', [])),
  cost: () => noCost,
  explain: () => [],
  caption: () => 'to outside',
  build: () => [],
  examples: [],
});
