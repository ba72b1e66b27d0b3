// Batch norm by the batch's own statistics as one operation with its own gradient. Written out in stock operations its
// backward pass keeps and multiplies a dozen full-size tensors; closed, it needs x and two vectors.
import { type BatchNormTrainAttrs, batchNormTrainGrad, batchNormTrain as forwardName } from './names';
import { nth, type Save, type Tensor, type Tf, tryOwn } from './ownKernel';

export interface BatchNormed {
  /** In the shape of x. */
  readonly y: Tensor;
  /** [c] each, over all axes but the last, of the population. Constants: no gradient flows through them. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * `y = γ·(x − mean)/√(variance + ε) + β` over the last axis of x [..., c] (Ioffe & Szegedy 2015, algorithm 1);
 * gamma and beta are [c] or left out. Differentiable in x, gamma and beta, through mean and variance too.
 */
export function batchNormTrain(
  tf: Tf,
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  epsilon: number,
): BatchNormed {
  const attrs: BatchNormTrainAttrs = { epsilon };
  const kept: Tensor[] = [];
  const operation = tf.customGrad((...args) => {
    const save = args.at(-1) as Save;
    const [input, ...vectors] = args.slice(0, -1) as [Tensor, ...Tensor[]];
    const scale = gamma && vectors[0];
    const [y, mean, variance] = forward(tf, input, scale, beta && vectors.at(-1), attrs);
    // The scope of this operation ends before its caller can take them.
    kept.push(tf.keep(mean), tf.keep(variance));
    save(scale ? [input, mean, variance, scale] : [input, mean, variance]);
    const gradFunc = (dy: Tensor, saved: Tensor[]) => {
      const [dx, dgamma, dbeta] = backward(tf, dy, saved, attrs);
      return [dx, ...(gamma ? [dgamma] : []), ...(beta ? [dbeta] : [])];
    };
    return { value: y, gradFunc };
  });
  const y = operation(x, ...[gamma, beta].filter((vector) => vector !== undefined));
  const [mean, variance] = kept.map((tensor) => {
    const tracked = tf.clone(tensor);
    tensor.dispose();
    return tracked;
  });
  if (!mean || !variance) throw new Error('Batch norm without its statistics');
  return { y, mean, variance };
}

type Rows = ReturnType<Tf['tensor2d']>;
type Vector = ReturnType<Tf['tensor1d']>;
type Three = readonly [Tensor, Tensor, Tensor];
const three = (tensors: readonly Tensor[]): Three => [nth(tensors, 0), nth(tensors, 1), nth(tensors, 2)];

/** x as rows of channels, so that every backend reduces over the outer axis. */
const asRows = (tf: Tf, x: Tensor): Tensor => tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);

function forward(
  tf: Tf,
  x: Tensor,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  attrs: BatchNormTrainAttrs,
): Three {
  const own = tryOwn(tf, forwardName, { x, gamma, beta }, attrs, 3);
  if (own) return three(own);
  const rows = asRows(tf, x);
  const mean = tf.mean(rows, 0);
  const variance = tf.mean(tf.square(tf.sub(rows, mean)), 0);
  const y = tf.batchNorm(
    rows as Rows,
    mean as Vector,
    variance as Vector,
    beta as Vector | undefined,
    gamma as Vector | undefined,
    attrs.epsilon,
  );
  return [tf.reshape(y, x.shape), mean, variance];
}

/**
 * With `r = 1/√(variance + ε)`, `a = γ·r`, N values a channel, and sums over all axes but the last:
 * `dβ = Σdy`, `dγ = r·Σdy(x − mean)`, `dx = a·dy − (a/N)·(dβ + (x − mean)·r·dγ)` (section 3 of the paper, gathered).
 */
function backward(
  tf: Tf,
  dy: Tensor,
  [x, mean, variance, gamma]: readonly Tensor[],
  attrs: BatchNormTrainAttrs,
): Three {
  if (!x || !mean || !variance) throw new Error('The gradient of batch norm without what was saved for it');
  const own = tryOwn(tf, batchNormTrainGrad, { dy, x, mean, variance, gamma }, attrs, 3);
  if (own) return three(own);
  const above = asRows(tf, dy);
  const centred = tf.sub(asRows(tf, x), mean);
  const r = tf.rsqrt(tf.add(variance, attrs.epsilon));
  const a = gamma ? tf.mul(r, gamma) : r;
  const dbeta = tf.sum(above, 0);
  const dgamma = tf.mul(r, tf.sum(tf.mul(above, centred), 0));
  const share = tf.mul(a, -1 / (above.shape[0] ?? 1));
  const through = tf.add(tf.mul(centred, tf.mul(share, tf.mul(r, dgamma))), tf.mul(share, dbeta));
  return [tf.reshape(tf.add(tf.mul(above, a), through), x.shape), dgamma, dbeta];
}
