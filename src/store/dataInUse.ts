// Which images are in use: asked by the data slice and by what is derived, which must not import each other.
import type { DataProblem, DataSet } from '../data/dataSet';

export type DataState =
  | { readonly state: 'loading'; readonly id: string; readonly progress: number }
  | { readonly state: 'ready'; readonly dataSet: DataSet }
  /** The previous data set, if any, stays in use beside the problems. */
  | { readonly state: 'failed'; readonly problems: readonly DataProblem[]; readonly dataSet?: DataSet };

/** The data set in use: the one loaded, or the one that stays while another failed to load. */
export const dataSetIn = (data: DataState): DataSet | undefined =>
  data.state === 'loading' ? undefined : data.dataSet;
