// Levels: what is shown inside an instance of a module, and that edits, selection and history act there.
import { describe, expect, it } from 'vitest';
import type { Edit } from '../graph/edits';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { newDocument } from './files';
import { editsFrom, fullId, keptPath, levelOf } from './level';
import { makeBench } from './tools.fixture';

const id = nodeId;
const add = (name: string, kind = 'conv2d'): Edit => ({
  type: 'add',
  node: { id: id(name), kind, params: defaultParams(kind) },
  at: { x: 0, y: 0 },
});
const wire = (from: string, to: string): Edit => ({ type: 'connect', from: id(from), to: id(to), slot: 0 });

/** image → block1 (c1 → c2) → block2 of the same module, whose `filters` is both convolutions' own. */
function drawn() {
  const { store } = makeBench();
  const state = () => store.getState();
  state().apply('Add', [add('image', 'input'), add('c1'), add('c2'), wire('image', 'c1'), wire('c1', 'c2')]);
  state().apply('Make module block', [
    {
      type: 'defineModule',
      name: 'block',
      nodes: [id('c1'), id('c2')],
      instance: 'block1',
      parameters: [{ node: id('c1'), param: 'filters', name: 'width' }],
    },
  ]);
  state().apply('Add block2', [
    {
      type: 'add',
      node: { id: id('block2'), kind: 'module', params: { module: 'block' } },
      at: { x: 400, y: 0 },
    },
    wire('block1', 'block2'),
    { type: 'set', node: id('block2'), params: { width: 12 } },
  ]);
  return { state };
}

const shapeOf = (state: ReturnType<ReturnType<typeof drawn>['state']>, node: string) => {
  const shape = levelOf(state).shapes.get(id(node));
  return shape?.state === 'ok' ? shape.shape : shape?.state;
};

describe('levels', () => {
  it('shows the inside of the instance one came through, at its values', () => {
    const { state } = drawn();
    expect(levelOf(state()).inside).toBeUndefined();
    state().goTo([id('block2')]);
    expect(levelOf(state()).inside?.module.name).toBe('block');
    expect(levelOf(state()).inside?.values.get('width')).toBe(12);
    expect(shapeOf(state(), 'c1')).toEqual([28, 28, 12]);
    expect(fullId(state(), id('c1'))).toBe('block2/c1');
    expect(levelOf(state())).toBe(levelOf(state()));
    state().goTo([id('block1')]);
    expect(shapeOf(state(), 'c1')).not.toEqual([28, 28, 12]);
  });

  it('leads edits to the definition, so that every instance changes, and undoes them where one stands', () => {
    const { state } = drawn();
    state().goTo([id('block1')]);
    const before = state().document;
    const steps = state().past.length;
    expect(state().apply('Set', [{ type: 'set', node: id('c2'), params: { filters: 7 } }]).ok).toBe(true);
    expect(shapeOf(state(), 'c2')).toEqual([28, 28, 7]);
    state().goTo([]);
    expect(shapeOf(state(), 'block1')).toEqual([28, 28, 7]);
    expect(shapeOf(state(), 'block2')).toEqual([28, 28, 7]);
    state().goTo([id('block2')]);
    state().undo();
    expect(state().document).toBe(before);
    expect(state().path).toEqual([id('block2')]);
    expect(state().past).toHaveLength(steps);
  });

  it('counts an edit within a module that changes nothing as no step', () => {
    const { state } = drawn();
    state().goTo([id('block2')]);
    const { document } = state();
    const at = levelOf(state()).layout.get(id('c1')) ?? { x: 0, y: 0 };
    state().apply('Move', [{ type: 'move', positions: new Map([[id('c1'), at]]) }]);
    state().apply('Wire', [wire('c1', 'c2')]);
    expect(state().document).toBe(document);
  });

  it('frees a bound parameter when it is set to the very value that it shows', () => {
    const { state } = drawn();
    state().goTo([id('block2')]);
    state().apply('Set', [{ type: 'set', node: id('c1'), params: { filters: 12 } }]);
    expect(state().document.graph.modules.get('block')?.graph.nodes.get(id('c1'))?.bindings).toBeUndefined();
    state().goTo([id('block1')]);
    expect(shapeOf(state(), 'c1')).toEqual([28, 28, 12]);
  });

  it('selects per level, and follows a node that is renamed within a module, and back', () => {
    const { state } = drawn();
    state().select([id('block1')]);
    state().goTo([id('block1')]);
    expect(state().selectedNodes.size).toBe(0);
    state().select([id('c1')], [...levelOf(state()).graph.edges.keys()].slice(0, 1));
    state().apply('Rename', [{ type: 'rename', node: id('c1'), id: 'first' }]);
    expect([...state().selectedNodes]).toEqual(['first']);
    for (const edge of state().selectedEdges) expect(levelOf(state()).graph.edges.has(edge)).toBe(true);
    state().undo();
    expect([...state().selectedNodes]).toEqual(['c1']);
    state().goTo([], id('block1'));
    expect([...state().selectedNodes]).toEqual(['block1']);
  });

  it('shortens the path to what is left of it, on undo, redo, removal and opening', () => {
    const { state } = drawn();
    state().goTo([id('block2')]);
    state().undo();
    expect(state().path).toEqual([]);
    expect(state().document.graph.nodes.has(id('block2'))).toBe(false);
    state().redo();
    state().goTo([id('block2'), id('nowhere')]);
    expect(state().path).toEqual([id('block2')]);
    state().select([id('c1')]);
    state().open('Open', newDocument());
    expect(state().path).toEqual([]);
    expect(state().selectedNodes.size).toBe(0);
  });

  it('focuses a node of another level, and of none where it is not', () => {
    const { state } = drawn();
    state().focusNode(id('c2'), [id('block2')]);
    expect(state().path).toEqual([id('block2')]);
    expect([...state().selectedNodes]).toEqual(['c2']);
    const { focus } = state();
    state().focusNode(id('block2'));
    expect(state().focus).toBe(focus);
    state().focusNode(id('block2'), []);
    expect(state().path).toEqual([]);
  });

  it('keeps the way through modules within modules', () => {
    const { state } = drawn();
    state().apply('Nest', [
      { type: 'defineModule', name: 'stage', nodes: [id('block2')], instance: 'stage1' },
    ]);
    const inner = [...levelAt(state(), ['stage1']).graph.nodes.values()].find(
      ({ kind }) => kind === 'module',
    );
    const path = [id('stage1'), inner?.id ?? id('')];
    expect(keptPath(state().document.graph, path)).toBe(path);
    state().goTo(path);
    expect(levelOf(state()).inside?.module.name).toBe('block');
    expect(editsFrom(state().document.graph, path, [wire('c1', 'c2')])).toEqual([
      { type: 'inModule', module: 'block', edit: wire('c1', 'c2') },
    ]);
    const rename: Edit = { type: 'renameModule', module: 'block', name: 'pair' };
    expect(editsFrom(state().document.graph, path, [rename])).toEqual([rename]);
    state().apply('Rename', [rename]);
    expect(levelOf(state()).inside?.module.name).toBe('pair');
    state().goTo(path.slice(0, 1));
    state().apply('Ungroup', [{ type: 'ungroup', node: path[1] ?? id('') }]);
    expect(levelOf(state()).graph.nodes.size).toBeGreaterThan(3);
  });
});

const levelAt = (state: ReturnType<ReturnType<typeof drawn>['state']>, path: readonly string[]) =>
  levelOf({ document: state.document, path: path.map(id) });
