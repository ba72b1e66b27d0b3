// The menu of layers and the dialog that repeats, fetched when they are first opened.
import { lazy, Suspense } from 'react';
import { useDraw } from './drawState';

const LayerMenu = lazy(async () => ({ default: (await import('./LayerMenu')).LayerMenu }));
const RepeatDialog = lazy(async () => ({ default: (await import('./RepeatDialog')).RepeatDialog }));

export function DrawOverlays() {
  const menu = useDraw((s) => s.menu !== undefined);
  const repeating = useDraw((s) => s.repeating !== undefined);
  return (
    <Suspense fallback={null}>
      {menu && <LayerMenu />}
      {repeating && <RepeatDialog />}
    </Suspense>
  );
}
