// One version in the list: its drawing in small, what it is called or why it was kept, and what came with it.
import { IconBookmarkFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Document } from '../../graph/document';
import { Thumbnail } from '../gallery/Thumbnail';
import type { Entry } from './entries';
import { drawingOf } from './useVersions';
import styles from './versions.module.css';
import { agoText, headOf, nodesText, stepsText, timeOf } from './versionWords';

interface Props {
  readonly entry: Entry;
  readonly chosen: boolean;
  /** It has the focus when the dialog opens. */
  readonly first: boolean;
  readonly now: number;
  readonly onChoose: () => void;
}

export function VersionRow({ entry, chosen, first, now, onChoose }: Props) {
  const { head, when, rest } = wordsOf(entry, now);
  const named = entry.type === 'kept' && entry.version.name !== undefined;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={row}
      role="option"
      aria-selected={chosen}
      tabIndex={chosen ? 0 : -1}
      data-version={entry.type}
      data-autofocus={first || undefined}
      className={styles.row}
      onFocus={onChoose}
    >
      <span className={styles.small}>
        {entry.type === 'kept' ? <KeptThumbnail id={entry.key} /> : <Thumbnail document={entry.document} />}
      </span>
      <span className={styles.words}>
        <span className={styles.head}>
          {named && <IconBookmarkFilled size={12} className={styles.named} aria-label="Named" />}
          <span className={styles.cut}>{head}</span>
        </span>
        <span className={styles.rest}>
          <span className={styles.when}>{when}</span>
          {rest && <span className={styles.cut}>{rest}</span>}
        </span>
      </span>
    </div>
  );
}

function wordsOf(entry: Entry, now: number): { head: string; when: string; rest: string } {
  switch (entry.type) {
    case 'now':
      return {
        head: 'The drawing now',
        when: 'now',
        rest: nodesText(entry.document.graph.nodes.size, undefined),
      };
    case 'step':
      return { head: `Before “${entry.label}”`, when: agoText(entry.ago), rest: '' };
    case 'kept': {
      const { version, before } = entry;
      const steps = version.steps > 0 ? `, ${stepsText(version.steps)}` : '';
      return {
        head: headOf(version),
        when: timeOf(version.at, now),
        rest: `${nodesText(version.nodes, before?.nodes)}${steps}`,
      };
    }
  }
}

/** Read once the row comes near the part of the list that is seen. */
function KeptThumbnail({ id }: { id: string }) {
  const [drawing, setDrawing] = useState<Document>();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let here = true;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      void drawingOf(id).then((read) => here && setDrawing(read));
    });
    if (place.current) observer.observe(place.current);
    return () => {
      here = false;
      observer.disconnect();
    };
  }, [id]);
  return <span ref={place}>{drawing && <Thumbnail document={drawing} />}</span>;
}
