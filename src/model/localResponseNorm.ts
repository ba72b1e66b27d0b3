// Local response normalisation (Krizhevsky et al. 2012, section 3.3). Composed of a matrix product and element-wise
// operations, so that every backend trains it; tf.js's own operation is no layer, and takes odd sizes alone.
import type { LocalResponseNormConfig, Tf } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

/**
 * [channels, channels], row-major, 1 where channel i (row) is in the window of channel j (column): from ⌊size/2⌋ before
 * it to ⌊(size − 1)/2⌋ after it, cut off at the ends. Symmetric for odd sizes.
 */
function band(channels: number, size: number): Float32Array {
  const values = new Float32Array(channels * channels);
  for (let j = 0; j < channels; j++) {
    const last = Math.min(channels - 1, j + Math.floor((size - 1) / 2));
    for (let i = Math.max(0, j - Math.floor(size / 2)); i <= last; i++) values[i * channels + j] = 1;
  }
  return values;
}

/** s^−beta; the usual exponent of ¾ by two roots, which backends have in SIMD where a power takes one value at a time. */
function inversePower(tf: Tf, s: Tensor, beta: number): Tensor {
  if (beta !== 0.75) return tf.pow(s, -beta);
  const root = tf.sqrt(s);
  return tf.div(1, tf.mul(root, tf.sqrt(root)));
}

export function makeLocalResponseNorm(tf: Tf) {
  class LocalResponseNorm extends tf.layers.Layer {
    static readonly className = 'LocalResponseNorm';
    private readonly settings: Omit<LocalResponseNormConfig, 'name'>;

    constructor({ size, alpha, beta, bias, ...layer }: LocalResponseNormConfig) {
      super({ ...layer });
      this.settings = { size, alpha, beta, bias };
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      return shape;
    }

    /**
     * x: [batch, height, width, channels]; y = x·s^−beta with s = bias + alpha·Σx² over the window of each channel.
     * Gradient, B being the band: dx = dy·s^−beta − 2·alpha·beta·x·((dy·y/s)·Bᵀ).
     */
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = onlyTensor(this, inputs);
      const { size, alpha, beta, bias } = this.settings;
      const channels = x.shape.at(-1) ?? 0;
      const normalised = tf.customGrad((...args) => {
        const [flat, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
        const window = tf.tensor2d(band(channels, size), [channels, channels]);
        const s = tf.add(tf.mul(tf.matMul(tf.square(flat), window), alpha), bias) as Tensor;
        const power = inversePower(tf, s, beta);
        save([flat, s, power, window]);
        const gradFunc = (dy: Tensor, [input = flat, sum = s, factor = power, w = window]: Tensor[]) => {
          const scaled = tf.mul(dy, factor);
          const through = tf.matMul(tf.div(tf.mul(scaled, input), sum), w, false, true);
          return [tf.sub(scaled, tf.mul(tf.mul(input, through), 2 * alpha * beta))];
        };
        return { value: tf.mul(flat, power), gradFunc: gradFunc as never };
      });
      return tf.tidy(() => tf.reshape(normalised(tf.reshape(x, [-1, channels])), x.shape));
    }

    override getConfig() {
      return { ...super.getConfig(), ...this.settings };
    }
  }
  tf.serialization.registerClass(LocalResponseNorm);
  return LocalResponseNorm;
}
