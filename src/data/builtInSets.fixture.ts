// The built-in data sets for tests that only read them: each is drawn once for all files of a run.
import { makeBuiltIn } from './builtIn';
import type { BuiltInId, DataSet } from './dataSet';

const drawn = new Map<BuiltInId, DataSet>();

export function builtInSet(id: BuiltInId): DataSet {
  const set = drawn.get(id) ?? makeBuiltIn(id);
  drawn.set(id, set);
  return set;
}
