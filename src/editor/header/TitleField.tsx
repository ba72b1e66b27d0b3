// The drawing's title, edited in place, with a dot while there is something unsaved; beside it what is done with titles.
import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from '../../store/store';
import styles from './Header.module.css';

export function TitleField({ children }: { children?: ReactNode }) {
  const title = useStore((s) => s.document.title);
  const setTitle = useStore((s) => s.setTitle);
  const unsaved = useStore((s) => s.document !== s.saved);
  return (
    <div className={styles.titleBox}>
      {/* The text behind the field gives it the title's own width. */}
      <span className={styles.titleSize} data-text={title || 'Untitled'}>
        <input
          className={styles.title}
          aria-label="Title of the drawing"
          placeholder="Untitled"
          title={title}
          size={1}
          value={title}
          spellCheck={false}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) =>
            (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()
          }
        />
      </span>
      {unsaved && (
        <Tooltip label="Changed since it was last saved to a file. This browser keeps it meanwhile.">
          <span className={styles.unsaved} role="img" aria-label="Unsaved changes" />
        </Tooltip>
      )}
      {children}
    </div>
  );
}
