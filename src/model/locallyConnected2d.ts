// A locally connected layer, which tf.js lacks: the windows are laid out as rows, and each place multiplies its own.
import type { LocallyConnectedConfig, Tf } from '../layers/tfTypes';
import { makeKernelLayer, type Tensor4D } from './kernelLayer';
import type { Tensor } from './onlyTensor';

type Tensor3D = ReturnType<Tf['tensor3d']>;

export function makeLocallyConnected2d(tf: Tf) {
  class LocallyConnected2D extends makeKernelLayer(tf)<LocallyConnectedConfig> {
    static readonly className = 'LocallyConnected2D';

    /** Kernel [places, height·width·channels, filters] and bias [height′, width′, filters], as Keras has them. */
    override build(shape: number[]): void {
      const { kernelSize, filters } = this.settings;
      const [rows, columns] = this.places(shape[1] ?? 0, shape[2] ?? 0);
      const taps = kernelSize[0] * kernelSize[1];
      const channels = shape[3] ?? 0;
      const fans = { in: taps * channels, out: taps * filters };
      this.addWeights([rows * columns, taps * channels, filters], fans, [rows, columns, filters]);
      super.build(shape);
    }

    override computeOutputShape([batch = null, height = null, width = null]: (number | null)[]) {
      return [batch, ...this.places(height ?? 0, width ?? 0), this.settings.filters];
    }

    private places(height: number, width: number): [number, number] {
      const { kernelSize, strides, pads } = this.settings;
      const [top, bottom, left, right] = pads;
      return [
        Math.floor((height + top + bottom - kernelSize[0]) / strides[0]) + 1,
        Math.floor((width + left + right - kernelSize[1]) / strides[1]) + 1,
      ];
    }

    /** [batch, height, width, channels] → [batch, height′, width′, filters]. */
    protected override compute(x: Tensor4D, kernel: Tensor): Tensor {
      const { kernelSize, strides, pads, filters } = this.settings;
      const [batch, height, width, channels] = x.shape;
      const [rows, columns] = this.places(height, width);
      const [kh, kw] = kernelSize;
      const [top, bottom, left, right] = pads;
      // Striding slices whole strides, so that the last one may end beyond the padding.
      const below = Math.max(bottom, kh - 1 + rows * strides[0] - height - top);
      const beside = Math.max(right, kw - 1 + columns * strides[1] - width - left);
      const padded = tf.pad(x, [
        [0, 0],
        [top, below],
        [left, beside],
        [0, 0],
      ]);
      const full = width + left + beside;
      // Rows first, then columns: kh + kw slices where taking every tap by itself would need kh·kw.
      const tall = this.taps(
        tf.reshape(padded, [batch, -1, full * channels]) as Tensor3D,
        rows,
        kh,
        strides[0],
        channels,
      );
      const wide = tf.reshape(tall, [batch * rows, full, kh * channels]) as Tensor3D;
      const windows = this.taps(wide, columns, kw, strides[1], channels);
      const places = tf.reshape(windows, [batch, rows * columns, kh * kw * channels]);
      const sums = tf.matMul(tf.transpose(places, [1, 0, 2]), kernel as Tensor3D);
      return tf.reshape(tf.transpose(sums, [1, 0, 2]), [batch, rows, columns, filters]);
    }

    /**
     * [n, length, m] → [n·count·m/channels, size·channels]: for each of `count` windows along the middle axis its
     * `size` taps, side by side within every group of `channels` values of m.
     */
    private taps(x: Tensor3D, count: number, size: number, stride: number, channels: number): Tensor {
      const [n, , m] = x.shape;
      const parts = Array.from({ length: size }, (_, tap) => {
        const reached = tf.slice(x, [0, tap, 0], [n, count * stride, m]);
        const own =
          stride === 1
            ? reached
            : tf.slice(tf.reshape(reached, [n * count, stride, m]), [0, 0, 0], [-1, 1, -1]);
        return tf.reshape(own, [-1, channels]) as ReturnType<Tf['tensor2d']>;
      });
      return parts.length === 1 ? (parts[0] ?? x) : tf.concat(parts, 1);
    }
  }
  tf.serialization.registerClass(LocallyConnected2D);
  return LocallyConnected2D;
}
