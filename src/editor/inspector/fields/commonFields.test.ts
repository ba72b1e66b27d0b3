// What several nodes have in common.
import { describe, expect, it } from 'vitest';
import { draw } from '../../../graph/drawing.fixture';
import { commonFields } from './commonFields';

const graph = draw(`module block width:8
    in = moduleInput
    out = moduleOutput < in
  end
  input = input
  a = conv2d filters:8 stride:2 < input
  b = conv2d filters:16 stride:2 < a
  p = maxPool stride:2 < b
  d = dense units:10
  b1 = block width:4 < input
  b2 = block width:4 < input`);
const common = (...ids: string[]) =>
  commonFields(
    graph,
    [...graph.nodes.values()].filter(({ id }) => ids.includes(id)),
  );
const of = (name: string, ...ids: string[]) => common(...ids).find((each) => each.name === name);

describe('commonFields', () => {
  it('of one kind are all its fields; a value that differs is a blank', () => {
    expect(of('filters', 'a', 'b')).toMatchObject({ mixed: true, value: '' });
    expect(of('stride', 'a', 'b')).toMatchObject({ mixed: false, value: 2 });
    expect(of('activation', 'a', 'b')?.field.type).toBe('choice');
  });

  it('of other kinds are those of the same name and type', () => {
    expect(of('stride', 'a', 'b', 'p')).toMatchObject({ mixed: false, value: 2 });
    expect(of('filters', 'a', 'p')).toBeUndefined();
    expect(of('units', 'a', 'd')).toBeUndefined();
    expect(of('stride', 'a', 'd')).toBeUndefined();
  });

  it('of instances are the module’s parameters, never which module it is', () => {
    expect(common('b1', 'b2').map(({ name, mixed }) => [name, mixed])).toEqual([['width', false]]);
  });
});
