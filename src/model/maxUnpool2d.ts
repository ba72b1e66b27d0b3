// Max unpooling. The switches are not stored by the pool: they are found again in what entered it. To put a value at
// its window's maximum and add up where windows overlap is what tf.js's max-pool gradient does, so that every backend
// has the forward pass; the backward pass gathers from the same places. Of several equal maxima the first counts, as
// in PyTorch, on the CPU and WASM backends; tf.js's GPU backends take the last, here and in max pooling's own gradient.
import type { MaxUnpoolConfig, Tf } from '../layers/tfTypes';
import { pooledLength } from './paddedPool2d';

type Tensor4D = ReturnType<Tf['tensor4d']>;
type Pads = MaxUnpoolConfig['pads'];

/** As in max pooling: below every value a network computes, yet finite. */
const lowest = -3.4e38;

/** Indices that WebGL, which keeps whole numbers in floats, still holds exactly, with room for padding. */
const exactIndices = 2 ** 23;

/** `largestIndex`: so many values at most are gathered from at a time, whole images each. */
export function makeMaxUnpool2d(tf: Tf, largestIndex = exactIndices) {
  const padded = (x: Tensor4D, [top, bottom, left, right]: Pads, value: number): Tensor4D =>
    top + bottom + left + right === 0
      ? x
      : tf.pad4d(
          x,
          [
            [0, 0],
            [top, bottom],
            [left, right],
            [0, 0],
          ],
          value,
        );

  /** `maps` [b, h′, w′, c] at the switches of `pooled` [b, h, w, c]: [b, h, w, c]. */
  function scatter(maps: Tensor4D, pooled: Tensor4D, { poolSize, strides, pads }: MaxUnpoolConfig): Tensor4D {
    const input = padded(pooled, pads, lowest);
    const attrs = { filterSize: [...poolSize], strides: [...strides], pad: 'valid' };
    const output = tf.maxPool(input, [...poolSize], [...strides], 'valid');
    const placed = tf.engine().runKernel(tf.MaxPoolGrad, { dy: maps, input, output }, attrs) as Tensor4D;
    return tf.slice(placed, [0, pads[0], pads[2], 0], pooled.shape);
  }

  /** The values of `dy` [b, h, w, c] at the switches of `pooled` [b, h, w, c]: [b, h′, w′, c]. */
  function gather(dy: Tensor4D, pooled: Tensor4D, config: MaxUnpoolConfig): Tensor4D {
    const [batch, ...image] = pooled.shape;
    const images = Math.max(1, Math.floor(largestIndex / tf.util.sizeFromShape(image)));
    const parts: Tensor4D[] = [];
    for (let from = 0; from < batch; from += images) {
      const part = (x: Tensor4D): Tensor4D =>
        tf.slice(x, [from, 0, 0, 0], [Math.min(images, batch - from), -1, -1, -1]);
      parts.push(
        batch <= images ? gatherPart(dy, pooled, config) : gatherPart(part(dy), part(pooled), config),
      );
    }
    return parts.length === 1 && parts[0] ? parts[0] : tf.concat(parts, 0);
  }

  function gatherPart(
    dy: Tensor4D,
    pooled: Tensor4D,
    { poolSize, strides, pads }: MaxUnpoolConfig,
  ): Tensor4D {
    const input = padded(pooled, pads, lowest);
    const { indexes } = tf.maxPoolWithArgmax(input, [...poolSize], [...strides], 'valid', true);
    const places = indexes as Tensor4D;
    const values = tf.reshape(padded(dy, pads, 0), [-1]);
    return tf.reshape(tf.gather(values, tf.reshape(places, [-1])), places.shape);
  }

  class MaxUnpool2D extends tf.layers.Layer {
    static readonly className = 'MaxUnpool2D';
    private readonly settings: MaxUnpoolConfig;

    constructor(config: MaxUnpoolConfig) {
      super({ name: config.name });
      this.settings = config;
    }

    override computeOutputShape(shapes: (number | null)[][]): (number | null)[] {
      const [maps, pooled] = shapes;
      if (!maps || !pooled) throw new Error(`${this.name}: an unpooling has two inputs`);
      return [maps[0] ?? null, pooled[1] ?? null, pooled[2] ?? null, maps[3] ?? null];
    }

    /** Inputs [maps, what entered the pool]. The gradient reaches the maps alone: switches do not move smoothly. */
    override call(inputs: Tensor4D | Tensor4D[]): Tensor4D {
      const [maps, pooled] = Array.isArray(inputs) ? inputs : [];
      if (!maps || !pooled) throw new Error(`${this.name}: called with fewer than two inputs`);
      this.check(maps, pooled);
      return tf.tidy(() => {
        const unpool = tf.customGrad((values, save) => {
          (save as (tensors: Tensor4D[]) => void)([pooled]);
          return {
            value: scatter(values as Tensor4D, pooled, this.settings),
            gradFunc: (dy, saved) => gather(dy as Tensor4D, saved[0] as Tensor4D, this.settings),
          };
        });
        return unpool(maps) as Tensor4D;
      });
    }

    /** The backends' kernels read past their tensors, without a word, where these do not agree. */
    private check(maps: Tensor4D, pooled: Tensor4D): void {
      const { poolSize, strides, pads } = this.settings;
      const rows = pooledLength(pooled.shape[1], poolSize[0], strides[0], pads[0], pads[1]);
      const columns = pooledLength(pooled.shape[2], poolSize[1], strides[1], pads[2], pads[3]);
      if (maps.shape[1] !== rows || maps.shape[2] !== columns || maps.shape[3] !== pooled.shape[3])
        throw new Error(`${this.name}: maps of [${maps.shape}] for a pool of [${pooled.shape}]`);
    }

    override getConfig() {
      const { poolSize, strides, pads } = this.settings;
      const own = { poolSize: [...poolSize], strides: [...strides], pads: [...pads] };
      return { ...super.getConfig(), ...own };
    }
  }
  tf.serialization.registerClass(MaxUnpool2D);
  return MaxUnpool2D;
}
