import { describe, expect, it } from 'vitest';
import { defaultParams } from '../layers/index';
import { nodeId } from '../lib/ids';
import { follow } from './afterwards';
import { makeBench } from './tools.fixture';

/** A store and the one that follows it; `paint` does what waits for the next frame. */
function followed() {
  const { store } = makeBench();
  const waiting: (() => void)[] = [];
  const behind = follow(store, (run) => waiting.push(run));
  const paint = () => {
    for (const run of waiting.splice(0)) run();
  };
  let notices = 0;
  behind.subscribe(() => {
    notices += 1;
  });
  const add = (id: string) =>
    store.getState().apply(`Add ${id}`, [
      {
        type: 'add',
        node: { id: nodeId(id), kind: 'relu', params: defaultParams('relu') },
        at: { x: 0, y: 0 },
      },
    ]);
  return { store, behind, paint, add, notices: () => notices };
}

describe('afterwards', () => {
  it('follows edits of the drawing with the next frame, several of them once', () => {
    const { store, behind, paint, add, notices } = followed();
    const before = behind.getState();
    add('a');
    add('b');
    expect(behind.getState()).toBe(before);
    paint();
    expect(behind.getState()).toBe(store.getState());
    expect(notices()).toBe(1);
  });

  it('follows everything else at once, but not past an edit that waits', () => {
    const { store, behind, paint, add } = followed();
    store.getState().setTitle('A title');
    expect(behind.getState()).toBe(store.getState());
    add('a');
    store.getState().setTitle('Another');
    expect(behind.getState().document.title).toBe('A title');
    paint();
    expect(behind.getState()).toBe(store.getState());
  });

  it('waits with an edit whose first hearer changes the state again', () => {
    const { store } = makeBench();
    const stop = store.subscribe(() => {
      stop();
      store.getState().setTitle('From within');
    });
    const behind = follow(store, () => {});
    const before = behind.getState();
    const node = { id: nodeId('a'), kind: 'relu', params: defaultParams('relu') } as const;
    store.getState().apply('Add a', [{ type: 'add', node, at: { x: 0, y: 0 } }]);
    expect(store.getState().document.title).toBe('From within');
    expect(behind.getState()).toBe(before);
  });

  it('has an undone edit too', () => {
    const { store, behind, paint, add } = followed();
    add('a');
    paint();
    store.getState().undo();
    expect(behind.getState().document.graph.nodes.size).toBe(1);
    paint();
    expect(behind.getState()).toBe(store.getState());
  });
});
