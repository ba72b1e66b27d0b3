// What usually comes next. The table is the habit of the published networks: for each kind the layers that follow it in
// `templates/`, most frequent first; a test holds it to them. What depends on the place stands beside it as a rule.
import { groups, isImage, type Shape } from '../layers/contract';
import type { Params } from '../layers/fields';
import { layerOf } from '../layers/index';

/** By kind. Kinds of a group that are not in it follow the group's first. */
export const followers: Readonly<Record<string, readonly string[]>> = {
  input: ['conv2d', 'bottleneck', 'maxPool', 'flatten', 'batchNorm', 'separableConv2d', 'avgPool'],
  vectorInput: ['dense', 'batchNorm', 'dropout', 'reshape'],
  conv2d: ['maxPool', 'conv2d', 'batchNorm', 'concat', 'bottleneck', 'localResponseNorm', 'avgPool', 'add'],
  bottleneck: ['conv2d', 'batchNorm', 'concat', 'bottleneck', 'maxPool', 'globalAvgPool', 'avgPool', 'add'],
  transposedConv2d: [
    'transposedConv2d',
    'concat',
    'conv2d',
    'batchNorm',
    'reconstruction',
    'pixelClassifier',
  ],
  maxPool: ['conv2d', 'bottleneck', 'flatten', 'maxUnpool', 'localResponseNorm', 'dropout', 'globalAvgPool'],
  globalAvgPool: ['dense', 'dropout', 'classifier', 'reshape'],
  upSample: ['conv2d', 'concat', 'add', 'bottleneck'],
  maxUnpool: ['transposedConv2d', 'conv2d', 'bottleneck'],
  flatten: ['dense', 'dropout', 'batchNorm'],
  reshape: ['transposedConv2d', 'bottleneck', 'conv2d', 'upSample'],
  dense: ['classifier', 'dropout', 'dense', 'batchNorm', 'activation', 'regression', 'reshape'],
  batchNorm: ['activation', 'add', 'conv2d', 'maxPool'],
  localResponseNorm: ['maxPool', 'bottleneck', 'conv2d'],
  activation: ['conv2d', 'bottleneck', 'maxPool', 'globalAvgPool', 'dense', 'add', 'dropout'],
  dropout: ['dense', 'conv2d', 'bottleneck', 'flatten'],
  add: ['activation', 'conv2d', 'batchNorm', 'maxPool', 'globalAvgPool'],
  concat: ['conv2d', 'maxPool', 'bottleneck', 'globalAvgPool', 'batchNorm'],
  gaussianSampling: ['dense', 'reshape'],
  module: ['module', 'maxPool', 'globalAvgPool', 'conv2d', 'bottleneck', 'concat', 'batchNorm'],
  moduleInput: ['conv2d', 'bottleneck', 'batchNorm', 'maxPool', 'depthwiseConv2d'],
};

/** Kinds that the groups go by where the table has no row of its own. */
const rowOfGroup: Readonly<Record<string, string>> = {
  Convolution: 'conv2d',
  Pooling: 'maxPool',
  Merge: 'concat',
  Activation: 'activation',
  Normalisation: 'batchNorm',
  Regularisation: 'dropout',
  Shape: 'conv2d',
};

/** Below this side the published networks end their feature maps: VGG at 7, AlexNet at 6, LeNet-5 at 5. */
export const smallestMaps = 7;

export interface Before {
  readonly kind: string;
  readonly params: Params;
  /** Of its output, where it is known. */
  readonly shape?: Shape;
}

/** How likely a kind follows: 0 is the likeliest; a kind that is not known to follow comes after all that are. */
export function rankAfter(before: Before, kind: string): number {
  const at = likelyAfter(before).indexOf(kind);
  return at >= 0 ? at : unlikely + rareness(kind);
}

const unlikely = 100;
/** Kinds that nothing is known of keep the order of the registry's groups. */
function rareness(kind: string): number {
  const at = groups.indexOf(layerOf(kind).group);
  // An input follows nothing.
  return at <= 0 ? groups.length : at;
}

function likelyAfter(before: Before): readonly string[] {
  const usual = followers[before.kind] ?? followers[rowOfGroup[layerOf(before.kind).group] ?? ''] ?? [];
  return [...new Set([...firstHere(before), ...usual])];
}

function firstHere({ kind, params, shape }: Before): readonly string[] {
  const { group } = layerOf(kind);
  // A convolution without an activation is drawn so where batch norm comes between the two (Ioffe & Szegedy 2015).
  if (group === 'Convolution' && params.activation === 'none') return ['batchNorm', 'activation'];
  // After an activation a dense layer is hidden, and no classifier takes what it gives for logits.
  if (kind === 'dense' && params.activation !== 'none') return ['dense', 'dropout'];
  const small = shape && isImage(shape) && Math.min(shape[0], shape[1]) <= smallestMaps;
  const endsMaps =
    group === 'Pooling' || group === 'Convolution' || kind === 'activation' || kind === 'concat';
  return small && endsMaps ? ['flatten', 'globalAvgPool'] : [];
}
