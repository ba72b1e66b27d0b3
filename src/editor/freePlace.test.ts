import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { card, freePlace } from './freePlace';

const a = nodeId('a');
const b = nodeId('b');

describe('freePlace', () => {
  it('stands to the right of the node it follows, on the grid', () => {
    const at = freePlace(new Map([[a, { x: 3, y: 40 }]]), [a], { x: 0, y: 0 });
    expect(at).toEqual({ x: 270, y: 40 });
  });

  it('stands below the node it follows in a drawing that leads down', () => {
    const at = freePlace(new Map([[a, { x: 40, y: 0 }]]), [a], { x: 0, y: 0 }, 'down');
    expect(at).toEqual({ x: 40, y: card.height + 80 });
  });

  it('moves down when that place is taken', () => {
    const layout = new Map([
      [a, { x: 0, y: 0 }],
      [b, { x: 270, y: 0 }],
    ]);
    expect(freePlace(layout, [a], { x: 0, y: 0 }).y).toBeGreaterThanOrEqual(card.height);
  });

  it('centres on the middle of what is in view when it follows nothing', () => {
    expect(freePlace(new Map(), [], { x: 500, y: 300 })).toEqual({ x: 410, y: 250 });
  });

  it('never covers a node, however many are added', () => {
    const layout = new Map([[a, { x: 0, y: 0 }]]);
    for (let i = 0; i < 30; i += 1) {
      const at = freePlace(layout, [a], { x: 0, y: 0 });
      const covers = [...layout.values()].some(
        (p) => Math.abs(p.x - at.x) < card.width && Math.abs(p.y - at.y) < card.height,
      );
      expect(covers).toBe(false);
      layout.set(nodeId(`n${i}`), at);
    }
  });
});
