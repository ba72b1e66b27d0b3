// The column of ConvNetJS 0.3: plain JavaScript, one image at a time, for chains of the layers that it has.
import { Net, Trainer, Vol } from 'convnetjs';
import type { Plan, Step } from '../../../src/plan/plan';
import { dataOf, type NetworkName, planOf, usualBatch } from '../networks';
import { type Column, sameWeights } from './column';

const standIn = 'with max pools for average ones, which ConvNetJS lacks';

function definitionOf(
  { kind, params: p, outputShape: [height, width, depth] }: Step,
  next: Step | undefined,
): object[] {
  const activation = p.activation === 'relu' ? { activation: 'relu' } : {};
  const pad = typeof p.padding === 'number' ? p.padding : 0;
  switch (kind) {
    case 'input':
      return [{ type: 'input', out_sx: width, out_sy: height, out_depth: depth }];
    case 'conv2d':
      return [{ type: 'conv', sx: p.kernel, filters: p.filters, stride: p.stride, pad, ...activation }];
    case 'avgPool':
    case 'maxPool':
      return [{ type: 'pool', sx: p.size, stride: p.stride, pad }];
    case 'flatten':
      return [];
    case 'dense':
      // Its softmax brings a dense layer of its own along.
      return next?.kind === 'classifier' ? [] : [{ type: 'fc', num_neurons: p.units, ...activation }];
    case 'dropout':
      return [{ type: 'dropout', drop_prob: p.rate }];
    case 'classifier':
      return [{ type: 'softmax', num_classes: p.classes }];
    default:
      throw new Error(`ConvNetJS has no ${kind}`);
  }
}

/** Images in the layout of ConvNetJS, its rows and columns within its depth last, as ours. */
function volumesOf(plan: Plan, count: number): readonly Vol[] {
  const { imageShape, train } = dataOf(plan);
  const [height, width, depth] = imageShape;
  const size = height * width * depth;
  return Array.from({ length: count }, (_, i) => {
    const volume = new Vol(width, height, depth, 0);
    for (let at = 0; at < size; at++) volume.w[at] = (train.images[i * size + at] ?? 0) / 255;
    return volume;
  });
}

/** Builds the network and trains one batch. Adadelta stands for Adam, which ConvNetJS lacks. */
export async function openConvnet(network: NetworkName): Promise<Column> {
  const plan = planOf(network);
  const net = new Net();
  net.makeLayers(plan.steps.flatMap((step, i) => definitionOf(step, plan.steps[i + 1])));
  const weights = net.getParamsAndGrads().reduce((sum, { params }) => sum + params.length, 0);
  sameWeights(weights, plan.totals.trainable, 'ConvNetJS');
  const trainer = new Trainer(net, { method: 'adadelta', batch_size: usualBatch });
  const { labels } = dataOf(plan).train;
  const volumes = volumesOf(plan, 16 * usualBatch);
  let next = 0;
  const batch = () => {
    for (let i = 0; i < usualBatch; i++) {
      const at = next++ % volumes.length;
      trainer.train(volumes[at] ?? volumes[0] ?? new Vol(1, 1, 1, 0), labels[at] ?? 0);
    }
  };
  batch();
  return {
    note: plan.steps.some(({ kind }) => kind === 'avgPool') ? standIn : '',
    threads: 1,
    spell: async (seconds) => {
      const start = performance.now();
      let batches = 0;
      do {
        batch();
        batches += 1;
      } while (performance.now() - start < seconds * 1000);
      return (batches * usualBatch * 1000) / (performance.now() - start);
    },
    end: () => {},
  };
}
