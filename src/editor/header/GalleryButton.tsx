// The way to the gallery of templates. The gallery is fetched when it is first wanted, and stays in the page from then
// on, so that closing it gives the focus back to where it was.
import { Button, Tooltip } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { hintOf } from '../actions/keyText';
import { galleryAction } from '../files/actions';
import { useOverlays } from '../overlays';
import styles from './Header.module.css';

const Gallery = lazy(() => import('../gallery/Gallery').then((module) => ({ default: module.Gallery })));

/** Whoever points at the button is about to press it. */
const prepare = (): void => {
  void import('../gallery/gatherEntries').then(({ gatherEntries }) => gatherEntries()).catch(() => {});
};

export function GalleryButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'gallery');
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  return (
    <>
      <Tooltip label={hintOf(galleryAction, 'Networks to begin from')}>
        <Button
          className={styles.brief ?? ''}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconLayoutGrid size={15} stroke={1.8} aria-hidden />}
          onPointerEnter={prepare}
          onClick={galleryAction.run}
        >
          Templates
        </Button>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <Gallery opened={opened} />
        </Suspense>
      )}
    </>
  );
}
