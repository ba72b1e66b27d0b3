// The diff on drawings with modules folded: every card's state, and counterparts of selected cards.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edgeIdOf, nodeId } from '../lib/ids';
import { diffGraphs } from './diff';
import { disguised, flatGraphIn, splicedOut, withoutAdds } from './edits.fixture';
import { counterpartsOf, statesAt, wiresAt } from './levels';

const folder = new URL('../../templates/', import.meta.url);
const flatTemplate = (name: string) => flatGraphIn(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const left = flatTemplate('resnet-152');
const { twin, gone } = withoutAdds(left);
const diff = diffGraphs(left, twin);
const stage = nodeId('conv4_x');
const block = nodeId('conv4_x/block7');

describe('cards of a level', () => {
  it('count what differs inside, level by level', () => {
    const top = statesAt(diff.left, left, '');
    const stages = [...top].filter(([id]) => !left.nodes.has(id));
    expect(stages.length).toBe(4);
    for (const [, { state }] of stages) expect(state).toBe('changed');
    expect([...top.values()].reduce((sum, { differing }) => sum + differing, 0)).toBe(gone.size);
    expect([...top.values()].reduce((sum, { nodes }) => sum + nodes, 0)).toBe(left.nodes.size);
    for (const [id] of stages) {
      const blocks = [...statesAt(diff.left, left, id).values()];
      expect(blocks.reduce((sum, { differing }) => sum + differing, 0)).toBe(top.get(id)?.differing);
    }
    for (const { state } of statesAt(diff.right, twin, '').values()) expect(state).toBe('same');
  });

  it('are removed where all inside is', () => {
    const without = splicedOut(
      left,
      new Set([...left.nodes.keys()].filter((id) => id.startsWith(`${block}/`))),
    );
    const states = statesAt(diffGraphs(left, without).left, left, stage);
    expect(states.get(block)).toEqual({ state: 'removed', differing: 10, nodes: 10 });
    expect(states.get(nodeId(`${stage}/block8`))).toEqual({ state: 'same', differing: 0, nodes: 10 });
  });

  it('inside a block are plain nodes, and only the add is gone', () => {
    const add = nodeId(`${block}/add`);
    const states = statesAt(diff.left, left, block);
    expect(states.get(add)).toEqual({ state: 'removed', differing: 1, nodes: 1 });
    const relu = nodeId(`${block}/relu`);
    expect(states.get(relu)?.state).toBe('same');
    expect(wiresAt(diff.left, left, block).get(edgeIdOf(add, relu, 0))).toBe('removed');
  });
});

describe('counterparts', () => {
  const graphs = { left, right: twin };

  it('of an instance are the instance that holds most of it, of a node its partner', () => {
    expect(counterpartsOf(diff.matching, 'left', graphs, [stage])).toEqual([stage]);
    expect(counterpartsOf(diff.matching, 'right', graphs, [stage])).toEqual([stage]);
    expect(counterpartsOf(diff.matching, 'left', graphs, [block])).toEqual([block]);
    const kept = [...twin.nodes.keys()].at(-1) ?? nodeId('');
    expect(counterpartsOf(diff.matching, 'left', graphs, [kept, block])).toEqual([kept, block]);
    expect(counterpartsOf(diff.matching, 'left', graphs, [...gone])).toEqual([]);
  });

  it('of an instance are its nodes’ partners where the other design has no modules', () => {
    const { copy, names } = disguised(left, 2);
    const { matching } = diffGraphs(left, copy);
    const inside = [...left.nodes.keys()].filter((id) => id.startsWith(`${stage}/`));
    const found = counterpartsOf(matching, 'left', { left, right: copy }, [stage]);
    expect(new Set(found)).toEqual(new Set(inside.map((id) => names.get(id))));
  });
});
