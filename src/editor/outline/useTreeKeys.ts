// The keys of a tree, as the ARIA practices have them: arrows walk, open and fold, Home and End, letters jump to the
// next row that begins so, Enter goes there, Space chooses without leaving the tree.
import { type KeyboardEvent, useRef } from 'react';
import type { OutlineRow } from './outlineRows';

interface TreeKeys {
  readonly rows: readonly OutlineRow[];
  /** The row that Tab leads to. */
  readonly active: OutlineRow | undefined;
  readonly focusRow: (row: OutlineRow) => void;
  readonly setOpen: (row: OutlineRow, open: boolean) => void;
  readonly goThere: (row: OutlineRow) => void;
  readonly choose: (row: OutlineRow) => void;
}

/** Milliseconds after which a letter begins a new word. */
const pause = 700;

export function useTreeKeys({ rows, active, focusRow, setOpen, goThere, choose }: TreeKeys) {
  const typed = useRef({ text: '', at: 0 });

  const search = (letter: string): OutlineRow | undefined => {
    const now = performance.now();
    const going = now - typed.current.at < pause ? typed.current.text + letter : letter;
    typed.current = { text: going, at: now };
    const from = active ? rows.indexOf(active) : -1;
    // One letter leads on to the next; a longer word may stay where it is.
    const start = going.length === 1 ? from + 1 : Math.max(0, from);
    const turned = [...rows.slice(start), ...rows.slice(0, start)];
    return turned.find(({ name }) => name.toLowerCase().startsWith(going.toLowerCase()));
  };

  const target = (key: string): OutlineRow | undefined => {
    const at = active ? rows.indexOf(active) : -1;
    switch (key) {
      case 'ArrowDown':
        return rows[at + 1];
      case 'ArrowUp':
        return rows[at - 1];
      case 'Home':
        return rows[0];
      case 'End':
        return rows.at(-1);
      case 'ArrowRight':
        return active?.expanded ? rows[at + 1] : undefined;
      case 'ArrowLeft':
        return rows.find(({ id }) => id === active?.parent);
      default:
        return undefined;
    }
  };

  return (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !active) return;
    if (key === 'Enter') goThere(active);
    else if (key === ' ') choose(active);
    else if (key === 'ArrowRight' && active.expanded === false) setOpen(active, true);
    else if (key === 'ArrowLeft' && active.expanded) setOpen(active, false);
    else if (key.length > 1 && !/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key)) return;
    else if (key.length === 1 && !/[\p{L}\p{N}_.-]/u.test(key)) return;
    else {
      const to = key.length === 1 ? search(key) : target(key);
      if (to) focusRow(to);
    }
    event.preventDefault();
  };
}
