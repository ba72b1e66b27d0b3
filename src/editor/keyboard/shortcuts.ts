// The keys and what they do, as the help dialog lists them. The canvas's own keys are handled in
// canvas/canvasKeys.ts, the others in useShortcuts.ts.

export interface Shortcut {
  /** Alternatives; `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[];
  readonly what: string;
}
export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: ['/', 'Mod+K'], what: 'Search the palette; arrow keys choose, Enter adds' },
      { keys: ['Mod+Z'], what: 'Undo' },
      { keys: ['Mod+Shift+Z', 'Mod+Y'], what: 'Redo' },
      { keys: ['Mod+S'], what: 'Save' },
      { keys: ['Mod+O'], what: 'Open a file' },
      { keys: ['G'], what: 'Open the gallery of templates' },
      { keys: ['R'], what: 'Open the history of runs' },
      { keys: ['B'], what: 'Put another design beside this one: a twin, a template, a demonstration' },
      { keys: ['1', '2', '3', '4'], what: 'Go to one of the designs that stand side by side' },
      { keys: ['F'], what: 'Fit the drawing into view' },
      { keys: ['T'], what: 'Open the table of costs, or close it' },
      { keys: ['H'], what: 'Colour the cards by weights, MACs, memory or nothing in turn' },
      { keys: ['?'], what: 'Show these shortcuts' },
    ],
  },
  {
    title: 'On the canvas',
    shortcuts: [
      { keys: ['Tab', 'Shift+Tab'], what: 'Go from node to node' },
      { keys: ['←', '→'], what: 'Follow a wire back or on' },
      { keys: ['↑', '↓'], what: 'Go to the node above or below' },
      { keys: ['Shift+arrows'], what: 'Move the selected nodes' },
      { keys: ['Enter'], what: 'Go to the first setting in the inspector; Escape leads back' },
      { keys: ['C'], what: 'Connect the selected node to another' },
      { keys: ['F2'], what: 'Rename the selected node' },
      { keys: ['Delete', 'Backspace'], what: 'Delete what is selected' },
      { keys: ['Mod+G'], what: 'Make a module of the selected nodes' },
      { keys: ['Mod+Shift+G'], what: 'Ungroup the selected instance of a module' },
      { keys: ['Mod+Enter'], what: 'Open the selected instance of a module' },
      { keys: ['Mod+Backspace', 'Escape'], what: 'Leave a module; Escape first clears the selection' },
      { keys: ['Mod+A'], what: 'Select every node' },
      { keys: ['Escape'], what: 'Clear the selection, close what is open' },
    ],
  },
  {
    title: 'With the mouse',
    shortcuts: [
      { keys: ['Shift+drag'], what: 'Select nodes in a box' },
      { keys: ['Mod+click'], what: 'Add to the selection' },
      { keys: ['Double-click'], what: 'On empty canvas: search the palette; on a module: open it' },
    ],
  },
];

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** `Ctrl+Shift+Z`, or `⇧⌘Z` on a Mac. */
export function keyText(keys: string): string {
  if (!isMac()) return keys.replace('Mod', 'Ctrl');
  return keys.replace('Mod+Shift+', '⇧⌘').replace('Mod+', '⌘').replace('Shift+', '⇧');
}
