// The one list of all actions; each folder of the editor brings its own.
import type { Action } from './action';

export const actions: readonly Action[] = [];
