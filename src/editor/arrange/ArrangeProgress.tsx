// Says that the drawing is being arranged, once that takes long enough to be noticed, and how to end it.
import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import styles from './Arrange.module.css';
import { useArranging } from './arranging';

/** Milliseconds; less is not worth a word. */
const noticed = 300;

export function ArrangeProgress() {
  const now = useArranging((s) => s.now);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setShown(true), noticed);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Escape would else leave the selection or the level too.
      event.preventDefault();
      event.stopPropagation();
      now.cancel();
    };
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(timer);
      setShown(false);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [now]);
  if (!now || !shown) return null;
  return (
    <div className={styles.progress} role="status">
      <Loader size={14} aria-hidden />
      <span>
        Arranging {now.count} {now.count === 1 ? 'node' : 'nodes'}…
      </span>
      <Button size="compact-xs" variant="default" onClick={now.cancel}>
        Cancel (Esc)
      </Button>
    </div>
  );
}
