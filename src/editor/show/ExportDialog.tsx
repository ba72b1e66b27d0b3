// Exporting the drawing as a picture, opened by itself; what it shows is fetched when it is first wanted.
import { Loader, Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { closeDialog, useOverlays } from '../overlays';
import styles from './Export.module.css';

const ExportForm = lazy(() => import('./ExportForm').then((module) => ({ default: module.ExportForm })));

export function ExportDialog() {
  const opened = useOverlays((s) => s.dialog?.type === 'exportPicture');
  return (
    <Modal opened={opened} onClose={closeDialog} size="min(max(1080px, 60vw), 94vw)" title="Export picture">
      {opened && (
        <Suspense
          fallback={
            <div className={styles.place}>
              <Loader size="sm" aria-label="Loading" />
            </div>
          }
        >
          <ExportForm />
        </Suspense>
      )}
    </Modal>
  );
}
