// The dialog of versions is fetched when it is first wanted, and stays in the page from then on, so that closing it gives
// the focus back to where it was.
import { lazy, Suspense, useState } from 'react';
import { useOverlays } from '../overlays';

const VersionsDialog = lazy(() =>
  import('./VersionsDialog').then((module) => ({ default: module.VersionsDialog })),
);

export function Versions() {
  const dialog = useOverlays((s) => s.dialog);
  const opened = dialog?.type === 'versions';
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <VersionsDialog opened={opened} naming={opened && dialog.naming === true} />
    </Suspense>
  );
}
