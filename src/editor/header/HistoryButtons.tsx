// Undo and redo; their tooltips name the step.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useStoreAfterwards } from '../../store/store';
import { titleOf } from '../actions/action';
import { redoAction, undoAction } from '../actions/editActions';
import { hintOf } from '../actions/keyText';
import styles from './Header.module.css';

export function HistoryButtons() {
  // What the actions' words and states follow from.
  useStoreAfterwards((s) => s.past);
  useStoreAfterwards((s) => s.future);
  const steps = [
    { action: undoAction, none: 'Nothing to undo', icon: IconArrowBackUp },
    { action: redoAction, none: 'Nothing to redo', icon: IconArrowForwardUp },
  ];
  return (
    <div className={styles.history}>
      {steps.map(({ action, none, icon: Icon }) => {
        const blocked = action.blocked?.() !== undefined;
        return (
          <Tooltip key={action.id} label={blocked ? none : hintOf(action)}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={titleOf(action)}
              aria-disabled={blocked}
              className={styles.step}
              onClick={() => !blocked && action.run()}
            >
              <Icon size={17} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </div>
  );
}
