// Notes and frames in the palette: clicked, or dragged to their place on the canvas.
import { Tooltip } from '@mantine/core';
import { IconFrame, IconNote } from '@tabler/icons-react';
import { beginPaletteDrag, layerDragType } from '../canvas/usePaletteDrop';
import { classNames } from '../classNames';
import styles from '../palette/Palette.module.css';
import { useDragged } from '../palette/useDragged';
import { addFrame, addNote, annotationKeys } from './noteCommands';

const entries = [
  {
    key: annotationKeys.note,
    label: 'Note',
    doc: 'A card of text on the drawing, in Markdown with formulas. Key: N',
    Icon: IconNote,
    add: addNote,
  },
  {
    key: annotationKeys.frame,
    label: 'Frame',
    doc: 'A titled rectangle behind nodes: round the selected ones, or an empty one. Key: Shift+N',
    Icon: IconFrame,
    add: addFrame,
  },
] as const;

/** Those whose name begins as the query does; all without one. */
const matching = (query: string) =>
  entries.filter(({ label }) =>
    `${label} teaching annotation`
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(query.trim().toLowerCase())),
  );

export const matchesTeaching = (query: string): boolean => matching(query).length > 0;

export function TeachingShelf({ query = '' }: { query?: string }) {
  const drag = useDragged();
  return (
    <section aria-label="Teaching">
      <h2 className={styles.group}>
        <span className={styles.found}>Teaching</span>
      </h2>
      {matching(query).map(({ key, label, doc, Icon, add }) => (
        <Tooltip
          key={key}
          disabled={drag.dragged}
          label={doc}
          position="right"
          w={240}
          openDelay={500}
          events={{ hover: true, focus: true, touch: false }}
        >
          <button
            type="button"
            className={classNames(styles.entry)}
            data-carry={key}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.setData(layerDragType, key);
              // No wire takes one.
              beginPaletteDrag(undefined);
              event.dataTransfer.effectAllowed = 'copy';
              drag.begin();
            }}
            {...drag.ends}
            onClick={() => add()}
          >
            <span className={styles.icon} style={{ color: 'var(--cv-dim)' }} aria-hidden>
              <Icon size={15} stroke={1.9} />
            </span>
            <span className={styles.label}>{label}</span>
          </button>
        </Tooltip>
      ))}
    </section>
  );
}
