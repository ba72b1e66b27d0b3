// Weight initialisers by their names in the literature. tf.js and Keras differ in their unstated defaults, so none is
// ever left unstated.
import { choice } from './fields';
import type { Tf } from './tfTypes';

export const initializers = [
  'heNormal',
  'heUniform',
  'glorotNormal',
  'glorotUniform',
  'lecunNormal',
  'lecunUniform',
] as const;
export type InitializerName = (typeof initializers)[number];

export const initializerField = choice('Initializer', initializers, {
  default: 'heNormal',
  help: 'How the weights start. He (2015) suits ReLU, Glorot (2010) sigmoid and tanh, LeCun (1998) SELU.',
});

/** The tf.js initialiser; `seed` makes equal networks start equal. */
export function initializerOf(tf: Tf, name: InitializerName, seed: number) {
  return tf.initializers[tfNames[name]]({ seed });
}

const tfNames = {
  heNormal: 'heNormal',
  heUniform: 'heUniform',
  glorotNormal: 'glorotNormal',
  glorotUniform: 'glorotUniform',
  lecunNormal: 'leCunNormal',
  lecunUniform: 'leCunUniform',
} as const;
