// The map of shortcuts: every action that has keys, under its group, and what the mouse does beside a plain click.
import { type Action, type ActionGroup, actionGroups, titleOf } from '../actions/action';

export interface Shortcut {
  /** Alternatives, as actions write them. */
  readonly keys: readonly string[];
  readonly what: string;
}
export interface ShortcutGroup {
  readonly title: ActionGroup | 'With the mouse';
  readonly shortcuts: readonly Shortcut[];
}

const mouse: ShortcutGroup = {
  title: 'With the mouse',
  shortcuts: [
    { keys: ['Shift+drag'], what: 'Select nodes in a box' },
    { keys: ['Mod+click'], what: 'Add to the selection' },
    {
      keys: ['Press and hold'],
      what: 'By finger or pen: open a module, select several cards, insert on a wire',
    },
    { keys: ['Double-click'], what: 'On empty canvas: search the palette; on a module: open it' },
  ],
};

/** Actions that share a help share a row; its keys are those of all. */
export function shortcutGroups(actions: readonly Action[]): readonly ShortcutGroup[] {
  const groups = actionGroups.map((title): ShortcutGroup => {
    const rows = new Map<string, Set<string>>();
    for (const action of actions) {
      if (action.group !== title || !action.keys) continue;
      const what = action.help ?? titleOf(action);
      rows.set(what, new Set([...(rows.get(what) ?? []), ...action.keys]));
    }
    return { title, shortcuts: [...rows].map(([what, keys]) => ({ what, keys: [...keys] })) };
  });
  return [...groups.filter(({ shortcuts }) => shortcuts.length > 0), mouse];
}
