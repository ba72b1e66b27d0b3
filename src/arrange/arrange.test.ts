import { readdirSync, readFileSync } from 'node:fs';
import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import type { Layout } from '../graph/layout';
import { parseTemplate } from '../graph/parseTemplate';
import { overlap } from '../lib/boxes';
import { type NodeId, nodeId } from '../lib/ids';
import type { Box, Direction } from '../lib/turned';
import { arrange } from './arrange';
import { type ArrangeRequest, type Card, type CardWire, grid } from './request';

const elk = new ELK();
const lay = (graph: Parameters<typeof elk.layout>[0]) => elk.layout(graph);
const all = { type: 'all' } as const;

const request = (cards: readonly Card[], wires: readonly CardWire[], more: Partial<ArrangeRequest> = {}) => ({
  cards,
  wires,
  direction: 'right' as const,
  places: new Map(),
  scope: all,
  ...more,
});

const requestOf = (graph: Graph, more: Partial<ArrangeRequest> = {}) =>
  request(
    [...graph.nodes.keys()].map((id) => ({ id, width: 190, height: 84 })),
    [...graph.edges.values()],
    more,
  );

function boxesAt(cards: readonly Card[], layout: Layout): readonly Box[] {
  return cards.flatMap((card) => {
    const at = layout.get(card.id);
    return at ? [{ ...card, ...at }] : [];
  });
}

function overlapping(boxes: readonly Box[]): number {
  let count = 0;
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) if (overlap(a, b)) count += 1;
  return count;
}

/** Cards of any size, wired from earlier to later ones. */
const arbitraryRequest = fc
  .tuple(
    fc.array(
      fc.record({
        width: fc.integer({ min: 60, max: 300 }),
        height: fc.integer({ min: 40, max: 240 }),
        at: fc.record({ x: fc.integer({ min: -800, max: 800 }), y: fc.integer({ min: -800, max: 800 }) }),
        back: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 16 },
    ),
    fc.constantFrom<Direction>('right', 'down'),
  )
  .map(([drawn, direction]) => {
    const cards = drawn.map(({ width, height }, i) => ({ id: nodeId(`n${i}`), width, height }));
    const wires = drawn.flatMap(({ back }, i) =>
      [...new Set(back.map((step) => i - step))].flatMap((from, slot) =>
        from >= 0 ? [{ from: nodeId(`n${from}`), to: nodeId(`n${i}`), slot }] : [],
      ),
    );
    const places: Layout = new Map(drawn.map(({ at }, i) => [nodeId(`n${i}`), at]));
    return request(cards, wires, { direction, places });
  });

describe('arrange', () => {
  it('puts every card on the grid, none over another, and every card after those that feed it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRequest, async (given) => {
        const found = await arrange(given, lay);
        expect(found.size).toBe(given.cards.length);
        for (const { x, y } of found.values()) expect([x % grid, y % grid].map(Math.abs)).toEqual([0, 0]);
        expect(overlapping(boxesAt(given.cards, found))).toBe(0);
        const axis = given.direction === 'right' ? 'x' : 'y';
        for (const { from, to } of given.wires)
          expect(found.get(from)?.[axis]).toBeLessThan(found.get(to)?.[axis] ?? Number.NaN);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves cards that are kept where they are, and puts no other over them', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRequest, fc.constantFrom('part', 'around'), async (given, type) => {
        const nodes = new Set<NodeId>(given.cards.filter((_, i) => i % 3 === 0).map(({ id }) => id));
        const found = await arrange({ ...given, scope: { type, nodes } }, lay);
        const moves = (id: NodeId) => nodes.has(id) === (type === 'part');
        for (const { id } of given.cards) expect(found.has(id)).toBe(moves(id));
        const still = given.cards.filter(({ id }) => !moves(id));
        const moved = given.cards.filter(({ id }) => moves(id));
        const kept = boxesAt(still, given.places);
        const now = boxesAt(moved, found);
        // Those that stay may have lain over each other before.
        expect(overlapping([...kept, ...now])).toBe(overlapping(kept));
      }),
      { numRuns: 60 },
    );
  });

  it('arranges again what it has arranged, to the same places', async () => {
    const graph = graphOf('googlenet');
    const first = await arrange(requestOf(graph), lay);
    expect(await arrange(requestOf(graph, { places: first }), lay)).toEqual(first);
  });

  it('keeps a trunk level whatever skips over it', async () => {
    const cards = Array.from({ length: 5 }, (_, i) => ({ id: nodeId(`n${i}`), width: 190, height: 84 }));
    const trunk = [0, 1, 2, 3].map((i) => ({ from: nodeId(`n${i}`), to: nodeId(`n${i + 1}`), slot: 0 }));
    const skips = [
      { from: nodeId('n0'), to: nodeId('n3'), slot: 1 },
      { from: nodeId('n1'), to: nodeId('n4'), slot: 1 },
    ];
    const found = await arrange(request(cards, [...trunk, ...skips]), lay);
    expect(new Set([...found.values()].map(({ y }) => y)).size).toBe(1);
  });

  it('breaks a long network into rows, in the order of its layers', async () => {
    const found = await arrange(requestOf(expand(graphOf('resnet-152'))), lay);
    const [xs, ys] = [[...found.values()].map(({ x }) => x), [...found.values()].map(({ y }) => y)];
    const shape = (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
    expect(shape).toBeGreaterThan(0.8);
    expect(shape).toBeLessThan(6);
    const [first, last] = [found.get(nodeId('input')), [...found.values()].at(-1)];
    expect(first?.y).toBeLessThan(last?.y ?? 0);
  });

  it('arranges every template without an overlap', async () => {
    for (const file of readdirSync('templates').filter((name) => /^(?!convas).*\.json$/.test(name))) {
      const graph = graphOf(file.slice(0, -5));
      const given = requestOf(graph);
      expect([file, overlapping(boxesAt(given.cards, await arrange(given, lay)))]).toEqual([file, 0]);
    }
  });

  it('arranges a thousand nodes', async () => {
    const cards = Array.from({ length: 1000 }, (_, i) => ({ id: nodeId(`n${i}`), width: 190, height: 84 }));
    const wires = cards.flatMap(({ id }, i) =>
      [1, 3].flatMap((back, slot) => {
        const from = cards[i - back];
        return from ? [{ from: from.id, to: id, slot }] : [];
      }),
    );
    const found = await arrange(request(cards, wires), lay);
    expect(overlapping(boxesAt(cards, found))).toBe(0);
  });
});

function graphOf(name: string): Graph {
  const read = parseTemplate(readFileSync(`templates/${name}.json`, 'utf8'));
  if (!read.ok) throw new Error(`${name} is no template`);
  return read.value.graph;
}
