// How keys are written for a person: on buttons' hints, in menus, in the command menu and in the map of shortcuts.
import { type Action, titleOf } from './action';

export const isMac = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
};
const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function keyText(keys: string): string {
  // A plus may itself be the key.
  const parts = keys.split(/\+(?!$)/).map((part) => signs[part] ?? part);
  if (!isMac()) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
  // Macs write ⌘ last of the modifiers.
  const named = parts.map((part) => macSigns[part] ?? part);
  const modifiers = named.slice(0, -1).sort((a, b) => Number(a === '⌘') - Number(b === '⌘'));
  return [...modifiers, named.at(-1) ?? ''].join('');
}

/** The first key of an action as it is written; undefined where it has none. */
export const keyOfAction = ({ keys }: Action): string | undefined => keys?.[0] && keyText(keys[0]);

/** What a button's tooltip says: the action's title, or words of the button's own, and the key. */
export function hintOf(action: Action, words = titleOf(action)): string {
  const key = keyOfAction(action);
  return key ? `${words} (${key})` : words;
}
