// Which groups of the palette stand open, remembered by the browser from one visit to the next.
import { useCallback, useState } from 'react';

const key = 'convas.palette.open';

/** The common layers, and the drawing's modules, stand open until somebody folds them. */
const atFirst: readonly string[] = ['Common', 'Modules'];

/** The section's names that are open, and a way to open or fold one. */
export function useFolds(): { isOpen: (section: string) => boolean; toggle: (section: string) => void } {
  const [open, setOpen] = useState(read);
  const toggle = useCallback((section: string) => {
    setOpen((before) => {
      const after = before.includes(section)
        ? before.filter((other) => other !== section)
        : [...before, section];
      write(after);
      return after;
    });
  }, []);
  return { isOpen: (section) => open.includes(section), toggle };
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : atFirst;
  } catch {
    // Storage that is switched off, or text that is not ours.
    return atFirst;
  }
}

function write(open: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(open));
  } catch {
    // Then the folds last as long as the page.
  }
}
