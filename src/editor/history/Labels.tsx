// The user's own words on the chosen runs: a name for one, tags for all.
import { TagsInput, TextInput } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { history } from '../../store/history/history';
import { choicesOf } from '../../store/history/listRuns';
import styles from './History.module.css';
import { markRuns, retag } from './historyActions';
import type { Shown } from './overlayOf';
import { nameFieldId } from './useRowKeys';

export function Labels({ shown }: { shown: readonly Shown[] }) {
  const records = shown.map(({ record }) => record);
  const [first, ...others] = records;
  const common = (first?.tags ?? []).filter((tag) => others.every(({ tags }) => tags.includes(tag)));
  const known = useMemo(
    () => [...choicesOf([...history.getState().runs.values()].map(({ record }) => record)).tags],
    [],
  );
  return (
    <div className={styles.labels}>
      {records.length === 1 && first ? (
        <NameField key={first.name} shown={first} />
      ) : (
        <h2 className={styles.several}>{records.length} runs</h2>
      )}
      <TagsInput
        size="xs"
        label={records.length > 1 ? 'Tags of all of them' : 'Tags'}
        placeholder={common.length === 0 ? 'Add a tag' : ''}
        data={known}
        value={[...common]}
        maxTags={20}
        onChange={(tags) => void retag(records, common, tags)}
      />
    </div>
  );
}

/** Kept on Enter and on leaving; Escape brings back what it was. */
function NameField({ shown: { id, name, title } }: { shown: Shown['record'] }) {
  const [draft, setDraft] = useState(name ?? '');
  const commit = (): void => {
    if (draft.trim() !== (name ?? '')) void markRuns([id], { name: draft });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || draft === (name ?? '')) return;
    // Escape closes the dialog, unless there is something to take back.
    event.stopPropagation();
    setDraft(name ?? '');
  };
  return (
    <TextInput
      id={nameFieldId}
      size="xs"
      label="Name"
      placeholder={title || 'Untitled'}
      value={draft}
      maxLength={120}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
