// What normalisations share: the number that keeps a variance of 0 from being divided by.
import { number } from './fields';

export const epsilonField = number('Epsilon', {
  default: 0.001,
  min: 1e-8,
  max: 0.1,
  step: 0.001,
  help: 'Added to the variance before its root. Keras 0.001, PyTorch 0.00001.',
});
