// Which images are in use: asked by the data slice and by what is derived, which must not import each other.
import type { DataSet } from '../data/dataSet';
import type { DataState } from './state';

/** The data set in use: the one loaded, or the one that stays while another failed to load. */
export const dataSetIn = (data: DataState): DataSet | undefined =>
  data.state === 'loading' ? undefined : data.dataSet;
