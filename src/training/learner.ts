// The network while it learns: weights, optimiser and the things done with them, a gradient step, an assessment and a
// look at its pictures. Knows tensors; knows nothing of epochs, time or events.
import { type Insight, makeInsight } from '../insight/insight';
import type { Tf } from '../layers/tfTypes';
import { buildModel } from '../model/buildModel';
import { randomLayers } from '../model/randomLayers';
import { type Batch, batchOf } from './batch';
import { changedPixels } from './changedPixels';
import { putWeights, readWeights } from './checkpoint';
import { feedOf } from './feeds';
import { type ForwardPass, makeForwardPass } from './forwardPass';
import { type Judgement, judgementOf, metricSum, type Tensor1D } from './judgements';
import type { Scalar, Tensor } from './losses';
import { makeOptimizer } from './optimizers';
import { drawPictures } from './pictures';
import type { OptimizerMemory, RunOrder, TestPictures, WireSplit } from './protocol';
import { imagesFor, makeResidents, sourcesOf } from './residents';
import { type HeadTarget, targetsOf } from './targets';

type Variable = ReturnType<Tf['variable']>;

export interface Learner extends Pick<ForwardPass, 'penalised'> {
  /** The heads, in the order of all figures. */
  readonly targets: readonly HeadTarget[];
  /**
   * One gradient step on the training images at `indices`; `step` counts from 1 and seeds all that is random.
   * Returns for each head its mean loss and what its metric sums, then the penalty where there is one, all from before
   * the step and still on the device; the caller disposes it. With `looking`, what `insight` reads follows.
   */
  readonly learn: (indices: Uint32Array, step: number, looking?: boolean) => Tensor1D;
  /** How looks are read; undefined where there is no sample to look at. */
  readonly insight: Insight | undefined;
  /** Judgements of all heads, to be shown what `assess` gives; `full`: with the figures that only a test needs. */
  readonly judge: (full: boolean) => readonly Judgement[];
  /**
   * Outside training mode, on the device: for each head its mean loss and what its judgement measures, then the
   * penalty where there is one; the caller disposes it.
   */
  readonly assess: (split: WireSplit, indices: Uint32Array, judgements: readonly Judgement[]) => Tensor1D;
  /** What the first head of pictures makes of the images at `indices`; undefined where there is no such head. */
  readonly show: (split: WireSplit, indices: Uint32Array) => Promise<TestPictures | undefined>;
  /** Values of all weights, moving statistics among them, in the order of the training model's weights. */
  readonly readWeights: () => Promise<readonly Float32Array[]>;
  readonly readOptimizer: () => Promise<OptimizerMemory>;
  readonly dispose: () => void;
}

/** The whole loss, from the heads' own and the penalty. */
export const totalLoss = (
  targets: readonly HeadTarget[],
  losses: readonly number[],
  penalty: number,
): number =>
  targets.reduce(
    (sum, { head }, i) => (head.weight === 0 ? sum : sum + head.weight * (losses[i] ?? Number.NaN)),
    penalty,
  );

/**
 * Builds the plan's network with weights from the run's seed, and its optimiser. `sample`: training images whose
 * activations are looked at; left out, nothing is looked into and nothing more is computed. `resident`: bytes of
 * training data that may be kept on the device; at 0, every batch is uploaded.
 */
export function makeLearner(tf: Tf, order: RunOrder, sample?: Uint32Array, resident = 0): Learner {
  const { plan, settings, seedNames } = order;
  const built = buildModel(tf, plan, settings.seed, seedNames);
  const { training } = built;
  const insight = sample && makeInsight(tf, plan, built);
  const reseed = randomLayers(training, settings.seed, seedNames);
  if (order.from) putWeights(tf, training.weights, order.from);
  const weights = training.trainableWeights.map((weight) => weight.read() as Variable);
  const optimizer = makeOptimizer(
    tf,
    settings.optimizer,
    settings.learningRate,
    weights,
    order.from?.optimizer,
  );
  const targets = targetsOf(order);
  const feeds = plan.inputs.map((id) => {
    const step = plan.steps.find((s) => s.id === id);
    if (!step) throw new Error(`Plan without its input step "${id}"`);
    return feedOf(step, order);
  });
  const { train } = order;
  const used = Math.min(settings.trainingImages || train.count, train.count);
  const sources = sourcesOf(feeds, targets);
  const kept = settings.augment ? imagesFor(sources, order.imageShape) : sources;
  const residents = resident > 0 ? makeResidents(tf, kept, train, used, resident) : undefined;
  const { penalised, forward, penaltyOf, seenOf, lossOf } = makeForwardPass(tf, plan, training, targets);

  /** Of the sample, in a scope of its own, so that its activations are freed before the gradient's are made. */
  const lookAtOutputs = (): readonly Tensor[] => {
    if (!insight || !sample) return [];
    return tf.tidy(() => [
      ...insight.measureOutputs(batchOf(tf, feeds, train, sample, 'assessment', residents).inputs),
    ]);
  };

  const learned = (indices: Uint32Array, step: number): Batch =>
    batchOf(
      tf,
      feeds,
      train,
      indices,
      { step },
      residents,
      changedPixels(tf, order, indices, step, residents),
    );

  const learn = (indices: Uint32Array, step: number, looking = false) =>
    tf.tidy(() => {
      const seenOutputs = looking ? lookAtOutputs() : [];
      const batch = learned(indices, step);
      // Uploaded before the gradient's own scope, which frees what is made in it.
      for (const target of targets) batch.compared(target);
      reseed(step);
      const told: Tensor[] = [];
      // Kept, because variableGrads frees everything but the loss.
      const keep = <T extends Tensor>(tensor: T): T => {
        told.push(tf.keep(tensor));
        return tensor;
      };
      const { grads } = tf.variableGrads(() => {
        const outputs = forward(batch, true);
        const weighted: Tensor[] = [];
        for (const [i, target] of targets.entries()) {
          const seen = seenOf(batch, outputs, i);
          const loss = keep(lossOf(target, seen));
          keep(metricSum(tf, target, seen));
          const { weight } = target.head;
          if (weight !== 0) weighted.push(weight === 1 ? loss : tf.mul(loss, weight));
        }
        const penalty = penaltyOf(outputs);
        if (penalty) weighted.push(keep(penalty));
        return weighted.reduce((sum, term) => tf.add(sum, term)) as Scalar;
      }, weights);
      const seenWeights = optimizer.apply(grads, looking ? insight?.measureWeight : undefined);
      const figures = tf.stack([...told, ...seenWeights, ...seenOutputs]) as Tensor1D;
      tf.dispose(told);
      return figures;
    });

  const assess: Learner['assess'] = (split, indices, judgements) =>
    tf.tidy(() => {
      const batch = batchOf(tf, feeds, split, indices, 'assessment', residents);
      const outputs = forward(batch, false);
      const parts = targets.flatMap((target, i) => {
        const seen = seenOf(batch, outputs, i);
        const measured = judgements[i]?.measure(seen) ?? [];
        return [tf.reshape(lossOf(target, seen), [1]), ...measured];
      });
      const penalty = penaltyOf(outputs);
      if (penalty) parts.push(tf.reshape(penalty, [1]));
      return tf.concat1d(parts as Tensor1D[]);
    });

  return {
    targets,
    penalised,
    learn,
    insight,
    judge: (full) => targets.map((target) => judgementOf(tf, target, full)),
    assess,
    show: (split, indices) => {
      const at = targets.findIndex(({ head }) => head.target === 'image' || head.target === 'pixels');
      const target = targets[at];
      if (!target || indices.length === 0) return Promise.resolve(undefined);
      const read = tf.tidy(
        () => forward(batchOf(tf, feeds, split, indices, 'assessment'), false)[at] as Tensor,
      );
      return drawPictures(tf, { target, read, feeds, split, indices, imageShape: order.imageShape });
    },
    readWeights: () => readWeights(training.weights),
    readOptimizer: optimizer.read,
    dispose: () => {
      residents?.dispose();
      optimizer.dispose();
      built.dispose();
    },
  };
}
