// One template in the gallery. Pointing chooses it and two clicks or its button open it; the keyboard's Enter opens.
import { Button } from '@mantine/core';
import { memo } from 'react';
import { classNames } from '../classNames';
import type { Entry } from './entry';
import { FigureLine } from './Figures';
import styles from './Gallery.module.css';
import { QuickBadge } from './QuickBadge';
import { Thumbnail } from './Thumbnail';

export const TemplateCard = memo(function TemplateCard({
  entry,
  selected,
  onChoose,
  onOpen,
}: {
  entry: Entry;
  selected: boolean;
  onChoose: (id: string) => void;
  onOpen: (entry: Entry) => void;
}) {
  const { id, title, description, document } = entry.template;
  const { about } = document;
  return (
    <li className={classNames(styles.card, selected && styles.selected)}>
      <button
        type="button"
        className={styles.cardMain}
        data-template={id}
        data-title={title}
        aria-current={selected}
        onFocus={() => onChoose(id)}
        // A click without a pointer comes from the keyboard or from assistive technology, which mean to open.
        onClick={(event) => (event.detail === 0 ? onOpen(entry) : onChoose(id))}
        onDoubleClick={() => onOpen(entry)}
      >
        <Thumbnail document={document} />
        <span className={styles.cardHead}>
          <strong className={styles.cardTitle}>{title}</strong>
          {about && <span className={classNames(styles.year, 'tabular')}>{about.year}</span>}
        </span>
        <FigureLine entry={entry} />
        <span className={styles.idea}>{about?.idea ?? description}</span>
        {entry.quick && <QuickBadge />}
      </button>
      <Button
        className={styles.open}
        size="compact-xs"
        tabIndex={-1}
        aria-label={`Open ${title}`}
        onClick={() => onOpen(entry)}
      >
        Open
      </Button>
    </li>
  );
});
