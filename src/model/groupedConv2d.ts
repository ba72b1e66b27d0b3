// A convolution with groups, which tf.js lacks, or with dilation: tf.js's own Conv2D layer adds the bias in one fused
// operation that has no gradient for dilations above 1. `kernels/gradients` supplies that of tf.conv2d.
import type { GroupedConvConfig, Tf } from '../layers/tfTypes';
import { convLength, makeKernelLayer, type Tensor4D } from './kernelLayer';
import type { Tensor } from './onlyTensor';

export function makeGroupedConv2d(tf: Tf) {
  class GroupedConv2D extends makeKernelLayer(tf)<GroupedConvConfig> {
    static readonly className = 'GroupedConv2D';

    /** Kernel [height, width, channels/groups, filters], the filters of one group side by side, as in Keras. */
    override build(shape: number[]): void {
      const { kernelSize, filters, groups } = this.settings;
      const [kh, kw] = kernelSize;
      const channels = (shape[3] ?? 0) / groups;
      const fans = { in: kh * kw * channels, out: (kh * kw * filters) / groups };
      this.addWeights([kh, kw, channels, filters], fans, [filters]);
      super.build(shape);
    }

    override computeOutputShape([batch = null, height = null, width = null]: (number | null)[]) {
      const { settings } = this;
      return [batch, convLength(height, settings, 0), convLength(width, settings, 1), settings.filters];
    }

    /** [batch, height, width, channels] → [batch, height′, width′, filters]. */
    protected override compute(x: Tensor4D, kernel: Tensor): Tensor {
      const { groups, filters, kernelSize, strides, padding, dilationRate } = this.settings;
      const conv = (image: Tensor4D, filter: Tensor4D) =>
        tf.conv2d(image, filter, [...strides], padding, 'NHWC', [...dilationRate]);
      if (groups === 1) return conv(x, kernel as Tensor4D);
      if (groups === x.shape[3]) {
        // One channel a group: its filters stand side by side, as a depthwise kernel's multiples do.
        const each = tf.reshape(kernel, [...kernelSize, groups, filters / groups]) as Tensor4D;
        return tf.depthwiseConv2d(x, each, [...strides], padding, 'NHWC', [...dilationRate]);
      }
      const images: Tensor[] = tf.split(x, groups, 3);
      const kernels: Tensor[] = tf.split(kernel, groups, 3);
      return tf.concat(
        images.flatMap((image, i) => {
          const filter = kernels[i];
          return filter ? [conv(image as Tensor4D, filter as Tensor4D)] : [];
        }),
        3,
      );
    }
  }
  tf.serialization.registerClass(GroupedConv2D);
  return GroupedConv2D;
}
