// The figures on a card: what the view's setting asks for, and where cards are coloured by their share, always that
// share as a number too.
import type { NodeId } from '../../lib/ids';
import type { NodeShape } from '../../shapes/nodeShape';
import { fullId } from '../../store/level';
import type { State } from '../../store/state';
import { useStore, useStoreAfterwards } from '../../store/store';
import {
  amountOf,
  type Figure,
  type Summed,
  shareOf,
  tintClass,
  writeAmount,
  writeField,
  writeInFull,
  writeShare,
} from '../costs/figures';
import { costsIn, measuredIn } from '../costs/useMeasured';
import styles from './LayerNode.module.css';

type Known = Extract<NodeShape, { state: 'ok' }>;

/** The class of the colour scale that a node's share falls in; undefined where cards are not coloured. */
export function useHeat(id: NodeId): number | undefined {
  return useStoreAfterwards((state) => {
    if (state.tint === 'none') return undefined;
    const measured = measuredIn(state);
    const costs = measured.costs.get(fullId(state, id));
    return costs && tintClass(shareOf(costs, measured, state.tint));
  });
}

export function CardCosts({ shape }: { shape: Known }) {
  const tint = useStore((s) => s.tint);
  const cardFigure = useStore((s) => s.cardFigure);
  const figures: readonly Figure[] =
    cardFigure === 'costs' ? ['weights', 'macs'] : cardFigure === 'none' ? [] : [cardFigure];
  // The coloured figure first, with its share; of two others only as many as there is room for.
  const others = tint === 'none' ? figures : figures.filter((figure) => figure !== tint).slice(0, 1);
  return (
    <span className={styles.costs} data-figure={cardFigure}>
      {tint !== 'none' && <Share shape={shape} figure={tint} />}
      {others.map((figure) => (
        <One key={figure} shape={shape} figure={figure} />
      ))}
    </span>
  );
}

function Share({ shape, figure }: { shape: Known; figure: Summed }) {
  const share = useStoreAfterwards((state) => {
    const measured = measuredIn(state);
    const costs = measured.costs.get(fullId(state, shape.node.id));
    return costs ? shareOf(costs, measured, figure) : undefined;
  });
  const amount = useAmount(shape, figure);
  if (share === undefined) return <One shape={shape} figure={figure} />;
  return (
    <span className={styles.share} title={`${writeShare(share)} of all: ${writeInFull(amount, figure)}`}>
      {writeShare(share)}
      <span className={styles.shareOf}>{writeAmount(amount, figure)}</span>
    </span>
  );
}

function One({ shape, figure }: { shape: Known; figure: Figure }) {
  return figure === 'field' ? <Field id={shape.node.id} /> : <Amount shape={shape} figure={figure} />;
}

const units: Readonly<Record<Summed, string>> = { weights: ' weights', macs: ' MACs', memory: '' };

function Amount({ shape, figure }: { shape: Known; figure: Summed }) {
  const amount = useAmount(shape, figure);
  if (amount === 0) return null;
  return (
    <span title={writeInFull(amount, figure)}>
      {writeAmount(amount, figure)}
      {units[figure]}
    </span>
  );
}

/** Weights and MACs are the layer's own; memory is measured, at the batch size. */
function useAmount({ node, cost }: Known, figure: Summed): number {
  return useStoreAfterwards((state) => {
    if (figure !== 'memory') return amountOf({ ...cost, activationBytes: 0 }, figure);
    const costs = costsIn(state, node.id);
    return costs ? amountOf(costs, figure) : 0;
  });
}

function Field({ id }: { id: NodeId }) {
  const size = useStoreAfterwards((state: State) => {
    const measured = measuredIn(state);
    const costs = measured.costs.get(fullId(state, id));
    return costs && writeField(costs, measured);
  });
  if (size === undefined) return null;
  return <span title={`Each pixel of its output sees ${size} pixels of the input`}>sees {size}</span>;
}
