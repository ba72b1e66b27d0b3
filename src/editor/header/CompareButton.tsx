// The way to a second design beside the first. The dialog is fetched when it is first wanted, and stays in the page from
// then on, so that closing it gives the focus back to where it was.
import { Button, Tooltip } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { hintOf } from '../actions/keyText';
import { compareAction } from '../compare/actions';
import { useOverlays } from '../overlays';
import styles from './Header.module.css';

const CompareDialog = lazy(() =>
  import('../compare/CompareDialog').then((module) => ({ default: module.CompareDialog })),
);

export function CompareButton() {
  const opened = useOverlays((s) => s.dialog?.type === 'compare');
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  return (
    <>
      <Tooltip label={hintOf(compareAction)}>
        <Button
          className={styles.brief ?? ''}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconColumns2 size={15} stroke={1.8} aria-hidden />}
          onClick={compareAction.run}
        >
          Compare
        </Button>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <CompareDialog opened={opened} />
        </Suspense>
      )}
    </>
  );
}
