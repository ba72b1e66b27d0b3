import { describe, expect, it, vi } from 'vitest';
import type { Action } from './action';
import { actionOfPress, chordOf, type KeyPlace } from './chord';

const press = (
  key: string,
  mods: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...mods,
});

describe('chordOf', () => {
  it('writes letters in capitals, and Shift only where it is not part of the sign', () => {
    expect(chordOf(press('z', { ctrlKey: true }))).toBe('Mod+Z');
    expect(chordOf(press('Z', { metaKey: true, shiftKey: true }))).toBe('Mod+Shift+Z');
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?');
    expect(chordOf(press('ArrowUp', { shiftKey: true }))).toBe('Shift+ArrowUp');
    expect(chordOf(press(' '))).toBe('Space');
  });
});

describe('actionOfPress', () => {
  const make = (part: Partial<Action>): Action => ({
    id: 'a',
    group: 'Edit',
    title: 'A',
    run: vi.fn(),
    keys: ['A'],
    ...part,
  });
  const at = (action: Action, place: KeyPlace) => actionOfPress([action], press('a'), place) !== undefined;

  it('keeps out of texts that are written, unless an action says otherwise', () => {
    expect(at(make({}), 'writing')).toBe(false);
    expect(at(make({}), 'canvas')).toBe(true);
    expect(at(make({}), 'elsewhere')).toBe(true);
    expect(at(make({ keysIn: 'writing' }), 'writing')).toBe(true);
    expect(at(make({}), 'parameter')).toBe(false);
    expect(at(make({ keysIn: 'parameters' }), 'parameter')).toBe(true);
    expect(at(make({ keysIn: 'parameters' }), 'writing')).toBe(false);
    expect(at(make({ keysIn: 'canvas' }), 'elsewhere')).toBe(false);
    expect(at(make({ keysIn: 'canvas' }), 'canvas')).toBe(true);
    // The browser makes an event of its own of these keys.
    for (const place of ['writing', 'canvas', 'elsewhere'] as const)
      expect(at(make({ keysIn: 'browser' }), place)).toBe(false);
  });

  it('passes over an action that is blocked, to the next with the same key', () => {
    const blocked = make({ id: 'blocked', blocked: () => 'Nothing is selected.' });
    const free = make({ id: 'free' });
    expect(actionOfPress([blocked, free], press('a'), 'canvas')?.id).toBe('free');
    expect(actionOfPress([blocked], press('a'), 'canvas')).toBeUndefined();
  });
});
