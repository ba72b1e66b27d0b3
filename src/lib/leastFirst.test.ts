import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leastFirst } from './leastFirst';

it('gives what it holds in the order of its costs, however pushes and pops are mixed', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ noNaN: true }), { nil: undefined })), (asked) => {
      const queue = leastFirst();
      const held: number[] = [];
      const costs: number[] = [];
      for (const cost of [...asked, ...asked.map(() => undefined)]) {
        if (cost !== undefined) {
          queue.push(costs.length, cost);
          held.push(cost);
          costs.push(cost);
          continue;
        }
        const item = queue.pop();
        if (held.length === 0) expect(item).toBe(-1);
        else {
          const least = held.reduce((a, b) => Math.min(a, b));
          expect(costs[item] === least).toBe(true);
          held.splice(held.indexOf(least), 1);
        }
      }
    }),
  );
});
