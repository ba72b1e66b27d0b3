// The drawings that come with the app: no card covers another, in the networks and in the modules they are made of.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Graph } from './graph';
import type { Layout } from './layout';
import { parseTemplate } from './parseTemplate';

const folder = new URL('../../templates/', import.meta.url);
const filesIn = (at: string) =>
  readdirSync(new URL(at, folder)).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'));
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** Every drawing by a name: the networks, and the designs of the comparisons. */
const drawings: readonly (readonly [name: string, text: string])[] = [
  ...filesIn('./').map((file) => [file, textOf(file)] as const),
  ...filesIn('./compare/').flatMap((file) => {
    const { designs } = JSON.parse(textOf(`compare/${file}`)) as { designs: unknown[] };
    return designs.map((design, i) => [`compare/${file}, design ${i + 1}`, JSON.stringify(design)] as const);
  }),
];

/** Pixels, as the cards' style sheet has them: wide, at least so high, and 26 more for every slot. */
const card = { width: 190, height: 90, slot: 26, ends: 12 };
/** Between two cards, so that a wire can be seen to enter. */
const gap = 20;

function overlapsIn(name: string, { nodes, edges }: Graph, layout: Layout): readonly string[] {
  const slots = new Map<string, number>();
  for (const { to } of edges.values()) slots.set(to, (slots.get(to) ?? 0) + 1);
  const boxes = [...nodes.keys()].map((id) => {
    const at = layout.get(id);
    if (!at) throw new Error(`${name}: ${id} has no position`);
    // A layer of any number of inputs has one free slot more.
    const wired = slots.get(id) ?? 0;
    const count = wired > 1 ? wired + 1 : wired;
    return { id, ...at, height: Math.max(card.height, count * card.slot + card.ends) };
  });
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter(
        (b) =>
          Math.abs(a.x - b.x) < card.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap,
      )
      .map((b) => `${name}: ${a.id} and ${b.id}`),
  );
}

it('are there', () => {
  expect(filesIn('./').length).toBeGreaterThan(0);
  expect(filesIn('./compare/').length).toBeGreaterThan(0);
});

it.each(drawings)('%s and its modules keep their cards apart', (_, text) => {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  const { graph, layout } = parsed.value;
  const modules = [...graph.modules.values()].flatMap((module) =>
    overlapsIn(`module ${module.name}`, module.graph, module.layout),
  );
  expect([...overlapsIn('drawing', graph, layout), ...modules]).toEqual([]);
});
