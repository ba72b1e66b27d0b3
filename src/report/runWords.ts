// How a kept run ended, and its settings, in words.

import { optimizerNames } from '../graph/document';
import { formatCount } from '../lib/format';
import { backendNames } from '../training/failures';
import type { Failure, RunSettings } from '../training/protocol';
import type { RunRecord } from '../training/record';
import { augmentationWords } from './augmentationWords';

/** `done`, `stopped at batch 120 of 255`, `diverged at batch 12`. */
export function stateWords({ state, step, totalSteps, failure }: RunRecord): string {
  const at = totalSteps > 0 ? ` at batch ${formatCount(step)} of ${formatCount(totalSteps)}` : '';
  switch (state) {
    case 'done':
      return 'done';
    case 'stopped':
      return `stopped${at}`;
    case 'interrupted':
      return `interrupted${at}`;
    case 'training':
      return `still training${at}`;
    case 'failed':
      return failure ? failureWords(failure) : 'failed';
  }
}

function failureWords({ code, step }: Failure): string {
  const word = code === 'diverged' ? 'diverged' : 'failed';
  return step > 0 ? `${word} at batch ${formatCount(step)}` : `${word} before the first batch`;
}

/** The settings of a run as rows; the same rows in the same order for every run. */
export function settingRows({ settings, data }: RunRecord): readonly (readonly [string, string])[] {
  return [
    ['Data set', data.name],
    ['Optimizer', optimizerNames[settings.optimizer]],
    ['Learning rate', String(settings.learningRate)],
    ['Batch size', formatCount(settings.batchSize)],
    ['Epochs', formatCount(settings.epochs)],
    ['Training images', settings.trainingImages === 0 ? 'all' : formatCount(settings.trainingImages)],
    ['Held out', heldOutWords(settings)],
    ...(settings.augment ? [['Augment', augmentationWords(settings.augment)] as const] : []),
  ];
}

const heldOutWords = ({ heldOut }: RunSettings): string =>
  heldOut === 0 ? 'none' : `${Number((heldOut * 100).toPrecision(3))} % of them`;

/** Where it ran: `WASM, 1 thread`; a dash before the worker has answered. */
export function machineWords({ machine }: RunRecord): string {
  if (!machine) return '–';
  const { backend, threads } = machine;
  const name = backendNames[backend];
  return threads > 0 ? `${name}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : name;
}
