// A depthwise convolution with dilation, which tf.js's own layer leaves out of its computation, and with a regulariser,
// which that layer saves under the wrong name. `kernels/gradients` supplies the gradient that tf.js refuses.
import type { DilatedDepthwiseConfig, Tf } from '../layers/tfTypes';
import { convLength, makeKernelLayer, type Tensor4D } from './kernelLayer';
import type { Tensor } from './onlyTensor';

export function makeDilatedDepthwiseConv2d(tf: Tf) {
  class DilatedDepthwiseConv2D extends makeKernelLayer(tf)<DilatedDepthwiseConfig> {
    static readonly className = 'DilatedDepthwiseConv2D';

    /** Kernel [height, width, channels, multiplier]. */
    override build(shape: number[]): void {
      const { kernelSize, depthMultiplier } = this.settings;
      const [kh, kw] = kernelSize;
      const channels = shape[3] ?? 0;
      const fans = { in: kh * kw, out: kh * kw * depthMultiplier };
      this.addWeights([kh, kw, channels, depthMultiplier], fans, [channels * depthMultiplier]);
      super.build(shape);
    }

    override computeOutputShape([batch = null, height = null, width = null, channels = null]: (
      | number
      | null
    )[]) {
      const { settings } = this;
      const deep = (channels ?? 0) * settings.depthMultiplier;
      return [batch, convLength(height, settings, 0), convLength(width, settings, 1), deep];
    }

    /** [batch, height, width, channels] → [batch, height′, width′, channels·multiplier]. */
    protected override compute(x: Tensor4D, kernel: Tensor): Tensor {
      const { strides, padding, dilationRate } = this.settings;
      return tf.depthwiseConv2d(x, kernel as Tensor4D, [...strides], padding, 'NHWC', [...dilationRate]);
    }
  }
  tf.serialization.registerClass(DilatedDepthwiseConv2D);
  return DilatedDepthwiseConv2D;
}
