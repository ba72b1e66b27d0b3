// How outputs are judged: the metric of each kind of target, and how each metric is written. Without tf.js, so that
// charts and panels can name what the worker measures.
import type { Target } from '../layers/contract';
import type { MetricName } from './protocol';

export interface Metric {
  /** In running text and labels: `accuracy`. */
  readonly label: string;
  /** `share`: 0…1, more is better. `error`: from 0 up, less is better. `decibel`: more is better. */
  readonly unit: 'share' | 'error' | 'decibel';
  /** One sentence, shown as help. */
  readonly doc: string;
}

export const metrics: Readonly<Record<MetricName, Metric>> = {
  accuracy: {
    label: 'accuracy',
    unit: 'share',
    doc: 'Share of images whose most probable class is the true one.',
  },
  'top-5 accuracy': {
    label: 'top-5 accuracy',
    unit: 'share',
    doc: 'Share of images whose true class is among the five most probable.',
  },
  'labels right': {
    label: 'labels right',
    unit: 'share',
    doc: 'Share of all labels that were judged rightly, present or not.',
  },
  'pixel accuracy': {
    label: 'pixel accuracy',
    unit: 'share',
    doc: 'Share of pixels whose most probable class is the true one.',
  },
  'mean IoU': {
    label: 'mean IoU',
    unit: 'share',
    doc: 'Intersection over union of predicted and true pixels, averaged over the classes that occur.',
  },
  'mean absolute error': {
    label: 'error',
    unit: 'error',
    doc: 'Mean absolute difference between output and target.',
  },
  PSNR: {
    label: 'PSNR',
    unit: 'decibel',
    doc: 'Peak signal-to-noise ratio, 10·log₁₀(1/mean squared error) of an image, averaged over images.',
  },
};

const byTarget: Readonly<Record<Target, MetricName>> = {
  class: 'accuracy',
  labels: 'labels right',
  pixels: 'pixel accuracy',
  values: 'mean absolute error',
  image: 'mean absolute error',
};

/** The metric that curves show of a head with this target. */
export const metricOf = (target: Target): MetricName => byTarget[target];
