// What differs between a version and the one before it, in sentences: of the network, of how it is trained, and of what is
// written about it.

import { differencesOf } from '../../compare/differences';
import type { Document, TrainingSettings } from '../../graph/document';
import { differenceOf } from '../../store/differences';
import { expandedOf } from '../../store/judge';

export interface Change {
  readonly sign: '+' | '−' | '~';
  readonly what: string;
  readonly where: string;
}

const signs = { removed: '−', added: '+', replaced: '~', changed: '~', rewired: '~' } as const;
const words = {
  removed: 'Removed',
  added: 'Added',
  replaced: 'Replaced',
  changed: 'Changed',
  rewired: 'Rewired',
} as const;

/** What was done to `before` to get `after`; empty where only names and places differ. */
export function changesOf(before: Document, after: Document): readonly Change[] {
  return [...networkChanges(before, after), ...otherChanges(before, after)];
}

function networkChanges({ graph: before }: Document, { graph: after }: Document): readonly Change[] {
  if (before === after) return [];
  const all = differencesOf(differenceOf(before, after), expandedOf(before).flat, expandedOf(after).flat);
  return all.map(({ change, what, where }) => ({
    sign: signs[change],
    what: `${words[change]} ${what}`,
    where,
  }));
}

function otherChanges(before: Document, after: Document): readonly Change[] {
  const settings = (Object.keys(after.training) as (keyof TrainingSettings)[]).filter(
    (name) => JSON.stringify(before.training[name]) !== JSON.stringify(after.training[name]),
  );
  return [
    ...(before.title === after.title
      ? []
      : [changed('Title', `${before.title || 'Untitled'} → ${after.title || 'Untitled'}`)]),
    ...(before.description === after.description ? [] : [changed('Description', '')]),
    ...(settings.length === 0 ? [] : [changed('Training settings', settings.map(inWords).join(', '))]),
    ...(sameNotes(before, after) ? [] : [changed('Notes and frames', '')]),
  ];
}

const changed = (what: string, where: string): Change => ({
  sign: '~',
  what: `Changed ${what.toLowerCase()}`,
  where,
});

/** `batchSize` is `batch size`. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const sameNotes = (a: Document, b: Document): boolean =>
  a.annotations === b.annotations ||
  JSON.stringify([...(a.annotations ?? [])]) === JSON.stringify([...(b.annotations ?? [])]);
