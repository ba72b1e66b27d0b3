// The list of versions, or of the steps of history; arrows go along it, and its keys act on the one that is chosen.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Versioned } from '../../store/versions/versioned';
import type { Entry } from './entries';
import { drawingOf } from './useVersions';
import { VersionRow } from './VersionRow';
import { deleteVersion, restoreVersion } from './versionCommands';
import styles from './versions.module.css';

interface Props {
  readonly design: Versioned;
  readonly entries: readonly Entry[];
  readonly chosen: Entry;
  readonly label: string;
  /** The list has the focus when the dialog opens. */
  readonly focused: boolean;
  readonly onChoose: (key: string) => void;
}

export function VersionList({ design, entries, chosen, label, focused, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const now = useNow();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeAfter(event.key, entries.indexOf(chosen), entries.length);
    const next = place === undefined ? undefined : entries[place];
    if (next) {
      onChoose(next.key);
      list.current?.querySelectorAll<HTMLElement>('[data-version]')[place ?? 0]?.focus();
    } else if (!act(event.key, design, chosen)) return;
    event.preventDefault();
  };
  return (
    <div ref={list} className={styles.list} role="listbox" aria-label={label} onKeyDown={onKeyDown}>
      {entries.map((entry) => (
        <VersionRow
          key={entry.key}
          entry={entry}
          chosen={entry === chosen}
          first={focused && entry === chosen}
          now={now}
          onChoose={() => onChoose(entry.key)}
        />
      ))}
    </div>
  );
}

function placeAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Enter restores, F2 names, Delete deletes; answers whether the key means anything here. */
function act(key: string, design: Versioned, chosen: Entry): boolean {
  if (key === 'F2' && chosen.type !== 'step') {
    document.querySelector<HTMLElement>('input[data-version-name]')?.focus();
    return true;
  }
  if (chosen.type === 'now') return false;
  if (key === 'Enter') {
    if (chosen.type === 'step') restoreVersion(design, chosen, chosen.document);
    else void drawingOf(chosen.key).then((drawing) => drawing && restoreVersion(design, chosen, drawing));
    return true;
  }
  if (key !== 'Delete' || chosen.type !== 'kept') return false;
  void deleteVersion(chosen.version);
  return true;
}

/** The time for the dates of the list, moved on every minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
