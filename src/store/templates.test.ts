// The networks that come with the app: canonical, sound and laid out without overlaps. Their figures are compared with
// the papers' in `plan/publishedFigures.test.ts`.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../graph/document';
import { serialise } from '../graph/serialise';
import { nodeId } from '../lib/ids';
import { totalsOf } from '../plan/makePlan';
import { inferShapes } from '../shapes/inferShapes';
import {
  families,
  inGalleryOrder,
  loadTemplate,
  loadTemplates,
  templateIds,
  welcomeDocument,
} from './templates';

const folder = new URL('../../templates/', import.meta.url);

const readings = new Map<string, Document | Error>();
for (const id of templateIds) {
  const document = await loadTemplate(id).then(
    (template) => template.document,
    (error: Error) => error,
  );
  readings.set(id, document);
}

function documentOf(id: string): Document {
  const document = readings.get(id) ?? new Error(`There is no template “${id}”`);
  if (document instanceof Error) throw document;
  return document;
}

function reading(id: string) {
  const { graph } = documentOf(id);
  const shapes = inferShapes(graph);
  const at = (node: string) => {
    const state = shapes.get(nodeId(node));
    if (state?.state !== 'ok') throw new Error(`${node} has no shape`);
    return { shape: state.shape, weights: state.cost.trainable, macs: state.cost.macs };
  };
  return { shapes, at, totals: totalsOf(graph, shapes) };
}

describe('templates', () => {
  it('are all of the folder', () => {
    const files = readdirSync(folder).filter(
      (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
    );
    expect(templateIds.map((id) => `${id}.json`).sort()).toEqual(files.sort());
  });

  it.each(templateIds)('%s is canonical, has a shape everywhere and says what it is', (id) => {
    const document = documentOf(id);
    expect(serialise(document)).toBe(readFileSync(new URL(`${id}.json`, folder), 'utf8'));
    expect([...inferShapes(document.graph).values()].filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(document.description.length).toBeGreaterThan(30);
    expect(document.about?.idea.length).toBeGreaterThan(10);
    expect(document.about?.look.length).toBeGreaterThan(10);
  });

  it('come in the gallery’s order: by family, year and title', async () => {
    const documents = (await loadTemplates()).map(({ document }) => document);
    expect(documents).toHaveLength(templateIds.length);
    for (const [i, document] of documents.entries()) {
      const next = documents[i + 1];
      if (next) expect(inGalleryOrder(document, next)).toBeLessThanOrEqual(0);
      expect(families).toContain(document.about?.family ?? 'Starters');
    }
  });

  it('are read once, and a name that is none of theirs is refused', async () => {
    expect(await loadTemplate('lenet-5')).toBe(await loadTemplate('lenet-5'));
    await expect(loadTemplate('no-such')).rejects.toThrow('no-such');
  });

  // A node is 190 wide and, with four inputs, up to 140 high.
  it.each(templateIds)('%s keeps its nodes apart', (id) => {
    const places = [...documentOf(id).layout.values()];
    const close = places.flatMap((a, i) =>
      places.slice(i + 1).filter((b) => Math.abs(a.x - b.x) < 190 + 40 && Math.abs(a.y - b.y) < 76 + 40),
    );
    expect(close).toEqual([]);
  });

  it('LeNet-5 has its weights layer by layer', () => {
    const { at, totals } = reading('lenet-5');
    expect(['conv1', 'conv2', 'dense1', 'dense2', 'logits'].map((id) => at(id).weights)).toEqual([
      156, 2416, 48_120, 10_164, 850,
    ]);
    expect(totals.trainable).toBe(61_706);
  });

  it('Inception 3a stacks to 28×28×256 with reduction, to 28×28×416 without', () => {
    expect(reading('inception-3a-reduced').at('3a-concat').shape).toEqual([28, 28, 256]);
    expect(reading('inception-3a-reduced').totals.trainable).toBe(163_696);
    expect(reading('inception-3a-naive').at('3a-concat').shape).toEqual([28, 28, 416]);
    expect(reading('inception-3a-naive').at('3a-5x5').macs).toBe(120_422_400);
    const { at } = reading('inception-3a-reduced');
    expect(at('3a-5x5-reduce').macs + at('3a-5x5').macs).toBe(12_443_648);
  });

  it('the plain and the residual network have the same layers on their main path', () => {
    const mainPath = (id: string) =>
      [...documentOf(id).graph.nodes.values()].filter(
        (node) => !node.id.includes('project') && node.kind !== 'add',
      );
    expect(mainPath('small-residual')).toEqual(mainPath('small-plain'));
    expect(mainPath('small-plain').filter(({ kind }) => kind === 'conv2d')).toHaveLength(9);
  });

  it('the first start shows the mini Inception network, each time as a new object', () => {
    expect(welcomeDocument().title).toBe('Mini Inception');
    expect(welcomeDocument()).not.toBe(welcomeDocument());
  });
});
