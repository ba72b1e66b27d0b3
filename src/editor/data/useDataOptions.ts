// The choice of data sets as the store has it now.
import { useMemo } from 'react';
import { useStore } from '../../store/store';
import { type DataOption, dataOptions } from './dataOptions';

export function useDataOptions(): DataOption[] {
  const own = useStore((s) => s.ownDataSets);
  const chosen = useStore((s) => s.document.training.data);
  const inUse = useStore((s) => (s.data.state === 'loading' ? undefined : s.data.dataSet));
  return useMemo(() => dataOptions(own, chosen, inUse), [own, chosen, inUse]);
}
