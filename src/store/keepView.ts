// Which panels are open and what the cards show survive a reload, and a new window begins as the last one was left. Kept
// where it can be read before anything is drawn, for else the panels would jump.
import type { StoreApi } from 'zustand';
import type { State } from './state';

const key = 'convas.view';

const choices = {
  sidePanel: ['inspector', 'data', 'costs', 'problems', 'compare'],
  paletteOpen: [true, false],
  sideOpen: [true, false],
  dockOpen: [true, false],
  cardFigure: ['costs', 'weights', 'macs', 'memory', 'field', 'none'],
  tint: ['none', 'weights', 'macs', 'memory'],
} as const satisfies { readonly [K in keyof State]?: readonly State[K][] };

export type View = { readonly [K in keyof typeof choices]: State[K] };
const names = Object.keys(choices) as readonly (keyof View)[];

/** What a text holds of a view; what this version does not know is left out. */
export function readView(text: string | null): Partial<View> {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const known = Object.entries(kept).filter(([name, value]) =>
      (choices as Readonly<Record<string, readonly unknown[]>>)[name]?.includes(value),
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

export const viewText = (state: View): string =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, state[name]])));

/** Shows the view as it was left, and keeps it from now on. Storage that is switched off counts as empty. */
export function keepView(store: Pick<StoreApi<State>, 'getState' | 'setState' | 'subscribe'>): void {
  try {
    store.setState(readView(localStorage.getItem(key)));
  } catch {
    return;
  }
  store.subscribe((now, before) => {
    if (names.every((name) => now[name] === before[name])) return;
    try {
      localStorage.setItem(key, viewText(now));
    } catch {
      // Then it lasts as long as the page.
    }
  });
}
