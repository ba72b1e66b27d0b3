// Gaussian noise with a seed. tf.js's own draws without one, so that no run could be repeated; this one takes its
// place, under its name, so that a saved model opens in plain tf.js and in Keras.
import type { GaussianNoiseConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

export function makeGaussianNoise(tf: Tf) {
  class GaussianNoise extends tf.layers.Layer {
    static readonly className = 'GaussianNoise';
    private readonly stddev: number;
    /** `randomLayers` sets it before each training batch; undefined draws without a seed. */
    seed: number | undefined;

    constructor(config: GaussianNoiseConfig) {
      super({ ...config });
      this.stddev = config.stddev;
      this.seed = config.seed;
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      return shape;
    }

    /** x + stddev·ε in training, ε drawn from N(0, 1) for each value; x outside it. */
    override call(inputs: Tensor | Tensor[], kwargs: Parameters<TfLayer['call']>[1]): Tensor {
      const x = onlyTensor(this, inputs);
      if (!kwargs?.training || this.stddev === 0) return x;
      return tf.tidy(() => tf.add(x, tf.randomNormal(x.shape, 0, this.stddev, 'float32', this.seed)));
    }

    override getConfig() {
      const { stddev, seed } = this;
      return { ...super.getConfig(), stddev, ...(seed !== undefined && { seed }) };
    }
  }
  tf.serialization.registerClass(GaussianNoise);
  return GaussianNoise;
}
