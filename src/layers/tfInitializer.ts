// An initialiser's name as tf.js's own object; apart from the names, which the file format and the forms know too.
import type { InitializerName } from './initializers';
import type { Tf } from './tfTypes';

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
