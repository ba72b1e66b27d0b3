// The document's history: every change one step, undone and redone without loss.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../layers/index';
import { edgeIdOf, nodeId } from '../lib/ids';
import { newDocument } from './files';
import { makeBench } from './tools.fixture';

const node = (id: string, kind = 'conv2d') => ({ id: nodeId(id), kind, params: defaultParams(kind) });
const add = (id: string, kind?: string) =>
  ({ type: 'add', node: node(id, kind), at: { x: 0, y: 0 } }) as const;

function drawn() {
  const { store } = makeBench();
  const state = () => store.getState();
  state().apply('Add', [
    add('image', 'input'),
    add('a'),
    { type: 'connect', from: nodeId('image'), to: nodeId('a'), slot: 0 },
  ]);
  return { store, state };
}

describe('history', () => {
  it('undoes and redoes every change to the very documents before and after it', () => {
    const { state } = drawn();
    const documents = [state().document];
    const did = (act: () => void) => {
      act();
      documents.push(state().document);
    };
    did(() => state().apply('Set', [{ type: 'set', node: nodeId('a'), params: { filters: 7 } }]));
    did(() => state().apply('Move', [{ type: 'move', positions: new Map([[nodeId('a'), { x: 9, y: 9 }]]) }]));
    did(() => state().setTraining('Set epochs', { epochs: 9 }));
    did(() => state().setTitle('New title'));
    did(() => state().setDescription('What it is'));
    did(() => state().apply('Delete', [{ type: 'remove', nodes: [nodeId('a')], edges: [] }]));
    did(() => state().open('Open', newDocument()));
    for (const before of documents.slice(0, -1).reverse()) {
      state().undo();
      expect(state().document).toBe(before);
    }
    for (const after of documents.slice(1)) {
      state().redo();
      expect(state().document).toBe(after);
    }
    expect(state().past.map(({ label }) => label)).toEqual([
      'Add',
      'Set',
      'Move',
      'Set epochs',
      'Change the title',
      'Change the description',
      'Delete',
      'Open',
    ]);
  });

  it('never loses a document, whatever is done, undone and redone', () => {
    const action = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.integer({ min: 1, max: 500 }).map((epochs) => ({ type: 'set', epochs }) as const),
      },
      { weight: 2, arbitrary: fc.constant({ type: 'undo' } as const) },
      { weight: 2, arbitrary: fc.constant({ type: 'redo' } as const) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const { store } = makeBench();
        const model: { values: number[]; at: number } = {
          values: [store.getState().document.training.epochs],
          at: 0,
        };
        for (const act of actions) {
          if (act.type === 'set') {
            store.getState().setTraining('Set', { epochs: act.epochs });
            if (act.epochs !== model.values[model.at]) {
              model.values = [...model.values.slice(0, model.at + 1), act.epochs];
              model.at += 1;
            }
          } else {
            store.getState()[act.type]();
            model.at = Math.min(
              model.values.length - 1,
              Math.max(0, model.at + (act.type === 'undo' ? -1 : 1)),
            );
          }
          const { document, past, future } = store.getState();
          expect([document.training.epochs, past.length, future.length]).toEqual([
            model.values[model.at],
            model.at,
            model.values.length - 1 - model.at,
          ]);
        }
      }),
    );
  });

  it('joins consecutive changes with one key, but not across another change or an undo', () => {
    const { state } = drawn();
    const steps = () => state().past.length;
    const before = steps();
    for (const rate of [0.1, 0.01, 0.001, 0.02])
      state().setTraining('Set the learning rate', { learningRate: rate }, 'learningRate');
    expect(steps()).toBe(before + 1);
    state().setTitle('A');
    state().setTitle('AB');
    expect(steps()).toBe(before + 2);
    state().setTraining('Set the learning rate', { learningRate: 0.5 }, 'learningRate');
    expect(steps()).toBe(before + 3);
    state().undo();
    state().setTraining('Set the learning rate', { learningRate: 0.7 }, 'learningRate');
    expect(steps()).toBe(before + 3);
    state().undo();
    expect(state().document.training.learningRate).toBe(0.02);
  });

  it('makes no step of what changes nothing, and changes nothing on a problem', () => {
    const { state } = drawn();
    const { document, past } = state();
    state().apply('Set', [{ type: 'set', node: nodeId('a'), params: { filters: 32, kernel: 3 } }]);
    state().apply('Move', [{ type: 'move', positions: new Map([[nodeId('a'), { x: 0, y: 0 }]]) }]);
    state().apply('Connect', [{ type: 'connect', from: nodeId('image'), to: nodeId('a'), slot: 0 }]);
    state().setTraining('Set', { epochs: document.training.epochs });
    state().setTitle(document.title);
    const refused = state().apply('Add', [add('b'), add('b')]);
    expect(refused.ok ? 'ok' : refused.error.code).toBe('duplicate-node');
    expect(state().document).toBe(document);
    expect(state().past).toBe(past);
  });

  it('takes out and puts back the same wire in one step', () => {
    const { state } = drawn();
    const wire = edgeIdOf(nodeId('image'), nodeId('a'), 0);
    state().apply('Rewire', [
      { type: 'remove', nodes: [], edges: [wire] },
      { type: 'connect', from: nodeId('image'), to: nodeId('a'), slot: 0 },
    ]);
    expect(state().document.graph.edges.has(wire)).toBe(true);
  });

  it('takes a remedy with its training settings as one step', () => {
    const { state } = drawn();
    const before = state().past.length;
    state().applyFix({ label: 'Set the batch size to 16', edits: [], training: { batchSize: 16 } });
    expect(state().document.training.batchSize).toBe(16);
    expect(state().past).toHaveLength(before + 1);
  });
});

describe('selection and notes', () => {
  it('keeps to what is there, and follows a new name', () => {
    const { state } = drawn();
    state().select([nodeId('a'), nodeId('image')], [edgeIdOf(nodeId('image'), nodeId('a'), 0)]);
    state().apply('Rename', [{ type: 'rename', node: nodeId('a'), id: 'first' }]);
    expect([...state().selectedNodes]).toEqual(['first', 'image']);
    expect([...state().selectedEdges]).toEqual(['image->first:0']);
    state().undo();
    expect([...state().selectedNodes]).toEqual(['image']);
    expect([...state().selectedEdges]).toEqual([]);
  });

  it('is what comes back, where nothing is left of it', () => {
    const { state } = drawn();
    state().select([nodeId('a')]);
    state().apply('Rename', [{ type: 'rename', node: nodeId('a'), id: 'first' }]);
    state().undo();
    expect([...state().selectedNodes]).toEqual(['a']);
    state().redo();
    expect([...state().selectedNodes]).toEqual(['first']);
    state().select([]);
    state().undo();
    expect([...state().selectedNodes]).toEqual([]);
  });

  it('shows the notes of the document that is open, also after undo and redo', () => {
    const { state } = drawn();
    state().open('Open', newDocument(), new Map([[nodeId('a'), 'was changed']]));
    expect(state().document).not.toBe(state().saved);
    state().undo();
    expect(state().importNotes.size).toBe(0);
    state().redo();
    expect(state().importNotes.get(nodeId('a'))).toBe('was changed');
    state().dismissNotes();
    expect(state().importNotes.size).toBe(0);
  });

  it('knows whether there are unsaved changes, also after undo', () => {
    const { state } = drawn();
    state().markSaved();
    state().setTitle('Other');
    expect(state().document).not.toBe(state().saved);
    state().undo();
    expect(state().document).toBe(state().saved);
    state().open('Open', newDocument());
    expect(state().document).toBe(state().saved);
  });
});
