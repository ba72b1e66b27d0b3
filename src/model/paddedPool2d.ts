// Pooling as Caffe and PyTorch do it, which tf.js lacks: explicit padding on each side, an output size that may
// round up, averages over the real cells alone, and minima. Composed of tf.js's own operations, so that every backend has
// its gradient.
import type { PaddedPoolConfig, Tf } from '../layers/tfTypes';

type Tensor4D = ReturnType<Tf['tensor4d']>;
type Pads = PaddedPoolConfig['pads'];
type Pair = PaddedPoolConfig['poolSize'];

/** Below every value a network computes, yet finite: backends differ in how they treat an infinite pad value. */
const lowest = -3.4e38;

/** Positions of a window on one axis; `before` and `after` are padding cells. */
export const pooledLength = (length: number, window: number, stride: number, before: number, after: number) =>
  Math.floor((length + before + after - window) / stride) + 1;

/** Real cells under the window at each position of one axis. */
function realCells(length: number, window: number, stride: number, before: number, after: number): number[] {
  const positions = Math.max(0, pooledLength(length, window, stride, before, after));
  return Array.from({ length: positions }, (_, i) => {
    const start = i * stride - before;
    return Math.max(0, Math.min(length, start + window) - Math.max(0, start));
  });
}

/** window area ÷ real cells at each output position, row by row; 0 where a window holds padding alone. */
function averageCorrection(size: Pair, pool: Pair, strides: Pair, pads: Pads): Float32Array {
  const rows = realCells(size[0], pool[0], strides[0], pads[0], pads[1]);
  const columns = realCells(size[1], pool[1], strides[1], pads[2], pads[3]);
  const area = pool[0] * pool[1];
  return Float32Array.from(rows.flatMap((r) => columns.map((c) => (r * c === 0 ? 0 : area / (r * c)))));
}

export function makePaddedPool2d(tf: Tf) {
  class PaddedPool2D extends tf.layers.Layer {
    static readonly className = 'PaddedPool2D';
    private readonly settings: PaddedPoolConfig;

    constructor(config: PaddedPoolConfig) {
      super({ name: config.name });
      this.settings = config;
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      const [batch = null, height, width, channels = null] = shape;
      const { poolSize, strides, pads } = this.settings;
      const rows = pooledLength(height ?? 0, poolSize[0], strides[0], pads[0], pads[1]);
      const columns = pooledLength(width ?? 0, poolSize[1], strides[1], pads[2], pads[3]);
      return [batch, rows, columns, channels];
    }

    override call(inputs: Tensor4D | Tensor4D[]): Tensor4D {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (!x) throw new Error(`${this.name}: called without an input`);
      const pool = { max: this.max, average: this.average, min: this.min }[this.settings.mode];
      return tf.tidy(() => pool.call(this, x));
    }

    private padded(x: Tensor4D, value: number): Tensor4D {
      const [top, bottom, left, right] = this.settings.pads;
      if (top + bottom + left + right === 0) return x;
      return tf.pad4d(
        x,
        [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ],
        value,
      );
    }

    private max(x: Tensor4D): Tensor4D {
      const { poolSize, strides } = this.settings;
      return tf.maxPool(this.padded(x, lowest), [...poolSize], [...strides], 'valid');
    }

    private min(x: Tensor4D): Tensor4D {
      return tf.neg(this.max(tf.neg(x)));
    }

    private average(x: Tensor4D): Tensor4D {
      const { poolSize, strides, pads } = this.settings;
      const mean = tf.avgPool(this.padded(x, 0), [...poolSize], [...strides], 'valid');
      if (pads.every((cells) => cells === 0)) return mean;
      const correction = averageCorrection([x.shape[1], x.shape[2]], poolSize, strides, pads);
      return tf.mul(mean, tf.tensor4d(correction, [1, mean.shape[1], mean.shape[2], 1]));
    }

    override getConfig() {
      const { mode, poolSize, strides, pads } = this.settings;
      const own = { mode, poolSize: [...poolSize], strides: [...strides], pads: [...pads] };
      return { ...super.getConfig(), ...own };
    }
  }
  tf.serialization.registerClass(PaddedPool2D);
  return PaddedPool2D;
}
