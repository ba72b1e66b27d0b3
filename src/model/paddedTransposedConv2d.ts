// A transposed convolution whose output size follows from numeric padding and output padding, as PyTorch's
// ConvTranspose2d; tf.js's own layer knows `same` and `valid` alone.

import type { PaddedTransposedConfig, Tf } from '../layers/tfTypes';
import { transposedFans } from '../layers/transposed';
import { makeKernelLayer, type Tensor4D } from './kernelLayer';
import type { Tensor } from './onlyTensor';

export function makePaddedTransposedConv2d(tf: Tf) {
  class PaddedTransposedConv2D extends makeKernelLayer(tf)<PaddedTransposedConfig> {
    static readonly className = 'PaddedTransposedConv2D';

    /** Kernel [height, width, filters, channels], as tf.js's and Keras's Conv2DTranspose have it. */
    override build(shape: number[]): void {
      const { kernelSize, strides, filters } = this.settings;
      const channels = shape[3] ?? 0;
      const fans = transposedFans(kernelSize, strides, channels, filters);
      this.addWeights([...kernelSize, filters, channels], fans, [filters]);
      super.build(shape);
    }

    override computeOutputShape([batch = null, height = null, width = null]: (number | null)[]) {
      return [batch, this.length(height ?? 0, 0), this.length(width ?? 0, 1), this.settings.filters];
    }

    /** Relation 14 of Dumoulin & Visin 2016. */
    private length(length: number, axis: 0 | 1): number {
      const { kernelSize, strides, pads, outputPadding } = this.settings;
      return (length - 1) * strides[axis] + kernelSize[axis] - 2 * pads[axis] + outputPadding[axis];
    }

    /** The input gradient of the convolution that takes the output's size to the input's. */
    protected override compute(x: Tensor4D, kernel: Tensor): Tensor {
      const { strides, pads, filters } = this.settings;
      const [batch, height, width] = x.shape;
      const [y, z] = pads;
      const size: [number, number, number, number] = [
        batch,
        this.length(height, 0),
        this.length(width, 1),
        filters,
      ];
      return tf.conv2dTranspose(
        x,
        kernel as Tensor4D,
        size,
        [...strides],
        [
          [0, 0],
          [y, y],
          [z, z],
          [0, 0],
        ],
      );
    }
  }
  tf.serialization.registerClass(PaddedTransposedConv2D);
  return PaddedTransposedConv2D;
}
