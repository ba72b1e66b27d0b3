// The list as a whole: what holds of every action, whoever brought it.
import { describe, expect, it } from 'vitest';
import { shortcutGroups } from '../keyboard/shortcuts';
import { type Action, titleOf } from './action';
import { actions } from './index';
import { keyText } from './keyText';

/** Places where a key can be pressed and the action's keys reach. */
const placesOf = ({ keysIn = 'anywhere' }: Action): readonly string[] =>
  ({
    writing: ['writing', 'parameter', 'canvas', 'elsewhere'],
    parameters: ['parameter', 'canvas', 'elsewhere'],
    anywhere: ['canvas', 'elsewhere'],
    canvas: ['canvas'],
    // The browser's own events of them, on the canvas and beside it.
    browser: ['canvas', 'elsewhere'],
  })[keysIn];

describe('actions', () => {
  it('have ids of their own', () => {
    const ids = actions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(\.[a-zA-Z0-9]+)+$/);
  });

  it('share a key only where each but the last can be blocked, so that one of them is meant', () => {
    const byChord = new Map<string, Action[]>();
    for (const action of actions)
      for (const place of placesOf(action))
        for (const key of action.keys ?? []) {
          const chord = `${key} in ${place}`;
          byChord.set(chord, [...(byChord.get(chord) ?? []), action]);
        }
    const hidden = [...byChord].flatMap(([chord, sharing]) =>
      sharing.slice(0, -1).every(({ blocked }) => blocked) ? [] : [`${chord}: ${sharing.map((a) => a.id)}`],
    );
    expect(hidden).toEqual([]);
  });

  it('write their keys as a press is read', () => {
    for (const { keys } of actions)
      for (const key of keys ?? []) {
        expect(key).toMatch(/^(Mod\+)?(Alt\+)?(Shift\+)?([A-Z0-9]|[^A-Za-z0-9]|F\d+|[A-Z][A-Za-z]+)$/);
        // Of a sign, Shift is part already.
        expect(key).not.toMatch(/Shift\+[^A-Z]$/);
      }
  });

  it('are imperatives in sentence case, as menus write them', () => {
    for (const action of actions) {
      const title = titleOf(action);
      expect(title).toMatch(/^[A-Z]/);
      expect(title, 'no full stop').not.toMatch(/[.!]$/);
      expect(title, 'not what it does but what to do').not.toMatch(/^(\w+(ing|ed)|\w+[^s]s|The|A|An|This)\b/);
      // Capitals after the first word are those of names: MACs, Python, design B.
      const capitals = title
        .split(': ')[0]
        ?.split(' ')
        .slice(1)
        .filter((word) => /^[A-Z][a-z]+$/.test(word));
      for (const word of capitals ?? []) expect(names).toContain(word.replace(/\W/g, ''));
    }
  });

  it('are all in the map of shortcuts with every key they have', () => {
    const mapped = new Set(
      shortcutGroups(actions).flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys)),
    );
    for (const { keys } of actions) for (const key of keys ?? []) expect(mapped).toContain(key);
  });
});

/** Proper names that titles may hold. */
const names = ['Convas', 'Python', 'Keras', 'Enter', 'Escape', 'Grad', 'Netron'];

describe('keyText', () => {
  it('writes keys as the keyboard has them', () => {
    expect(keyText('Mod+Shift+Z')).toBe('Ctrl+Shift+Z');
    expect(keyText('Shift+ArrowLeft')).toBe('Shift+←');
    expect(keyText('Mod++')).toBe('Ctrl++');
  });
});
