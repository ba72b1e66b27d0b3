// An action as an item of a menu: its words, its key, and why it cannot be done where it cannot.
import { Menu } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { type Action, titleOf } from '../actions/action';
import { keyOfAction } from '../actions/keyText';
import styles from './Header.module.css';

export function ActionItem({ action, icon: Icon }: { action: Action; icon?: Icon }) {
  const blocked = action.blocked?.();
  const key = keyOfAction(action);
  return (
    <Menu.Item
      leftSection={Icon && <Icon size={15} aria-hidden />}
      rightSection={key && <span className={styles.keys}>{key}</span>}
      disabled={blocked !== undefined}
      title={blocked}
      onClick={({ currentTarget }) => {
        focusOpener(currentTarget);
        action.run();
      }}
    >
      {action.short ?? titleOf(action)}
    </Menu.Item>
  );
}

/** A dialog gives the focus back to what has it when it opens; the item itself will be gone by then. */
function focusOpener(item: HTMLElement): void {
  const opener = item.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (opener) document.getElementById(opener)?.focus();
}
