import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../layers/index';
import { nodeId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { makeBench } from '../../store/tools.fixture';
import { editWords } from './editWords';

const add = (id: string, kind: string) =>
  ({
    type: 'add',
    node: { id: nodeId(id), kind, params: defaultParams(kind) },
    at: { x: 0, y: 0 },
  }) as const;

function drawn() {
  const { store } = makeBench();
  const moment = () => ({ ...store.getState(), shapes: levelOf(store.getState()).shapes });
  store
    .getState()
    .apply('Add layers', [
      add('image', 'input'),
      add('conv', 'conv2d'),
      { type: 'connect', from: nodeId('image'), to: nodeId('conv'), slot: 0 },
    ]);
  /** What is said of an act. */
  const said = (act: () => void): string => {
    const before = moment();
    act();
    return editWords(before, moment());
  };
  const set = (label: string, params: Record<string, number | string>) =>
    store.getState().apply(label, [{ type: 'set', node: nodeId('conv'), params }]);
  return { state: store.getState, said, set };
}

const broken = { kernel: 99, padding: 'valid' };

describe('what is said of an edit', () => {
  it('is nothing where nothing was broken or mended: the inspector has told it', () => {
    const { said, set } = drawn();
    expect(said(() => set('Set filters to 7', { filters: 7 }))).toBe('');
  });

  it('names the layer that fits no longer, with the reason, and that it fits again', () => {
    const { said, set } = drawn();
    expect(said(() => set('Set kernel to 99', broken))).toMatch(/^conv does not fit: .{10,}/);
    expect(said(() => set('Set kernel to 3', { kernel: 3 }))).toBe('conv fits again.');
  });

  it('names the step that is taken back or done again, and what came of it', () => {
    const { said, set, state } = drawn();
    set('Set kernel to 99', broken);
    expect(said(() => state().undo())).toBe('Undone: Set kernel to 99. conv fits again.');
    expect(said(() => state().redo())).toMatch(/^Redone: Set kernel to 99\. conv does not fit: /);
  });

  it('takes a new step after an undo for no redo', () => {
    const { said, set, state } = drawn();
    set('Set filters to 7', { filters: 7 });
    state().undo();
    expect(said(() => set('Set filters to 9', { filters: 9 }))).toBe('');
  });
});
