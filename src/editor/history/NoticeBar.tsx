// The bar at the foot of the list that says what was just done, with the way back.
import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import styles from './History.module.css';
import { hush, useNotice } from './notice';

export function NoticeBar() {
  const notice = useNotice((s) => s.notice);
  return (
    <div role="status">
      {notice && (
        <div className={styles.notice} data-bad={notice.bad}>
          {notice.bad ? <IconAlertTriangle size={16} aria-hidden /> : <IconTrash size={16} aria-hidden />}
          <span className={styles.noticeText}>{notice.message}</span>
          {notice.undo && (
            <Button size="compact-xs" variant="light" onClick={() => void notice.undo?.()}>
              Undo
            </Button>
          )}
          <CloseButton size="sm" aria-label="Dismiss" onClick={hush} />
        </div>
      )}
    </div>
  );
}
