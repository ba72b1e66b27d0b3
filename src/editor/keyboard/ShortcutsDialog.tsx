// Every key in one place.
import { Kbd, Modal } from '@mantine/core';
import { closeDialog, useOverlays } from '../overlays';
import styles from './keyboard.module.css';
import { keyText, shortcutGroups } from './shortcuts';

export function ShortcutsDialog() {
  const open = useOverlays((s) => s.dialog?.type === 'shortcuts');
  return (
    <Modal opened={open} onClose={closeDialog} size={640} title="Keyboard shortcuts">
      <div className={styles.groups}>
        {shortcutGroups.map((group) => (
          <section key={group.title}>
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
    </Modal>
  );
}
