// What the drawing costs, for components; the same object until the drawing or the batch size has changed.
import { type Measured, measuredOf } from '../../store/measured';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';

export const measuredIn = ({ document: { graph, training } }: State): Measured =>
  measuredOf(graph, training.batchSize);

export const useMeasured = (): Measured => useStore(measuredIn);
