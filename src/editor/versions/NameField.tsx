// Where a version gets its name: of what is shown now, which keeps it, or of one that is kept.
import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Versioned } from '../../store/versions/versioned';
import type { KeptEntry, NowEntry } from './entries';
import { nameShown, renameVersion } from './versionCommands';
import styles from './versions.module.css';

/** A name longer than this would not fit into any list. */
const longest = 80;

interface Props {
  readonly design: Versioned;
  readonly entry: NowEntry | KeptEntry;
  /** It wants the cursor. */
  readonly naming: boolean;
}

export function NameField({ design, entry, naming }: Props) {
  const known = entry.type === 'kept' ? (entry.version.name ?? '') : '';
  const [text, setText] = useState(known);
  useEffect(() => setText(known), [known]);
  const name = text.trim();
  const empty = entry.type === 'now' && entry.document.graph.nodes.size === 0;
  const unchanged = name === known;
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        if (unchanged || empty) return;
        if (entry.type === 'kept') void renameVersion(entry.version, name);
        else void nameShown(design, name).then((named) => named && setText(''));
      }}
    >
      <TextInput
        size="xs"
        className={styles.name ?? ''}
        data-version-name
        data-autofocus={naming || undefined}
        aria-label={entry.type === 'now' ? 'Name for this version' : 'Name of the version'}
        placeholder={empty ? 'An empty drawing needs no version' : 'A name keeps it for good'}
        maxLength={longest}
        disabled={empty}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || unchanged) return;
          event.stopPropagation();
          setText(known);
        }}
      />
      <Button type="submit" size="xs" variant="default" disabled={unchanged || empty}>
        {entry.type === 'now'
          ? 'Name this version'
          : known !== '' && name === ''
            ? 'Remove the name'
            : 'Name'}
      </Button>
    </form>
  );
}
