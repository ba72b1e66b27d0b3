// The view as it is kept: all of it comes back, and what is not understood changes nothing.
import { describe, expect, it } from 'vitest';
import { readView, type View, viewText } from './keepView';
import { makeBench } from './tools.fixture';

describe('the view that is kept', () => {
  it('comes back as it was', () => {
    const { store } = makeBench();
    const view: View = {
      sidePanel: 'costs',
      paletteOpen: false,
      sideOpen: true,
      dockOpen: false,
      cardFigure: 'memory',
      tint: 'macs',
    };
    store.setState(view);
    expect(readView(viewText(store.getState()))).toEqual(view);
  });

  it('leaves out what this version does not know', () => {
    expect(readView('{"tint":"rainbow","dockOpen":false,"document":1}')).toEqual({ dockOpen: false });
    for (const text of [null, '', '[', '7', 'null', '"dark"']) expect(readView(text)).toEqual({});
  });
});
