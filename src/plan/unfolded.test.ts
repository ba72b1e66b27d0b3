// A network with all its modules unfolded is the network that it was: every template, by its figures.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../graph/edit';
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import { expandedNodes } from '../graph/module';
import { parseTemplate } from '../graph/parseTemplate';
import { serialise } from '../graph/serialise';
import { inferShapes } from '../shapes/inferShapes';
import { makePlan, totalsOf } from './makePlan';

const folder = new URL('../../templates/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .flatMap((name) => {
    const parsed = parseTemplate(readFileSync(new URL(name, folder), 'utf8'));
    if (!parsed.ok) throw new Error(`${name}: ${parsed.error.problems[0]?.message}`);
    const { value } = parsed;
    const placed = [...value.graph.nodes.values()].some(({ kind }) => kind === 'module');
    return placed ? [[name, value] as const] : [];
  });

function figures(graph: Graph) {
  const flat = expand(graph);
  const shapes = inferShapes(flat);
  const plan = makePlan('x', flat, shapes);
  return { totals: totalsOf(flat, shapes), faults: plan.ok ? [] : plan.error.map(({ code }) => code) };
}

describe('unfolding', () => {
  it.each(documents)('%s leaves weights, operations and depth as they were', (_, document) => {
    const made = applyEdit(document, { type: 'unfold' });
    if (!made.ok) throw new Error(made.error.message);
    const { graph, layout } = made.value;
    expect(graph.nodes.size).toBe(expandedNodes(document.graph));
    expect([...graph.nodes.values()].filter(({ kind }) => kind === 'module')).toEqual([]);
    expect(figures(graph)).toEqual(figures(document.graph));
    expect([...layout.keys()].sort()).toEqual([...graph.nodes.keys()].sort());
    const saved = parseTemplate(serialise({ ...document, ...made.value }));
    expect(saved.ok ? [] : saved.error.problems).toEqual([]);
  });

  it('names nodes after the instances that they stood in, and lays no two on one another', () => {
    const [, document] = documents.find(([name]) => name === 'googlenet.json') ?? [];
    if (!document) throw new Error('There is no GoogLeNet.');
    const made = applyEdit(document, { type: 'unfold' });
    if (!made.ok) throw new Error(made.error.message);
    const expected = [...expand(document.graph).nodes.keys()].map((path) => path.replaceAll('/', '-'));
    expect([...made.value.graph.nodes.keys()]).toEqual(expected);
    const places = [...made.value.layout.values()].map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
