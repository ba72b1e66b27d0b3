// What the command menu can find, of whatever kind, in one form.

export type EntryKind = 'action' | 'node' | 'layer' | 'template' | 'setting';

export interface Entry {
  /** Unique and, where the thing lasts, the same the next time: recently used entries are remembered by it. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** What else finds it: synonyms, a module's name, a paper. */
  readonly words: string;
  /** Beside the title, dimmer: a node's place, a setting's value. */
  readonly detail?: string;
  /** The key that does the same, as it is written. */
  readonly key?: string;
  /** The heading it stands under where nothing is searched. */
  readonly group: string;
  /** What the icon is of: a group of layers or of actions, and the layer's kind. */
  readonly icon: { readonly group: string; readonly kind?: string };
  /** Why it cannot be chosen now. */
  readonly blocked?: string;
  readonly run: () => void;
  /** What Mod+Enter does instead. */
  readonly beside?: () => void;
}
