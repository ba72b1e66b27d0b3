// What a user can do, as data: the command menu, the map of shortcuts, the menus and the keys themselves derive from
// one list of actions, so that none of them can do or say something else.

/** The headings of the command menu and of the map of shortcuts, in their order. */
export const actionGroups = [
  'File',
  'Edit',
  'Draw',
  'Select',
  'Go',
  'View',
  'Modules',
  'Train',
  'Compare',
  'Help',
] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  /** Unique and lasting, as `draw.connect`. */
  readonly id: string;
  readonly group: ActionGroup;
  /** An imperative, as menus write it; a function where it depends on the state: “Undo: Set stride of conv1 to 2”. */
  readonly title: string | (() => string);
  /** A shorter wording for a menu whose name says the rest: “New” under File. */
  readonly short?: string;
  /** Further words that find it in the command menu. */
  readonly words?: string;
  /** What the map of shortcuts says, where the title says too little; actions that share it share a row. */
  readonly help?: string;
  /**
   * Alternatives, such as `Mod+Shift+Z`, `/`, `F2`, `ArrowLeft`; `Mod` is ⌘ on a Mac and Ctrl elsewhere. A letter is
   * written in capitals; one that needs Shift to be typed (`?`) is written without it.
   */
  readonly keys?: readonly string[];
  /**
   * Where the keys work: `writing`, within a text field too; `parameters`, within a parameter's field but in no other;
   * `canvas`, only with the focus on the canvas; `browser`, as an event that the browser makes of them (copy, cut,
   * paste), so that the keys are left to it. Without it, anywhere but in a text field.
   */
  readonly keysIn?: 'writing' | 'parameters' | 'anywhere' | 'canvas' | 'browser';
  /** Why it cannot be done now, as a sentence; undefined where it can. An action that is blocked leaves its keys alone. */
  readonly blocked?: () => string | undefined;
  readonly run: () => void;
}

export const titleOf = ({ title }: Action): string => (typeof title === 'string' ? title : title());
