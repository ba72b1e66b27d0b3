// Why a wire was not made, at the place where it was dropped. It stays until it is read: closed by its button, by
// Escape, or by the next thing done on the canvas.
import { CloseButton, FocusTrap, Paper, Portal } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from '../../store/store';
import { closeRefusal, useOverlays } from '../overlays';
import { ProblemCard } from '../problems/ProblemCard';
import { HeldWire } from './HeldWire';
import styles from './RefusedWire.module.css';

const width = 340;
const reason = 'refusal-reason';

export function RefusedWire() {
  const refusal = useOverlays((s) => s.refusal);
  const document = useStore((s) => s.document);
  const path = useStore((s) => s.path);
  // Whatever changes the drawing settles the matter: its remedies were made for the drawing as it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is the trigger, not a value that is read.
  useEffect(() => closeRefusal, [document, path]);
  if (!refusal) return null;
  const { title = 'This wire does not fit' } = refusal;
  const left = Math.max(8, Math.min(refusal.x + 8, window.innerWidth - width - 8));
  const top = Math.max(8, Math.min(refusal.y + 8, window.innerHeight - 220));
  return (
    <Portal>
      {refusal.wire && <HeldWire fixed={refusal.wire} x={refusal.x} y={refusal.y} refused />}
      <FocusTrap active>
        <Paper
          role="alertdialog"
          aria-label={title}
          aria-describedby={reason}
          className={styles.box}
          style={{ left, top, width }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            closeRefusal();
          }}
        >
          <div className={styles.head}>
            <strong>{title}</strong>
            <CloseButton size="sm" aria-label="Close" onClick={closeRefusal} />
          </div>
          <ProblemCard problem={refusal.problem} messageId={reason} onDone={closeRefusal} />
        </Paper>
      </FocusTrap>
    </Portal>
  );
}
