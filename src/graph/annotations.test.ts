import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationId, nodeId } from '../lib/ids';
import { type Frame, type Note, nodesWithin } from './annotations';
import { type Document, emptyDocument } from './document';
import { arbitraryDocument } from './document.fixture';
import { draw } from './drawing.fixture';
import { applyEdit, applyEdits } from './edit';
import type { Drawing, Edit } from './edits';
import { parseTemplate } from './parseTemplate';
import { placeNodes } from './placeNodes';
import { serialise } from './serialise';

const note = (id: string, more: Partial<Note> = {}): Note => ({
  type: 'note',
  id: annotationId(id),
  at: { x: 0, y: 0 },
  width: 200,
  height: 100,
  colour: 'amber',
  text: '',
  ...more,
});
const frame = (id: string, more: Partial<Frame> = {}): Frame => ({
  ...note(id),
  title: 'Stem',
  ...more,
  type: 'frame',
});

const graph = draw(`
  image = input
  a = conv2d filters:8 < image
  b = conv2d filters:8 < a
  flat = flatten < b`);
const plain: Drawing = { graph, layout: placeNodes(graph) };

function edited(drawing: Drawing, ...edits: readonly Edit[]): Drawing {
  const result = applyEdits(drawing, edits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const add = (annotation: Note | Frame): Edit => ({ type: 'addAnnotation', annotation });
const codeOf = (drawing: Drawing, edit: Edit) => {
  const result = applyEdit(drawing, edit);
  return result.ok ? 'ok' : result.error.code;
};

const file = (members: object): string =>
  JSON.stringify({ format: 'convas', version: 2, nodes: [], ...members });
const problemsOf = (members: object) => {
  const read = parseTemplate(file(members));
  return read.ok ? [] : read.error.problems.map(({ code, at }) => [code, at.type === 'file' ? at.path : '']);
};

describe('notes and frames in a file', () => {
  it('[G1] [G2] come back as they were written, of the drawing and of its modules', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = serialise(document);
        const read = parseTemplate(text);
        if (!read.ok) throw new Error(read.error.problems[0]?.message);
        expect(read.value.annotations).toEqual(document.annotations);
        for (const [name, { annotations }] of document.graph.modules) {
          expect(read.value.graph.modules.get(name)?.annotations).toEqual(annotations);
          seen += annotations?.size ?? 0;
        }
        expect(serialise(read.value)).toBe(text);
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('[G6] take what is left out from their defaults', () => {
    const read = parseTemplate(file({ notes: [{ id: 'n', position: [10, 20] }] }));
    expect(read.ok && [...(read.value.annotations?.values() ?? [])]).toEqual([
      note('n', { at: { x: 10, y: 20 }, width: 280, height: 160, colour: 'grey' }),
    ]);
  });

  it.each<[string, object, readonly (readonly [string, string])[]]>([
    ['no list', { notes: 'text' }, [['bad-structure', 'notes']]],
    ['no position', { notes: [{ id: 'n' }] }, [['bad-structure', 'notes[0].position']]],
    [
      'an unknown colour and a size too small',
      { frames: [{ id: 'f', position: [0, 0], colour: 'red', size: [10, 100] }] },
      [
        ['bad-structure', 'frames[0].colour'],
        ['bad-structure', 'frames[0].size[0]'],
      ],
    ],
    [
      'an unknown property',
      { notes: [{ id: 'n', position: [0, 0], html: '' }] },
      [['bad-structure', 'notes[0].html']],
    ],
    ['a bad name', { notes: [{ id: 'a b', position: [0, 0] }] }, [['bad-id', 'notes[0].id']]],
    [
      'a name used twice',
      { frames: [{ id: 'x', position: [0, 0] }], notes: [{ id: 'x', position: [0, 0] }] },
      [['duplicate-annotation', 'notes[0].id']],
    ],
    [
      'a text too long',
      { notes: [{ id: 'n', position: [0, 0], text: 'x'.repeat(8001) }] },
      [['bad-structure', 'notes[0].text']],
    ],
    [
      'one in a module',
      { modules: [{ name: 'm', nodes: [], notes: [{ id: 'n', position: [0] }] }] },
      [['bad-structure', 'modules[0].notes[0].position']],
    ],
    [
      'too many',
      { notes: Array.from({ length: 501 }, (_, i) => ({ id: `n${i}`, position: [0, 0] })) },
      [['file-too-large', 'notes']],
    ],
  ])('[G23] name what is wrong: %s', (_name, members, problems) => {
    expect(problemsOf(members)).toEqual(problems);
  });

  it('[G23] keep the rest of a file', () => {
    const read = parseTemplate(
      file({ notes: [{ id: 'bad' }, { id: 'good', position: [0, 0], text: 'kept' }] }),
    );
    const kept = read.ok ? undefined : read.error.salvage?.document.annotations;
    expect([...(kept?.keys() ?? [])]).toEqual(['good']);
  });

  it('[G23] leave no trace in a file without them', () => {
    const document: Document = { ...emptyDocument, ...edited(plain, add(note('n'))) };
    const gone = edited(document, { type: 'removeAnnotations', annotations: [annotationId('n')] });
    expect(serialise({ ...document, ...gone })).toBe(serialise({ ...emptyDocument, ...plain }));
  });
});

describe('edits of notes and frames', () => {
  it('[G24] leave graph and layout the same objects', () => {
    const after = edited(
      plain,
      add(note('n')),
      { type: 'setAnnotation', annotation: annotationId('n'), change: { text: 'Why?', width: 300 } },
      { type: 'moveAnnotations', places: new Map([[annotationId('n'), { x: 5, y: 6 }]]) },
    );
    expect(after.graph).toBe(plain.graph);
    expect(after.layout).toBe(plain.layout);
    expect(after.annotations?.get(annotationId('n'))).toEqual(
      note('n', { text: 'Why?', width: 300, at: { x: 5, y: 6 } }),
    );
  });

  it('[G24] are not needed for them to survive edits of other things, within a module too', () => {
    const noted = edited(plain, add(note('n')), add(frame('f', { width: 9000, height: 9000 })));
    const after = edited(
      noted,
      { type: 'set', node: nodeId('a'), params: { filters: 4 } },
      { type: 'rename', node: nodeId('a'), id: 'first' },
      { type: 'remove', nodes: [nodeId('flat')], edges: [] },
      { type: 'defineModule', name: 'm', nodes: [nodeId('b')] },
      { type: 'inModule', module: 'm', edit: add(note('inside')) },
      { type: 'inModule', module: 'm', edit: { type: 'set', node: nodeId('b'), params: { filters: 5 } } },
      { type: 'renameModule', module: 'm', name: 'other' },
    );
    expect([...(after.annotations?.keys() ?? [])]).toEqual(['n', 'f']);
    expect([...(after.graph.modules.get('other')?.annotations?.keys() ?? [])]).toEqual(['inside']);
  });

  it.each<[string, string, Edit]>([
    ['a name that is taken', 'duplicate-annotation', add(note('n'))],
    ['a name no file can hold', 'bad-id', add(note('a/b'))],
    ['one too small', 'bad-annotation', add(note('m', { width: 10 }))],
    ['no number for a size', 'bad-annotation', add(note('m', { height: Number.NaN }))],
    ['a text too long', 'bad-annotation', add(note('m', { text: 'x'.repeat(8001) }))],
    ['a title too long', 'bad-annotation', add(frame('m', { title: 'x'.repeat(201) }))],
    [
      'one that is not there',
      'no-such-annotation',
      { type: 'setAnnotation', annotation: annotationId('m'), change: { text: '' } },
    ],
    [
      'a way to nowhere',
      'no-such-annotation',
      { type: 'moveAnnotations', places: new Map([[annotationId('m'), { x: 0, y: 0 }]]) },
    ],
  ])('[G23] refuse %s', (_name, code, edit) => {
    expect(codeOf(edited(plain, add(note('n'))), edit)).toBe(code);
  });

  it('[G23] refuse more than a file takes', () => {
    const full = edited(plain, ...Array.from({ length: 500 }, (_, i) => add(note(`n${i}`))));
    expect(codeOf(full, add(note('more')))).toBe('too-many-annotations');
  });
});

describe('frames and modules', () => {
  const at = (id: string) => plain.layout.get(nodeId(id)) ?? { x: 0, y: 0 };
  const round = (from: string, to: string): Partial<Frame> => ({
    at: { x: at(from).x - 20, y: at(from).y - 60 },
    width: at(to).x - at(from).x + 230,
    height: 200,
  });
  const both = frame('both', round('a', 'b'));
  const within = note('within', { at: { x: at('b').x, y: at('b').y - 50 }, width: 100, height: 60 });
  const wide = frame('wide', round('image', 'flat'));
  const noted = edited(plain, add(wide), add(both), add(within));
  const define: Edit = { type: 'defineModule', name: 'm', nodes: [nodeId('a'), nodeId('b')] };

  it('a frame holds the nodes whose middle it covers', () => {
    expect(nodesWithin(both, plain.layout)).toEqual(['a', 'b']);
  });

  it('[G25] take along the frames that hold only them, and what lies within those', () => {
    const { annotations, graph: after } = edited(noted, define);
    expect([...(annotations?.keys() ?? [])]).toEqual(['wide']);
    const inside = after.modules.get('m');
    expect([...(inside?.annotations?.keys() ?? [])]).toEqual(['both', 'within']);
    const moved = inside?.annotations?.get(annotationId('both'));
    if (moved?.type !== 'frame' || !inside) throw new Error('no frame inside');
    expect(nodesWithin(moved, inside.layout)).toEqual(['a', 'b']);
  });

  it('[G25] [G19] come back where they were when the module is ungrouped', () => {
    const back = edited(noted, define, { type: 'ungroup', node: nodeId('m1') });
    expect(back.annotations).toEqual(noted.annotations);
    expect(back.layout).toEqual(noted.layout);
  });

  it('[G25] take another name where theirs is taken', () => {
    const made = edited(noted, define, add(note('within')), { type: 'ungroup', node: nodeId('m1') });
    expect([...(made.annotations?.keys() ?? [])].sort()).toEqual(['both', 'note1', 'wide', 'within']);
  });
});
