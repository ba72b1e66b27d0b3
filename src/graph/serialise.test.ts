// Writing a document: what was written before is used again, and never shows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultParams, placeable } from '../layers/index';
import { nodeId } from '../lib/ids';
import type { Document } from './document';
import { arbitraryDocument } from './document.fixture';
import { applyEdits } from './edit';
import type { Edit } from './edits';
import { serialise, serialising } from './serialise';

/** A document of objects of its own, of which nothing was written before. */
const anew = (document: Document): Document => structuredClone(document);

const place = fc.integer({ min: 0, max: 200 });
const at = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);

/** An edit of whatever is found at a place in a document; some are refused. */
const arbitraryEdit: fc.Arbitrary<(document: Document) => Edit> = fc
  .record({ kind: fc.nat({ max: 8 }), a: place, b: place, at, word })
  .map(({ kind, a, b, at: point, word: name }) => ({ graph }) => {
    const found = <T>(all: Iterable<T>, i: number): T | undefined =>
      [...all].at(i % Math.max(1, [...all].length));
    const node = found(graph.nodes.keys(), a) ?? nodeId('none');
    const to = found(graph.nodes.keys(), b) ?? node;
    const layer = placeable[a % placeable.length];
    const module = found(graph.modules.values(), b);
    const edits: readonly Edit[] = [
      { type: 'move', positions: new Map([[node, point]]) },
      { type: 'remove', nodes: [node], edges: [] },
      { type: 'connect', from: node, to, slot: 0 },
      { type: 'rename', node, id: name },
      { type: 'replace', node, kind: layer?.kind ?? '', params: layer ? defaultParams(layer.kind) : {} },
      { type: 'set', node, params: { filters: a, units: a, rate: 0.5 } },
      {
        type: 'setModule',
        module: module?.name ?? '',
        parameters: [...(module?.parameters ?? [])].reverse(),
      },
      { type: 'renameModule', module: module?.name ?? '', name },
      {
        type: 'setModule',
        module: module?.name ?? '',
        parameters: [
          ...(module?.parameters ?? []).slice(1),
          { name, type: 'int', default: b, min: 0, max: 999, help: '' },
        ],
      },
    ];
    return edits[kind] ?? { type: 'remove', nodes: [], edges: [] };
  });

test('after any edits the text is that of a drawing of which nothing was written before', () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(arbitraryEdit, { maxLength: 12 }), (begun, edits) => {
      let document = begun;
      for (const edit of edits) {
        serialise(document);
        const edited = applyEdits(document, [edit(document)]);
        if (edited.ok) document = { ...document, ...edited.value };
        expect(serialise(document)).toBe(serialise(anew(document)));
      }
    }),
  );
});

test('written in pieces the text is the same, a piece for every node', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      const pieces = serialising(document);
      let yielded = 0;
      let step = pieces.next();
      for (; !step.done; step = pieces.next()) yielded += 1;
      expect(step.value).toBe(serialise(anew(document)));
      expect(yielded).toBeGreaterThanOrEqual(document.graph.nodes.size);
    }),
  );
});
