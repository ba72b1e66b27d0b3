// Weight initialisers by their names in the literature. tf.js and Keras differ in their unstated defaults, so none is
// ever left unstated.
import { choice } from './fields';

export const initializers = [
  'heNormal',
  'heUniform',
  'glorotNormal',
  'glorotUniform',
  'lecunNormal',
  'lecunUniform',
  'normal',
  'zeros',
  'constant',
] as const;
export type InitializerName = (typeof initializers)[number];

export const initializerField = choice('Initializer', initializers, {
  default: 'heNormal',
  labels: {
    heNormal: 'He normal',
    heUniform: 'He uniform',
    glorotNormal: 'Glorot normal',
    glorotUniform: 'Glorot uniform',
    lecunNormal: 'LeCun normal',
    lecunUniform: 'LeCun uniform',
    normal: 'normal, chosen deviation',
    zeros: 'zeros',
    constant: 'constant',
  },
  help: 'How the weights start. He (2015) suits ReLU, Glorot (2010) sigmoid and tanh, LeCun (1998) SELU; “normal” takes a deviation of your own; zeros and constant give every filter the same start.',
});
