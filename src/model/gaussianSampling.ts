// What a variational autoencoder needs of its codes: the sampling layer, and the divergence that its training adds to
// the loss (Kingma & Welling 2014).
import type { GaussianSamplingConfig, Tf, TfLayer } from '../layers/tfTypes';
import type { Tensor } from './onlyTensor';

type Scalar = ReturnType<Tf['scalar']>;

/**
 * The Kullback-Leibler divergence of N(mean, e^logVariance) from N(0, 1), in nats: the mean over the batch (axis 0) of
 * Σ −½(1 + log σ² − μ² − σ²) over all other axes (Kingma & Welling 2014, appendix B). Both of one shape [batch, …].
 */
export function klDivergence(tf: Tf, mean: Tensor, logVariance: Tensor): Scalar {
  const batch = mean.shape[0] ?? 1;
  return tf.tidy(() => {
    const terms = tf.sub(tf.sub(tf.add(logVariance, 1), tf.square(mean)), tf.exp(logVariance));
    return tf.mul(tf.sum(terms), -0.5 / batch);
  });
}

export function makeGaussianSampling(tf: Tf) {
  class GaussianSampling extends tf.layers.Layer {
    static readonly className = 'GaussianSampling';
    /** `randomLayers` sets it before each training batch. */
    seed: number;

    constructor(config: GaussianSamplingConfig) {
      super({ ...config });
      this.seed = config.seed;
    }

    override computeOutputShape(shapes: (number | null)[][]): (number | null)[] {
      return shapes[0] ?? [];
    }

    /**
     * Inputs [mean, logVariance], of one shape [batch, …]; z = μ + e^(½·log σ²)·ε in training, ε drawn from N(0, 1) for
     * each value (Kingma & Welling 2014, section 2.4), and μ outside it.
     */
    override call(inputs: Tensor | Tensor[], kwargs: Parameters<TfLayer['call']>[1]): Tensor {
      const [mean, logVariance] = Array.isArray(inputs) ? inputs : [];
      if (!mean || !logVariance) throw new Error(`${this.name}: takes a mean and a log variance`);
      if (!kwargs?.training) return mean;
      return tf.tidy(() => {
        const noise = tf.randomNormal(mean.shape, 0, 1, 'float32', this.seed);
        return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
      });
    }

    override getConfig() {
      return { ...super.getConfig(), seed: this.seed };
    }
  }
  tf.serialization.registerClass(GaussianSampling as never);
  return GaussianSampling;
}
