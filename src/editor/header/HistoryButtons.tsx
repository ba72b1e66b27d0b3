// Undo and redo; their tooltips name the step.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useStore } from '../../store/store';
import { keyText } from '../keyboard/shortcuts';
import styles from './Header.module.css';

export function HistoryButtons() {
  const back = useStore((s) => s.past.at(-1)?.label);
  const forward = useStore((s) => s.future.at(-1)?.label);
  const undo = useStore((s) => s.undo);
  const redo = useStore((s) => s.redo);
  return (
    <div className={styles.history}>
      <Tooltip label={back ? `Undo: ${back} (${keyText('Mod+Z')})` : 'Nothing to undo'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={back ? `Undo: ${back}` : 'Undo'}
          aria-disabled={!back}
          className={styles.step}
          onClick={undo}
        >
          <IconArrowBackUp size={17} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={forward ? `Redo: ${forward} (${keyText('Mod+Shift+Z')})` : 'Nothing to redo'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={forward ? `Redo: ${forward}` : 'Redo'}
          aria-disabled={!forward}
          className={styles.step}
          onClick={redo}
        >
          <IconArrowForwardUp size={17} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
