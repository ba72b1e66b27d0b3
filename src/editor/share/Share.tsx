// Fetches the dialog that shares a link when it is first asked for.
import { lazy, Suspense, useState } from 'react';
import { useOverlays } from '../overlays';

const ShareDialog = lazy(async () => ({ default: (await import('./ShareDialog')).ShareDialog }));

export function Share() {
  const opened = useOverlays((s) => s.dialog?.type === 'share');
  const [wanted, setWanted] = useState(false);
  if (opened && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <ShareDialog opened={opened} />
    </Suspense>
  );
}
