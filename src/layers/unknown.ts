// Stands for a layer that a file names and this version does not know. It keeps what the file said, so that saving
// loses nothing, and it has no shape, so that nothing is trained in its stead.
import { defineLayer, many, misfit, noCost } from './contract';
import { text } from './fields';

export const unknown = defineLayer({
  kind: 'unknown',
  label: 'Unknown layer',
  stem: 'unknown',
  group: 'Unknown',
  doc: 'A layer from a file that this version does not know. Replace or delete it to train; saving keeps it as it was.',
  inputs: many(1),
  fields: {
    layer: text('Layer', { default: '', help: 'The name in the file.' }),
    json: text('Parameters', { default: '{}', help: 'The parameters in the file, kept as they are.' }),
  },
  shape: (_, p) =>
    misfit(
      'unknown-layer',
      `this version of Convas knows no layer “${p.layer}”: replace it with one from the palette, or delete it`,
      [],
    ),
  cost: () => noCost,
  explain: () => [],
  caption: (p) => p.layer,
  build: () => {
    throw new Error('An unknown layer has no shape, so no plan contains it.');
  },
  examples: [],
});
