// A card that is put on a wire stands between the wire's ends, whichever way the drawing leads, and covers none.
import { describe, expect, it } from 'vitest';
import { draw } from '../../graph/drawing.fixture';
import { edgeIdOf, nodeId } from '../../lib/ids';
import { turnPoint } from '../../lib/turned';
import { placeOnWire } from './placing';

const graph = draw(`
  in = input
  a = conv2d < in
  b = conv2d < a
  c = conv2d < b
`);
const edge = graph.edges.get(edgeIdOf(nodeId('a'), nodeId('b'), 0));
if (!edge) throw new Error('The fixture has no such wire.');

describe('placeOnWire', () => {
  it.each([
    ['right', 260],
    ['down', 170],
  ] as const)('makes room along a drawing that leads %s', (direction, pitch) => {
    const layout = new Map(
      [...graph.nodes.keys()].map((id, i) => [id, turnPoint(direction, { x: i * pitch, y: 40 })]),
    );
    const { at, room } = placeOnWire({ graph, layout }, edge, direction);
    expect(at).toEqual(turnPoint(direction, { x: 2 * pitch, y: 40 }));
    const moved = ['b', 'c'].map((id, i) => [id, turnPoint(direction, { x: (3 + i) * pitch, y: 40 })]);
    expect(room).toEqual([{ type: 'move', positions: new Map(moved as never) }]);
  });

  it('ends the row where the wire leads back to the next one, and moves nothing', () => {
    const rows = { in: [0, 0], a: [260, 0], b: [0, 300], c: [260, 300] } as const;
    const layout = new Map(Object.entries(rows).map(([id, [x, y]]) => [nodeId(id), { x, y }]));
    expect(placeOnWire({ graph, layout }, edge, 'right')).toEqual({ at: { x: 530, y: 0 }, room: [] });
  });

  it('takes a frame along that holds what moves', () => {
    const layout = new Map([...graph.nodes.keys()].map((id, i) => [id, { x: i * 260, y: 0 }]));
    const frame = {
      type: 'frame',
      id: 'frame1' as never,
      at: { x: 500, y: -60 },
      width: 490,
      height: 200,
      colour: 'blue',
      title: '',
      text: '',
    } as const;
    const { room } = placeOnWire({ graph, layout, annotations: new Map([[frame.id, frame]]) }, edge, 'right');
    expect(room[1]).toMatchObject({ annotation: 'frame1', change: { at: { x: 760, y: -60 } } });
  });
});
