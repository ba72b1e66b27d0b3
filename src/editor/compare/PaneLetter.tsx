// A pane's letter on its colour, as it stands in pane headers, tables and legends.
import type { CSSProperties } from 'react';
import type { PaneId } from '../../store/panes';
import styles from './Compare.module.css';
import { paneColour } from './paneColours';

export function PaneLetter({ pane }: { pane: PaneId }) {
  return (
    <span className={styles.letter} style={{ '--pane': paneColour(pane) } as CSSProperties}>
      {pane}
    </span>
  );
}
