// Seeking runs: words, state, data set and tag.
import { ActionIcon, CloseButton, Select, TextInput, Tooltip } from '@mantine/core';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { type RefObject, useMemo } from 'react';
import { history } from '../../store/history/history';
import { choicesOf, isFiltered, noFilter } from '../../store/history/listRuns';
import { useHistory } from '../../store/history/useHistory';
import type { RecordState, RunRecord } from '../../training/record';
import styles from './History.module.css';
import { stateWords } from './recordWords';

const states = ['training', 'done', 'stopped', 'failed', 'interrupted'] as const;
const stateOptions = states.map((value) => ({
  value,
  label: value === 'failed' ? 'Failed or diverged' : stateWords[value],
}));

export function Filters({
  records,
  search,
}: {
  records: readonly RunRecord[];
  search: RefObject<HTMLInputElement | null>;
}) {
  const filter = useHistory((s) => s.filter);
  const { setFilter } = history.getState();
  const { data, tags } = useMemo(() => choicesOf(records), [records]);
  const common = { size: 'xs', clearable: true, className: styles.filter ?? '' } as const;
  return (
    <>
      <TextInput
        ref={search}
        data-autofocus
        className={styles.search}
        size="xs"
        placeholder="Search by title, name, tag or data"
        aria-label="Search runs"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          filter.text && (
            <CloseButton size="xs" aria-label="Clear the search" onClick={() => setFilter({ text: '' })} />
          )
        }
        value={filter.text}
        onChange={(event) => setFilter({ text: event.currentTarget.value })}
      />
      <Select
        {...common}
        aria-label="State"
        placeholder="Any state"
        data={stateOptions}
        value={filter.state ?? null}
        onChange={(value) => setFilter({ state: (value ?? undefined) as RecordState | undefined })}
      />
      <Select
        {...common}
        aria-label="Data set of the runs"
        placeholder="Any data set"
        data={data.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.data ?? null}
        onChange={(value) => setFilter({ data: value ?? undefined })}
      />
      <Select
        {...common}
        aria-label="Tag"
        placeholder={tags.length === 0 ? 'No tags yet' : 'Any tag'}
        disabled={tags.length === 0}
        data={[...tags]}
        value={filter.tag ?? null}
        onChange={(value) => setFilter({ tag: value ?? undefined })}
      />
      {isFiltered(filter) && (
        <Tooltip label="Show all runs">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Show all runs"
            onClick={() => setFilter(noFilter)}
          >
            <IconFilterOff size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
