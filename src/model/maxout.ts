// Maxout (Goodfellow et al. 2013): the largest of neighbouring channels.
import type { MaxoutConfig, Tf } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';

export function makeMaxout(tf: Tf) {
  class Maxout extends tf.layers.Layer {
    static readonly className = 'Maxout';
    private readonly pieces: number;

    constructor(config: MaxoutConfig) {
      super({ ...config });
      this.pieces = config.pieces;
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      return [...shape.slice(0, -1), (shape.at(-1) ?? 0) / this.pieces];
    }

    /**
     * x: [batch, …, channels] → [batch, …, channels / pieces].
     * Where several pieces are equally large, each gets an equal share of the gradient, as in TensorFlow and PyTorch;
     * tf.js's own maximum would give each the whole.
     */
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = onlyTensor(this, inputs);
      const outputs = this.computeOutputShape(x.shape) as number[];
      const largest = tf.customGrad((...args) => {
        // Pieces first: what is compared then lies in whole rows, which backends compare several values at a time.
        const [rows, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
        const value = tf.max(rows, 0);
        save([rows, value]);
        const gradFunc = (dy: Tensor, [all = rows, most = value]: Tensor[]) => {
          const winners = tf.cast(tf.equal(all, most), 'float32');
          return [tf.mul(winners, tf.div(dy, tf.sum(winners, 0)))];
        };
        return { value, gradFunc: gradFunc as never };
      });
      return tf.tidy(() => {
        const rows = tf.transpose(tf.reshape(x, [-1, this.pieces]));
        return tf.reshape(largest(rows), outputs);
      });
    }

    override getConfig() {
      return { ...super.getConfig(), pieces: this.pieces };
    }
  }
  tf.serialization.registerClass(Maxout);
  return Maxout;
}
