// What the drawing costs, for components; the same object until the drawing or the batch size has changed.
import type { NodeId } from '../../lib/ids';
import { fullId } from '../../store/level';
import { type Costs, type Measured, measuredOf } from '../../store/measured';
import type { State } from '../../store/state';
import { useStoreAfterwards } from '../../store/store';

export const measuredIn = ({ document: { graph, training } }: State): Measured =>
  measuredOf(graph, training.batchSize);

/** What a node of the level that is shown costs, or all within an instance there. */
export const costsIn = (state: State, id: NodeId): Costs | undefined =>
  measuredIn(state).costs.get(fullId(state, id));

/** It comes a frame after the edit. */
export const useMeasured = (): Measured => useStoreAfterwards(measuredIn);
