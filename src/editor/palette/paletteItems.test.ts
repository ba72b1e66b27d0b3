import { describe, expect, it } from 'vitest';
import { type Module, makeGraph } from '../../graph/graph';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { commonItems, itemsOf, keyOf, moduleItems, newLayer } from './paletteItems';

const moduleOf = (name: string): Module => ({
  name,
  doc: 'Two convolutions.',
  parameters: [{ name: 'width', type: 'int', default: 16, min: 1, max: 512, help: 'Filters of each.' }],
  graph: makeGraph([], []),
  layout: new Map(),
});
const graph = makeGraph([], [], new Map(['inception', 'stage 2'].map((name) => [name, moduleOf(name)])));

describe('what the palette offers', () => {
  it('lists the layers that most drawings have, once each', () => {
    expect(commonItems.map(({ kind }) => kind)).toContain('conv2d');
    expect(new Set(commonItems).size).toBe(commonItems.length);
  });

  it('lists the drawing’s modules, and makes an instance at its parameters’ defaults', () => {
    expect(moduleItems(graph.modules).map(({ label, doc }) => [label, doc])).toEqual([
      ['inception', 'Two convolutions.'],
      ['stage 2', 'Two convolutions.'],
    ]);
    const [first, second] = moduleItems(graph.modules).map((item) => newLayer(keyOf(item), graph));
    expect(first).toEqual({ kind: 'module', params: { module: 'inception', width: 16 }, stem: 'inception' });
    expect(second?.stem).toBe('stage-2-');
    expect(newLayer('module/gone', graph)).toBeUndefined();
  });

  it('makes a layer at its defaults', () => {
    expect(newLayer('conv2d', graph)).toMatchObject({
      kind: 'conv2d',
      params: defaultParams('conv2d'),
      stem: 'conv',
    });
  });

  it('offers no module’s ends outside a definition', () => {
    expect(itemsOf(makeGraph([], [])).map(({ group }) => group)).not.toContain('Module');
    const kinds = itemsOf(makeGraph([{ id: nodeId('in'), kind: 'moduleInput', params: {} }], [])).map(
      ({ kind }) => kind,
    );
    // Only where this version has those layers at all.
    expect(kinds.filter((kind) => kind.startsWith('module')).every((kind) => kind !== 'module')).toBe(true);
  });
});
