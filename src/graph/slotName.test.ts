import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { type Module, makeGraph } from './graph';
import { slotName } from './slotName';

const port = (id: string) => ({ id: nodeId(id), kind: 'moduleInput', params: {} });
const gate: Module = {
  name: 'gate',
  doc: '',
  parameters: [],
  graph: makeGraph([port('maps'), port('logVariance'), port('3a-in')], []),
  layout: new Map(),
};
const graph = makeGraph([], [], new Map([['gate', gate]]));

describe('slotName', () => {
  it('names the slots of inputs that are not alike', () => {
    const node = { id: nodeId('gate1'), kind: 'module', params: { module: 'gate' } };
    expect([0, 1, 2, 3].map((slot) => slotName(graph, node, slot))).toEqual([
      'maps',
      'log variance',
      '3a-in',
      undefined,
    ]);
  });

  it('leaves the slots of a merge and a single input without a name', () => {
    for (const kind of ['concat', 'conv2d'])
      expect(slotName(graph, { id: nodeId('n'), kind, params: {} }, 0)).toBeUndefined();
  });
});
