// The gallery of templates: search on top, families of cards, and the chosen template's particulars beside them.
import { Alert, Button, Progress, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { templateIds } from '../../store/templates';
import { openBeside } from '../compare/compareActions';
import { openTemplate } from '../files/fileActions';
import { closeDialog, useOverlays } from '../overlays';
import { HeadCount, WideDialog, WideHead } from '../wide/WideDialog';
import frame from '../wide/wide.module.css';
import { Detail } from './Detail';
import type { Entry } from './entry';
import styles from './Gallery.module.css';
import { gatherEntries, useGathering } from './gatherEntries';
import { nextCard } from './nextCard';
import { searchEntries } from './searchEntries';
import { TemplateCard } from './TemplateCard';

export const Gallery = ({ opened }: { opened: boolean }) => (
  <WideDialog opened={opened} width={1320} height={880}>
    <Browser />
  </WideDialog>
);

const none: readonly Entry[] = [];

function Browser() {
  const gathering = useGathering();
  // Sixty cards at once would hold up the window: React makes a deferred value's in slices.
  const entries = useDeferredValue(gathering.entries, none);
  const state = gathering.entries === entries ? gathering.state : 'gathering';
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string>();
  const sought = useDeferredValue(query);
  const families = useMemo(() => searchEntries(entries, sought), [entries, sought]);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => void gatherEntries(), []);
  const all = families.flatMap((family) => family.entries);
  const selected = all.find(({ template }) => template.id === chosen) ?? all[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = nextCard(event, search.current, list.current);
    if (!to) return;
    if (event.key.length > 1) event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: 'nearest' });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys lead from control to control.
    <div className={frame.body} onKeyDown={onKeyDown} data-gallery={state}>
      <WideHead title="Templates" close="Close the gallery">
        <TextInput
          ref={search}
          data-autofocus
          className={styles.search}
          size="sm"
          placeholder="Search by title, paper, author, year or layer"
          aria-label="Search templates"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(undefined);
            if (list.current) list.current.scrollTop = 0;
          }}
          onKeyDown={(event) => {
            // What is typed counts, even where the list still lags behind it.
            const best = chosen === undefined ? searchEntries(entries, query)[0]?.entries[0] : selected;
            if (event.key === 'Enter' && best) open(best);
          }}
        />
        <HeadCount>{state === 'done' && countOf(all.length, entries.length)}</HeadCount>
      </WideHead>
      <div className={styles.columns}>
        <div ref={list} className={styles.list}>
          <Loading state={state} />
          {families.map(({ family, entries: members }) => (
            <section key={family} aria-label={family}>
              <h2 className={styles.family}>
                {family}
                <span className={styles.familyCount}>{members.length}</span>
              </h2>
              <ul className={styles.cards}>
                {members.map((entry) => (
                  <TemplateCard
                    key={entry.template.id}
                    entry={entry}
                    selected={entry === selected}
                    onChoose={setChosen}
                    onOpen={open}
                  />
                ))}
              </ul>
            </section>
          ))}
          {state === 'done' && entries.length > 0 && all.length === 0 && (
            <p className={styles.none}>
              No template matches “{sought.trim()}”. Try a layer such as “unpool”, an author or a year.
            </p>
          )}
        </div>
        {selected && <Detail key={selected.template.id} entry={selected} onOpen={open} />}
      </div>
    </div>
  );
}

function open({ template }: Entry): void {
  const { dialog } = useOverlays.getState();
  closeDialog();
  if (dialog?.type === 'gallery' && dialog.beside) openBeside(template.document);
  else openTemplate(template);
}

const countOf = (shown: number, total: number): string =>
  shown === total ? `${total} templates` : `${shown} of ${total} templates`;

/** How far the reading is, or which files did not come. */
function Loading({ state }: { state: string }) {
  const { read, failed } = useGathering();
  if (state !== 'done') {
    return (
      <div className={styles.loading}>
        <span>Reading the templates…</span>
        <Progress size="xs" value={(100 * read) / templateIds.length} aria-label="Templates read" />
      </div>
    );
  }
  if (failed.length === 0) return null;
  return (
    <Alert
      color="yellow"
      p="sm"
      mb="sm"
      icon={<IconAlertTriangle size={16} />}
      title={failed.length === 1 ? 'A template did not load' : `${failed.length} templates did not load`}
    >
      {failed.join(', ')}. Check the connection, then load again, or reload the page.{' '}
      <Button size="compact-xs" variant="light" onClick={() => void gatherEntries()}>
        Load again
      </Button>
    </Alert>
  );
}
