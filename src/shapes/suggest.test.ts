// Suggestions keep their promise, and their order is that of the published networks.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { applyEdits } from '../graph/edit';
import type { Edit } from '../graph/edits';
import type { Graph } from '../graph/graph';
import { parseTemplate } from '../graph/parseTemplate';
import { defaultParams, placeable } from '../layers/index';
import { edgeIdOf, nodeId } from '../lib/ids';
import { followers, rankAfter } from './followers';
import { inferShapes } from './inferShapes';
import { arbitraryValid } from './randomGraphs.fixture';
import type { Offer, Place, Scene } from './scene';
import { likeliest, remedied, suggest } from './suggest';

const offers: readonly Offer[] = placeable.map(({ kind, stem }) => ({
  kind,
  params: defaultParams(kind),
  stem,
}));
const at = { x: 0, y: 0 };

function sceneOf(graph: Graph): Scene {
  const edited = (edits: readonly Edit[]) => {
    const drawn = applyEdits({ graph, layout: new Map() }, edits);
    return drawn.ok ? { ok: true as const, value: drawn.value.graph } : drawn;
  };
  return { graph, shapes: inferShapes(graph), edited };
}
const fitting = (scene: Scene, place: Place) =>
  suggest(scene, place, offers, at).flatMap(({ offer, verdict }) => (verdict.ok ? [offer.kind] : []));
const behind = (node: string): Place => ({ type: 'after', node: nodeId(node) });

describe('the order', () => {
  it('begins, for each kind that the templates wire often, with what follows it there most', () => {
    const folder = new URL('../../templates/', import.meta.url);
    const counts = new Map<string, Map<string, number>>();
    for (const name of readdirSync(folder).filter(
      (file) => file.endsWith('.json') && !file.includes('schema'),
    )) {
      const read = parseTemplate(readFileSync(new URL(name, folder), 'utf8'));
      if (!read.ok) continue;
      const { graph } = read.value;
      for (const each of [graph, ...[...graph.modules.values()].map((module) => module.graph)])
        for (const { from, to } of each.edges.values()) {
          const [a = '', b = ''] = [each.nodes.get(from)?.kind, each.nodes.get(to)?.kind];
          if (b.startsWith('module') || a === 'module') continue;
          const row = counts.get(a) ?? new Map<string, number>();
          counts.set(a, row.set(b, (row.get(b) ?? 0) + 1));
        }
    }
    const often = [...counts].filter(([, row]) => [...row.values()].reduce((a, b) => a + b) >= 10);
    expect(often.length).toBeGreaterThan(9);
    for (const [kind, row] of often) {
      const [most] = [...row].sort((a, b) => b[1] - a[1]);
      const known = followers[kind]?.slice(0, 3) ?? [];
      expect(known, `after ${kind}`).toContain(most?.[0]);
    }
  });

  it('puts batch norm after a convolution without activation, and ends maps of 7×7 or less', () => {
    const conv = (activation: string, side: number) => ({
      kind: 'conv2d',
      params: { ...defaultParams('conv2d'), activation },
      shape: [side, side, 8],
    });
    expect(rankAfter(conv('none', 28), 'batchNorm')).toBe(0);
    expect(rankAfter(conv('relu', 28), 'maxPool')).toBe(0);
    expect(rankAfter(conv('relu', 7), 'flatten')).toBe(0);
  });
});

describe('what fits', () => {
  const scene = sceneOf(
    draw(`
      image = input
      conv = conv2d filters:8 < image
      pool = maxPool < conv
      flat = flatten < pool
      fc = dense units:10 < flat
      out = classifier < fc`),
  );

  it('after a node is what its tensor can enter, with the shape that each would give', () => {
    const [first] = suggest(scene, behind('conv'), offers, at);
    expect(first?.offer.kind).toBe('maxPool');
    expect(first?.verdict).toEqual({ ok: true, shape: [14, 14, 8] });
    expect(fitting(scene, behind('conv'))).not.toContain('dense');
    expect(fitting(scene, behind('flat'))).not.toContain('conv2d');
    expect(fitting(scene, behind('out'))).toEqual([]);
  });

  it('draws a network that trains when the likeliest is taken again and again', () => {
    let graph = draw('image = input');
    let last = nodeId('image');
    const kinds: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const next = likeliest(sceneOf(graph), { type: 'after', node: last }, offers, at);
      if (!next) break;
      const drawn = applyEdits({ graph, layout: new Map() }, next.edits);
      if (!drawn.ok) throw new Error(drawn.error.message);
      graph = drawn.value.graph;
      last = next.node.id;
      kinds.push(next.node.kind);
    }
    expect(kinds).toEqual(['conv2d', 'maxPool', 'conv2d', 'maxPool', 'flatten', 'dense', 'classifier']);
    expect([...inferShapes(graph).values()].every(({ state }) => state === 'ok')).toBe(true);
  });

  it('on a wire keeps what follows whole, at other parameters where only so it fits', () => {
    const wire: Place = { type: 'on', edge: edgeIdOf(nodeId('flat'), nodeId('fc'), 0) };
    expect(fitting(scene, wire)).toContain('dropout');
    expect(fitting(scene, wire)).not.toContain('maxPool');
    const logits: Place = { type: 'on', edge: edgeIdOf(nodeId('fc'), nodeId('out'), 0) };
    const dense = suggest(scene, logits, offers, at).find(({ offer }) => offer.kind === 'dense');
    expect(dense?.verdict.ok && dense.node.params.units).toBe(10);
    expect(fitting(scene, logits)).not.toContain('add');
  });

  it('before an input is what some tensor could make fit there', () => {
    const open = sceneOf(
      draw(`
        a = input
        flat = flatten < a
        fc = dense
        sum = add < a`),
    );
    const ahead = (node: string, slot = 0): Place => ({ type: 'before', node: nodeId(node), slot });
    expect(fitting(open, ahead('fc'))).toEqual(expect.arrayContaining(['flatten', 'dense', 'vectorInput']));
    expect(fitting(open, ahead('fc'))).not.toContain('conv2d');
    expect(fitting(open, ahead('fc'))).not.toContain('input');
    expect(fitting(open, ahead('sum', 1))).toEqual(expect.arrayContaining(['conv2d', 'input']));
    expect(fitting(open, ahead('sum', 1))).not.toContain('flatten');
  });

  it('says with remedies why another does not, and a remedy draws it', () => {
    const dense = suggest(scene, behind('pool'), offers, at).find(({ offer }) => offer.kind === 'dense');
    const problem = dense && remedied(scene, behind('pool'), dense);
    expect(problem?.message).toMatch(/needs a vector/);
    const [fix] = problem?.fixes ?? [];
    const drawn = applyEdits({ graph: scene.graph, layout: new Map() }, fix?.edits ?? []);
    if (!drawn.ok) throw new Error(drawn.error.message);
    expect(inferShapes(drawn.value.graph).get(dense?.node.id ?? nodeId(''))?.state).toBe('ok');
  });
});

describe('on random drawings', () => {
  it('nothing that had a shape loses it by what is said to fit', () => {
    let fits = 0;
    let refused = 0;
    fc.assert(
      fc.property(arbitraryValid(2), fc.nat(), fc.nat(), fc.boolean(), (drawing, pick, kind, instead) => {
        const { graph } = drawing;
        const offer = offers[kind % offers.length];
        const edges = [...graph.edges.keys()];
        const ids = [...graph.nodes.keys()];
        const [edge, id] = [edges[pick % Math.max(1, edges.length)], ids[pick % ids.length]];
        if (!offer || !edge || !id) return;
        const place: Place = instead ? { type: 'instead', node: id } : { type: 'on', edge };
        const [one] = suggest(sceneOf(graph), place, [offer], at);
        if (!one?.verdict.ok) {
          refused += 1;
          return;
        }
        fits += 1;
        const before = inferShapes(graph);
        const drawn = applyEdits({ graph, layout: drawing.layout }, one.edits);
        if (!drawn.ok) throw new Error(drawn.error.message);
        const now = inferShapes(drawn.value.graph);
        for (const [each, state] of before)
          if (state.state === 'ok') expect(now.get(each)?.state, `${each} after ${offer.kind}`).toBe('ok');
      }),
      { numRuns: 500 },
    );
    expect(fits).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(80);
  });
});
