// A queue that gives the least first: a binary heap of whole numbers by what they cost, in two flat lists, for a search
// pushes hundreds of thousands.

export interface LeastFirst {
  readonly push: (item: number, cost: number) => void;
  /** The item of the least cost, which is then out; -1 when there is none. */
  readonly pop: () => number;
}

export function leastFirst(): LeastFirst {
  const items: number[] = [];
  const costs: number[] = [];
  const costAt = (at: number): number => costs[at] ?? Infinity;
  const put = (at: number, item: number, cost: number): void => {
    items[at] = item;
    costs[at] = cost;
  };
  return {
    push: (item, cost) => {
      let at = items.length;
      for (let up = (at - 1) >> 1; at > 0 && costAt(up) > cost; up = (at - 1) >> 1) {
        put(at, items[up] ?? -1, costAt(up));
        at = up;
      }
      put(at, item, cost);
    },
    pop: () => {
      const least = items[0] ?? -1;
      const [item, cost] = [items.pop() ?? -1, costs.pop() ?? 0];
      if (items.length === 0) return least;
      let at = 0;
      for (;;) {
        const left = 2 * at + 1;
        const child = costAt(left + 1) < costAt(left) ? left + 1 : left;
        if (costAt(child) >= cost) break;
        put(at, items[child] ?? -1, costAt(child));
        at = child;
      }
      put(at, item, cost);
      return least;
    },
  };
}
