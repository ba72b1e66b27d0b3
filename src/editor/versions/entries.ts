// What the list of versions is made of: the drawing as it is now, the versions that are kept, or the steps of history.
import type { Document } from '../../graph/document';
import type { HistoryEntry } from '../../store/state';
import type { Version } from '../../store/versions/version';

export interface NowEntry {
  readonly type: 'now';
  readonly key: 'now';
  readonly document: Document;
}

export interface KeptEntry {
  readonly type: 'kept';
  readonly key: string;
  readonly version: Version;
  /** The one kept before it. */
  readonly before: Version | undefined;
}

export interface StepEntry {
  readonly type: 'step';
  readonly key: string;
  /** What the step did that came next. */
  readonly label: string;
  /** Steps from there to now, 1 for the last. */
  readonly ago: number;
  readonly document: Document;
  /** As it was a step earlier. */
  readonly before: Document | undefined;
}

export type Entry = NowEntry | KeptEntry | StepEntry;

/** More than these nobody looks through; the history itself has no limit. */
const mostSteps = 200;

/** The newest first, below the drawing as it is now. */
export const keptEntries = (document: Document, versions: readonly Version[]): readonly Entry[] => [
  { type: 'now', key: 'now', document },
  ...versions
    .map((version, i): Entry => ({ type: 'kept', key: version.id, version, before: versions[i - 1] }))
    .toReversed(),
];

/** The newest first, below the drawing as it is now. */
export const stepEntries = (document: Document, past: readonly HistoryEntry[]): readonly Entry[] => [
  { type: 'now', key: 'now', document },
  ...past
    .map(
      (entry, i): Entry => ({
        type: 'step',
        key: `step ${i}`,
        label: entry.label,
        ago: past.length - i,
        document: entry.document,
        before: past[i - 1]?.document,
      }),
    )
    .slice(-mostSteps)
    .toReversed(),
];
