// Whatever edits accept, a file can hold: saved, it opens again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../layers/fields';
import { defaultParams, layerOf, placeable } from '../layers/index';
import { annotationId, nodeId } from '../lib/ids';
import { annotationLimits, type Note } from './annotations';
import { type Document, emptyDocument } from './document';
import { arbitraryDocument } from './document.fixture';
import { applyEdit, applyEdits } from './edit';
import type { Edit } from './edits';
import { makeGraph } from './graph';
import { parseTemplate } from './parseTemplate';
import { serialise } from './serialise';
import { limits } from './templateFrame';

type Numbers = readonly [number, number, number];
const pick = <Item>(list: readonly Item[], n: number): Item | undefined => list[n % list.length];

/** Values that suit some fields, and values that suit none. */
const values: readonly FieldValue[] = [
  -5,
  0,
  1,
  3,
  2.5,
  1e12,
  Number.NaN,
  'same',
  'relu',
  '',
  true,
  [2, 3],
  [0, -1],
];
const far = [0, 10, -40.4, 3e6, -1e9, Number.NaN, Number.POSITIVE_INFINITY];
const noteOf = (id: string, n: number): Note => ({
  type: 'note',
  id: annotationId(id),
  at: { x: pick(far, n) ?? 0, y: pick(far, n >> 2) ?? 0 },
  width: n % 9 === 0 ? 5 : 100,
  height: 80,
  colour: 'grey',
  text: 'x'.repeat(n % 7 === 0 ? annotationLimits.text + 1 : 3),
});

function editOf({ graph }: Document, [which, a, b]: Numbers): Edit {
  const node = pick([...graph.nodes.values()], a) ?? { id: nodeId('none'), kind: 'conv2d', params: {} };
  const { kind } = pick(placeable, b) ?? { kind: 'conv2d' };
  const fields = Object.keys(layerOf(kind).fields);
  const given = { [pick(fields, a) ?? 'none']: pick(values, b) ?? 0 };
  const at = { x: pick(far, a) ?? 0, y: pick(far, b) ?? 0 };
  const fresh = { id: nodeId(`fresh${a % 5}`), kind, params: { ...defaultParams(kind), ...given } };
  const module = pick([...graph.modules.keys()], b) ?? 'none';
  const edge = pick([...graph.edges.keys()], a);
  const edits: readonly Edit[] = [
    {
      type: 'set',
      node: node.id,
      params: { [pick(Object.keys(node.params), a) ?? 'none']: pick(values, b) ?? 0 },
    },
    { type: 'add', node: fresh, at },
    { type: 'move', positions: new Map([[node.id, at]]) },
    { type: 'replace', node: node.id, kind, params: given },
    { type: 'ungroup', node: node.id },
    { type: 'unfold' },
    {
      type: 'defineModule',
      name: `made${a % 3}`,
      doc: 'y'.repeat(b % 2 === 0 ? limits.doc + 1 : 4),
      nodes: [...graph.nodes.keys()].slice(a % 5, (a % 5) + 1 + (b % 3)),
    },
    { type: 'addAnnotation', annotation: noteOf(`n${a % 4}`, b) },
    { type: 'paste', nodes: [fresh], edges: [], positions: new Map([[fresh.id, at]]), modules: [] },
    { type: 'connect', from: node.id, to: nodeId(`fresh${b % 5}`), slot: b % 2 },
    { type: 'remove', nodes: [node.id], edges: edge === undefined ? [] : [edge] },
    { type: 'inModule', module, edit: { type: 'add', node: fresh, at } },
    { type: 'inModule', module, edit: { type: 'addAnnotation', annotation: noteOf(`n${a % 4}`, b) } },
    { type: 'setModule', module, doc: 'z'.repeat(limits.doc + (b % 3)) },
    ...(edge === undefined ? [] : [{ type: 'insert', edge, node: fresh, at } as const]),
  ];
  return pick(edits, which) ?? { type: 'unfold' };
}

const problemsOf = (document: Document) => {
  const parsed = parseTemplate(serialise(document));
  return parsed.ok ? [] : parsed.error.problems;
};

describe('limits of a file', () => {
  it('what edits accept, the reader accepts', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)), { maxLength: 12 }),
        (document, all) => {
          let now = document;
          for (const numbers of all) {
            const edit = editOf(now, numbers);
            const made = applyEdit(now, edit);
            if (!made.ok) continue;
            now = { ...now, ...made.value };
            const problems = problemsOf(now);
            if (problems.length > 0) throw new Error(`${JSON.stringify(edit)}: ${problems[0]?.message}`);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('notes and frames are counted over the drawing and all its modules', () => {
    const conv = { id: nodeId('a'), kind: 'conv2d', params: defaultParams('conv2d') };
    const notes = (from: number, count: number): Edit[] =>
      Array.from({ length: count }, (_, i) => ({
        type: 'addAnnotation',
        annotation: noteOf(`n${from + i}`, 1),
      }));
    const made = applyEdits(emptyDocument, [
      { type: 'add', node: conv, at: { x: 0, y: 0 } },
      { type: 'defineModule', name: 'm', nodes: [conv.id], instance: 'm1' },
      ...notes(0, 400),
      ...notes(0, 100).map((edit): Edit => ({ type: 'inModule', module: 'm', edit })),
    ]);
    if (!made.ok) throw new Error(made.error.message);
    expect(problemsOf({ ...emptyDocument, ...made.value })).toEqual([]);
    for (const more of notes(900, 1))
      for (const edit of [more, { type: 'inModule', module: 'm', edit: more } as const]) {
        const refused = applyEdit(made.value, edit);
        expect(refused.ok ? 'taken' : refused.error.code).toBe('too-many-annotations');
      }
  });

  it('a drawing takes as many nodes as a file, and one beyond that only becomes less', () => {
    const nodes = Array.from({ length: limits.nodes + 1 }, (_, i) => ({
      id: nodeId(`n${i}`),
      kind: 'flatten',
      params: defaultParams('flatten'),
    }));
    const more: Edit = {
      type: 'add',
      node: { ...(nodes[0] as (typeof nodes)[number]), id: nodeId('more') },
      at: { x: 0, y: 0 },
    };
    const code = (document: Document, edit: Edit) => {
      const made = applyEdit(document, edit);
      return made.ok ? 'taken' : made.error.code;
    };
    const of = (count: number): Document => ({
      ...emptyDocument,
      graph: makeGraph(nodes.slice(0, count), []),
    });
    expect(code(of(limits.nodes - 1), more)).toBe('taken');
    expect(code(of(limits.nodes), more)).toBe('too-many-nodes');
    const beyond = of(limits.nodes + 1);
    expect(code(beyond, more)).toBe('too-many-nodes');
    expect(code(beyond, { type: 'remove', nodes: [nodeId('n3')], edges: [] })).toBe('taken');
  });

  it('a value that the layer does not take is refused in the reader’s words', () => {
    const conv = { id: nodeId('a'), kind: 'conv2d', params: defaultParams('conv2d') };
    const document = { ...emptyDocument, graph: makeGraph([conv], []) };
    const refused = applyEdit(document, { type: 'set', node: conv.id, params: { filters: -5 } });
    expect(refused.ok ? undefined : refused.error).toMatchObject({
      code: 'bad-params',
      at: { type: 'node', node: 'a' },
      message: expect.stringMatching(/^Conv 2D “a” expects a whole number from 1 to .*, found -5/),
    });
  });
});
