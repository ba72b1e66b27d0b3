// Every key in one place.
import { Kbd, Modal } from '@mantine/core';
import { actions } from '../actions/index';
import { keyText } from '../actions/keyText';
import { closeDialog, useOverlays } from '../overlays';
import styles from './keyboard.module.css';
import { shortcutGroups } from './shortcuts';

export function ShortcutsDialog() {
  const open = useOverlays((s) => s.dialog?.type === 'shortcuts');
  return (
    <Modal opened={open} onClose={closeDialog} size={720} title="Keyboard shortcuts">
      {open && <Groups />}
    </Modal>
  );
}

function Groups() {
  return (
    <div className={styles.groups}>
      {shortcutGroups(actions).map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className={styles.title}>{group.title}</h3>
          <dl className={styles.list}>
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.what}>
                <dt>{shortcut.what}</dt>
                <dd>
                  {shortcut.keys.map((keys) => (
                    <Kbd key={keys} size="xs">
                      {keyText(keys)}
                    </Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
