// The user's own data sets that this browser keeps, each with a button that deletes it; deleting can be taken back for as
// long as the notice about it stands.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useStore } from '../../store/store';
import classes from './DataPanel.module.css';

/** Milliseconds for which the images stay in memory after deletion, to be brought back. */
const undoTime = 15_000;

/** The first file's name tells apart sets whose images are of one size. */
const fileOf = (id: string): string => id.replace(/^files:/, '');

/** Nothing where there are none. `disabled` while a run uses the data. */
export function OwnDataSets({ disabled }: { disabled: boolean }) {
  const own = useStore((s) => s.ownDataSets);
  const list = useRef<HTMLUListElement>(null);
  if (own.length === 0) return null;
  const remove = async (id: string, name: string, row: number) => {
    await removeWithUndo(id, name);
    // The button that had the focus is gone: the next one takes it, or the one before.
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    (buttons[Math.min(row, buttons.length - 1)] ?? chooseFilesButton())?.focus();
  };
  return (
    <section className={classes.own} aria-label="Kept in this browser">
      <h2 className={classes.heading}>Kept in this browser</h2>
      <ul ref={list}>
        {own.map(({ id, name }, row) => (
          <li key={id}>
            <span className={classes.ownName}>
              {name}
              <span className={classes.dim}>{fileOf(id)}</span>
            </span>
            <Tooltip label="Delete from this browser" position="left">
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                disabled={disabled}
                aria-label={`Delete “${name}” (${fileOf(id)}) from this browser`}
                onClick={() => void remove(id, name, row)}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}

const chooseFilesButton = () => document.querySelector<HTMLButtonElement>('[data-choose-files]');

async function removeWithUndo(id: string, name: string): Promise<void> {
  const removed = await useStore.getState().removeOwnDataSet(id);
  if (!removed.ok) {
    notifications.show({ color: 'red', message: removed.error });
    return;
  }
  const back = removed.value;
  const notice = `deleted-${id}`;
  const undo = () => {
    notifications.hide(notice);
    void back?.();
  };
  notifications.hide(notice);
  notifications.show({
    id: notice,
    color: 'indigo',
    autoClose: undoTime,
    message: (
      <span className={classes.undo}>
        <span>
          Deleted “{name}” ({fileOf(id)}) from this browser.
        </span>
        {back && (
          <Button size="compact-xs" variant="light" onClick={undo}>
            Undo
          </Button>
        )}
      </span>
    ),
  });
}
