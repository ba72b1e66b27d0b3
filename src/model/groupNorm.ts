// Group normalisation (Wu & He 2018), which tf.js lacks; named and configured as Keras 3 has it.
import type { GroupNormConfig, Tf, TfLayer } from '../layers/tfTypes';
import { onlyTensor, type Tensor } from './onlyTensor';
import { standardise } from './standardise';

type Variable = ReturnType<TfLayer['addWeight']>;

export function makeGroupNorm(tf: Tf) {
  class GroupNormalization extends tf.layers.Layer {
    static readonly className = 'GroupNormalization';
    private readonly groups: number;
    private readonly epsilon: number;
    private gamma: Variable | undefined;
    private beta: Variable | undefined;

    constructor(config: GroupNormConfig) {
      super({ ...config });
      this.groups = config.groups;
      this.epsilon = config.epsilon;
    }

    /** γ and β: one each for every channel. */
    override build(shape: number[]): void {
      const channels = shape.at(-1) ?? 0;
      this.gamma = this.addWeight('gamma', [channels], 'float32', tf.initializers.ones());
      this.beta = this.addWeight('beta', [channels], 'float32', tf.initializers.zeros());
      super.build(shape);
    }

    override computeOutputShape(shape: (number | null)[]): (number | null)[] {
      return shape;
    }

    /** x: [batch, …, channels]; each group is `channels / groups` neighbouring channels at all pixels. */
    override call(inputs: Tensor | Tensor[]): Tensor {
      const x = onlyTensor(this, inputs);
      const { gamma, beta, groups, epsilon } = this;
      if (!gamma || !beta) throw new Error(`${this.name}: called before it was built`);
      return tf.tidy(() => {
        const [batch = 0, ...rest] = x.shape;
        const channels = rest.pop() ?? 0;
        const pixels = rest.reduce((n, d) => n * d, 1);
        const grouped = tf.reshape(x, [batch, pixels, groups, channels / groups]);
        const standard = tf.reshape(standardise(tf, grouped, [1, 3], epsilon), x.shape);
        return tf.add(tf.mul(standard, gamma.read()), beta.read());
      });
    }

    override getConfig() {
      return { ...super.getConfig(), groups: this.groups, axis: -1, epsilon: this.epsilon };
    }
  }
  tf.serialization.registerClass(GroupNormalization);
  return GroupNormalization;
}
