// Which action a key press means.
import type { Action } from './action';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & {
  readonly code?: string;
};

/** The press as actions write their keys: `Mod+Shift+Z`, `?`, `Alt+ArrowUp`. */
export function chordOf({ key: typed, code, ctrlKey, metaKey, shiftKey, altKey }: Press): string {
  // A Mac types another sign with ⌥ and a letter.
  const key = (altKey && /^Key([A-Z])$/.exec(code ?? '')?.[1]) || typed;
  const letter = key.length === 1 && key.toLowerCase() !== key.toUpperCase();
  // Of a sign such as `?`, Shift is already part.
  const shifted = shiftKey && (letter || key.length > 1);
  const name = key === ' ' ? 'Space' : letter ? key.toUpperCase() : key;
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${name}`;
}

/** Where a key is pressed: in a text that is written, in a parameter's field, on the canvas, or anywhere else. */
export type KeyPlace = 'writing' | 'parameter' | 'canvas' | 'elsewhere';

/** The first action whose key this is at that place and that is not blocked. */
export function actionOfPress(actions: readonly Action[], press: Press, place: KeyPlace): Action | undefined {
  const chord = chordOf(press);
  return actions.find(
    ({ keys, keysIn = 'anywhere', blocked }) =>
      keys?.includes(chord) && reaches(keysIn, place) && blocked?.() === undefined,
  );
}

function reaches(keysIn: NonNullable<Action['keysIn']>, place: KeyPlace): boolean {
  if (keysIn === 'browser') return false;
  if (keysIn === 'canvas') return place === 'canvas';
  if (place === 'writing') return keysIn === 'writing';
  return place !== 'parameter' || keysIn !== 'anywhere';
}
