// Enlarging by a whole factor. tf.js's own layer ignores half pixel centres, fails with a single number as its size,
// and leans on resize gradients that not every backend has right; this one is made of slices, joins and sums alone.
import type { Tf, UpSampleConfig } from '../layers/tfTypes';

type Tensor4D = ReturnType<Tf['tensor4d']>;
type Tensor3D = ReturnType<Tf['tensor3d']>;

/** [n, length, m] → [n, length·factor, m] along the middle axis. */
type Enlarge = (x: Tensor3D, factor: number) => Tensor3D;

/** Each element `factor` times; the gradient of tf.js's tile would add one slice per copy, this one sums blocks. */
function makeRepeat(tf: Tf): Enlarge {
  return (x, factor) => {
    const [n, length, m] = x.shape;
    const repeat = tf.customGrad((input) => ({
      value: tf.reshape(tf.tile(tf.reshape(input as Tensor3D, [n * length, 1, m]), [1, factor, 1]), [
        n,
        length * factor,
        m,
      ]),
      gradFunc: (dy) => tf.reshape(tf.sum(tf.reshape(dy, [n * length, factor, m]), 1), [n, length, m]),
    }));
    return repeat(x) as Tensor3D;
  };
}

/**
 * Linear interpolation with half pixel centres (TensorFlow 2's resize, PyTorch's `align_corners=False`): output
 * i·f + p lies (p + ½)/f − ½ from input i, between it and one neighbour; at the ends the end itself stands in for the
 * neighbour that is missing. So each of the f phases p is one weighted sum of the input and its shifted copy.
 */
function makeInterpolate(tf: Tf): Enlarge {
  return (x, factor) => {
    const [n, length, m] = x.shape;
    const slice = (from: number, count: number) => tf.slice(x, [0, from, 0], [n, count, m]);
    const shifted = (by: -1 | 1): Tensor3D => {
      if (length === 1) return x;
      const parts =
        by === -1 ? [slice(0, 1), slice(0, length - 1)] : [slice(1, length - 1), slice(length - 1, 1)];
      return tf.concat(parts, 1);
    };
    const before = shifted(-1);
    const after = shifted(1);
    const phases = Array.from({ length: factor }, (_, p) => {
      const offset = (p + 0.5) / factor - 0.5;
      if (offset === 0) return x;
      const share = Math.abs(offset);
      return tf.add(tf.mul(x, 1 - share), tf.mul(offset < 0 ? before : after, share)) as Tensor3D;
    });
    return tf.reshape(tf.stack(phases, 2), [n, length * factor, m]);
  };
}

export function makeUpSample2d(tf: Tf) {
  const enlarge = { nearest: makeRepeat(tf), bilinear: makeInterpolate(tf) };

  class UpSample2D extends tf.layers.Layer {
    static readonly className = 'UpSample2D';
    private readonly settings: UpSampleConfig;

    constructor(config: UpSampleConfig) {
      super({ name: config.name });
      this.settings = config;
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      const [batch = null, height, width, channels = null] = shape;
      const [rows, columns] = this.settings.factor;
      return [batch, (height ?? 0) * rows, (width ?? 0) * columns, channels];
    }

    /** [batch, height, width, channels] → [batch, height·rows, width·columns, channels]. */
    override call(inputs: Tensor4D | Tensor4D[]): Tensor4D {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (!x) throw new Error(`${this.name}: called without an input`);
      const along = enlarge[this.settings.method];
      const [rows, columns] = this.settings.factor;
      return tf.tidy(() => {
        const [batch, height, width, channels] = x.shape;
        const wide = columns === 1 ? x : along(tf.reshape(x, [batch * height, width, channels]), columns);
        const flat: Tensor3D = tf.reshape(wide, [batch, height, width * columns * channels]);
        const high = rows === 1 ? flat : along(flat, rows);
        return tf.reshape(high, [batch, height * rows, width * columns, channels]);
      });
    }

    override getConfig() {
      const { factor, method } = this.settings;
      return { ...super.getConfig(), factor: [...factor], method };
    }
  }
  tf.serialization.registerClass(UpSample2D);
  return UpSample2D;
}
