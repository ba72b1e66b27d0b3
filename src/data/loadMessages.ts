// What the page and the data worker say to each other; apart, so that the page loads none of the worker's code.
import type { Result } from '../lib/result';
import type { BuiltInId, DataProblem, DataSet } from './dataSet';

export type LoadRequest =
  | { readonly kind: 'builtIn'; readonly id: BuiltInId }
  | { readonly kind: 'files'; readonly files: readonly File[] };

export type LoadedDataSet = Result<DataSet, DataProblem[]>;

export type LoadMessage =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly result: LoadedDataSet };

/** What an exception in the worker means to the user. */
export const workerProblem = (reason: string): DataProblem => ({
  code: 'worker-failed',
  at: 'data worker',
  message: `The data could not be loaded: the worker stopped (${reason}). Close other tabs if memory is short, and try again.`,
});
