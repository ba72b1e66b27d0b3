// Everything in one field: what is typed finds actions, layers, nodes, templates and settings; Enter takes the one that
// is marked. The focus stays in the field, and the list says which entry is meant.
import { Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { chordOf } from '../actions/chord';
import { actions } from '../actions/index';
import { closeDialog } from '../overlays';
import { commandMenuAction } from './actions';
import { arrangeEntries } from './arrangeEntries';
import styles from './CommandMenu.module.css';
import { CommandRow, rowId } from './CommandRow';
import type { Entry } from './entry';
import { Footer } from './Footer';
import { gatherCommands } from './gatherCommands';
import { recentIds, rememberUse } from './recent';
import { readQuery } from './searchEntries';
import { useTemplateEntries } from './templateEntries';
import { takeTyping } from './typedAhead';

export function CommandMenu({ opened }: { opened: boolean }) {
  const before = useRef<Element | null>(null);
  // What an entry does may lead the focus elsewhere, so the menu gives it back itself, before.
  const giveBack = () =>
    before.current instanceof HTMLElement && before.current.focus({ preventScroll: true });
  return (
    <Modal.Root
      opened={opened}
      onClose={() => {
        takeTyping();
        closeDialog();
        requestAnimationFrame(giveBack);
      }}
      returnFocus={false}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content
        radius="md"
        aria-label="Search everything"
        classNames={{ content: styles.content ?? '' }}
      >
        {opened && (
          <Search
            onOpen={(focused) => {
              before.current = focused;
            }}
            onChoose={(act) => {
              closeDialog();
              requestAnimationFrame(() => {
                giveBack();
                act();
              });
            }}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

const page = 8;

function Search({
  onOpen,
  onChoose,
}: {
  onOpen: (focused: Element | null) => void;
  onChoose: (act: () => void) => void;
}) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(recentIds);
  const [commands] = useState(() => gatherCommands(actions));
  const templates = useTemplateEntries();
  const sought = useDeferredValue(query);
  const entries = useMemo(() => [...commands, ...templates], [commands, templates]);
  const { rows, more } = useMemo(
    () => arrangeEntries(entries, readQuery(sought), recent),
    [entries, sought, recent],
  );
  const field = useRef<HTMLInputElement>(null);
  // Once, when the menu opens: where the focus was, and then the cursor. Before any other key, which would be all that
  // the field holds.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the moment of opening.
  useLayoutEffect(() => {
    if (document.activeElement !== field.current) onOpen(document.activeElement);
    field.current?.focus();
    const ahead = takeTyping();
    if (ahead !== '') setQuery(ahead);
  }, []);
  const marked = Math.min(at, rows.length - 1);
  const choose = (entry: Entry | undefined, beside = false) => {
    if (!entry || entry.blocked !== undefined) return;
    rememberUse(entry.id);
    onChoose((beside && entry.beside) || entry.run);
  };
  const moves: Readonly<Record<string, number>> = {
    // From the last to the first and back.
    ArrowDown: marked + 1 >= rows.length ? 0 : marked + 1,
    ArrowUp: marked <= 0 ? rows.length - 1 : marked - 1,
    Home: 0,
    End: rows.length - 1,
    PageDown: Math.min(rows.length - 1, marked + page),
    PageUp: Math.max(0, marked - page),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chord = chordOf(event);
    const to = moves[chord];
    if (commandMenuAction.keys?.includes(chord)) closeDialog();
    else if (to !== undefined) setAt(to);
    // What is typed counts, even where the list still lags behind it.
    else if (event.key === 'Enter') {
      const current = sought === query ? rows : arrangeEntries(entries, readQuery(query), recent).rows;
      choose(current[sought === query ? marked : 0]?.entry, event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles.head}>
        <IconSearch size={17} stroke={1.8} aria-hidden className={styles.glass} />
        <input
          ref={field}
          data-autofocus
          className={styles.field}
          role="combobox"
          aria-label="Search everything"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={rows[marked] ? rowId(marked) : undefined}
          placeholder="Search actions, layers, nodes, templates, settings"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.list} id={listId} role="listbox" aria-label="What is found">
        {rows.map(({ entry, heading }, i) => (
          <CommandRow
            key={entry.id}
            entry={entry}
            heading={heading}
            index={i}
            active={i === marked}
            onChoose={choose}
          />
        ))}
        {rows.length === 0 && <p className={styles.none}>{noneFound(sought)}</p>}
        {more > 0 && <p className={styles.more}>{more} more; type on to narrow them down.</p>}
      </div>
      <VisuallyHidden role="status">
        {rows.length === 0 ? 'Nothing found' : `${rows.length + more} found`}
      </VisuallyHidden>
      <Footer beside={rows[marked]?.entry.beside !== undefined} />
    </>
  );
}

const listId = 'command-menu-list';

function noneFound(query: string): string {
  const { only, words } = readQuery(query);
  const where = { action: 'action', node: 'node', layer: 'layer', template: 'template', setting: 'setting' };
  if (only === 'node' && words.length === 0) return 'There is no node in this drawing yet.';
  const what = only ? `No ${where[only]}` : 'Nothing';
  return `${what} matches “${words.join(' ')}”. Try another word, such as “pool”, “save” or “epochs”.`;
}
