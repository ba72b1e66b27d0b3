// What ELK is given before it is needed. It is a large program that a browser compiles as it runs, so that the first
// drawing takes three times as long as the next; this one takes that upon itself.
import type { ElkNode } from 'elkjs/lib/elk-api';
import { nodeId } from '../lib/ids';
import { elkGraph } from './elkGraph';
import type { Card, CardWire } from './request';

/** Enough of them that what is slow is met, few enough to be done in some tenths of a second. */
const modules = 10;
const branches = [0, 1, 2];

/** A network of modules with branches, as a drawing may be. */
export function warmUpGraph(): ElkNode {
  const cards: Card[] = [];
  const wires: CardWire[] = [];
  const card = (name: string) => {
    const id = nodeId(name);
    cards.push({ id, width: 190, height: 92 });
    return id;
  };
  let last = card('first');
  for (let module = 0; module < modules; module += 1) {
    const joined = card(`join ${module}`);
    for (const slot of branches) {
      const [from, to] = [card(`in ${module} ${slot}`), card(`out ${module} ${slot}`)];
      wires.push({ from: last, to: from, slot: 0 }, { from, to, slot: 0 }, { from: to, to: joined, slot });
    }
    last = joined;
  }
  return elkGraph(cards, wires);
}
