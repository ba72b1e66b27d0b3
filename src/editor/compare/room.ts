// Room for designs side by side: in a window that is not wide the panel on the left gives way to them, and comes back
// with a drawing that is alone, unless the user has opened or closed it meanwhile. What was done survives a reload, as the
// comparison itself does.
import { useLayoutEffect } from 'react';
import { isComparing } from '../../store/comparing';
import { comparing, leadStore, useComparing } from '../../store/store';

const roomForAll = 1700;

/** What has been done to the panel on the left and is to be taken back; `wanted` until the designs stand there. */
type Closed = 'wanted' | 'done' | undefined;

const key = 'convas.room';
let closed: Closed = read();

function read(): Closed {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'wanted' || kept === 'done' ? kept : undefined;
  } catch {
    // Storage that is switched off.
    return undefined;
  }
}

function remember(now: Closed): void {
  closed = now;
  try {
    if (now === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, now);
  } catch {
    // Then it lasts as long as the page.
  }
}

const paletteOpen = () => leadStore.getState().paletteOpen;
const setPalette = (open: boolean) => leadStore.getState().setView({ paletteOpen: open });

/** Shows what differs, and gives the canvases room as soon as they stand side by side. */
export function makeRoom(): void {
  leadStore.getState().setView({ sidePanel: 'compare', sideOpen: true });
  if (window.innerWidth < roomForAll && paletteOpen()) remember('wanted');
  if (isComparing(comparing.getState())) give();
}

function give(): void {
  if (closed !== 'wanted') return;
  // What the user has closed is not opened again.
  remember(paletteOpen() ? 'done' : undefined);
  setPalette(false);
}

/** Takes and gives back the room as drawings alone and designs side by side follow one another. */
export function useRoom(): void {
  const several = useComparing(isComparing);
  useLayoutEffect(() => {
    if (!several) return;
    give();
    return () => {
      // Opened by hand meanwhile, it stays; else it opens again, and gives way the next time.
      if (closed === 'done' && !paletteOpen()) {
        setPalette(true);
        remember('wanted');
      } else remember(undefined);
    };
  }, [several]);
}
