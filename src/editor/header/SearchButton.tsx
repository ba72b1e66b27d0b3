// The way to the command menu, which is fetched when it is first wanted.
import { Kbd, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { keyOfAction } from '../actions/keyText';
import { commandMenuAction } from '../commandMenu/actions';
import { useOverlays } from '../overlays';
import styles from './SearchButton.module.css';

const fetchMenu = () =>
  import('../commandMenu/CommandMenu').then((module) => ({ default: module.CommandMenu }));
const CommandMenu = lazy(fetchMenu);

/** Whoever points at the button is about to press it. */
const prepare = (): void => void fetchMenu().catch(() => {});

/** Milliseconds after which nothing of the start is still to be fetched. */
const restful = 3000;

export function SearchButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'commands');
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  // Once the page has come to rest, so that the key answers at once.
  useEffect(() => {
    const timer = setTimeout(prepare, restful);
    return () => clearTimeout(timer);
  }, []);
  const key = keyOfAction(commandMenuAction);
  return (
    <>
      <Tooltip label={`Search actions, layers, nodes, templates and settings (${key})`}>
        <button
          type="button"
          className={styles.search}
          aria-label={`Search… ${key}`}
          aria-haspopup="dialog"
          onPointerEnter={prepare}
          onClick={commandMenuAction.run}
        >
          <IconSearch size={14} stroke={1.8} aria-hidden />
          <span className={styles.word}>Search…</span>
          <Kbd size="xs" className={styles.key ?? ''} aria-hidden>
            {key}
          </Kbd>
        </button>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <CommandMenu opened={opened} />
        </Suspense>
      )}
    </>
  );
}
