// What the designs that stand side by side are trained by: an order for each, with weights and dropout seeded alike where
// layers correspond.
import type { Problem } from '../graph/problem';
import { err, ok, type Result } from '../lib/result';
import type { RunOrder } from '../training/protocol';
import { differenceOf } from './differences';
import type { Pane, PaneId } from './panes';
import { orderOf } from './runOrder';

/** What keeps a pane from being trained. */
export interface PaneProblems {
  readonly pane: PaneId;
  readonly problems: readonly Problem[];
}

export interface Ordered {
  readonly pane: Pane;
  readonly order: RunOrder;
}

/** An order for every pane; else all that is in the way, by pane. */
export function ordersOf(
  panes: readonly Pane[],
  insightEvery: number,
): Result<readonly Ordered[], readonly PaneProblems[]> {
  const orders: Ordered[] = [];
  const inTheWay: PaneProblems[] = [];
  for (const pane of panes) {
    const order = orderOf(pane.store.getState());
    if (!order.ok) inTheWay.push({ pane: pane.id, problems: order.error });
    else orders.push({ pane, order: { ...order.value, insightEvery, seedNames: seedNamesOf(panes, pane) } });
  }
  return inTheWay.length > 0 ? err(inTheWay) : ok(orders);
}

/** Names, in the first design, of the layers that correspond: by those are weights and dropout seeded. */
function seedNamesOf([first]: readonly Pane[], pane: Pane): Readonly<Record<string, string>> {
  if (!first || pane === first) return {};
  const graphOf = ({ store }: Pane) => store.getState().document.graph;
  const { toLeft } = differenceOf(graphOf(first), graphOf(pane)).matching;
  return Object.fromEntries([...toLeft].filter(([own, name]) => own !== name));
}
