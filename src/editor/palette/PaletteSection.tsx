// A group of layers in the palette, under a heading that folds it.
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { classNames } from '../classNames';
import styles from './Palette.module.css';
import { PaletteEntry } from './PaletteEntry';
import { keyOf, type PaletteItem } from './paletteItems';

export function PaletteSection({
  title,
  items,
  best,
  fold,
  onAdd,
}: {
  title: string;
  items: readonly PaletteItem[];
  /** The one that Enter in the search field adds. */
  best?: PaletteItem | undefined;
  /** Left out while searching: what is found is shown. */
  fold?: { open: boolean; toggle: () => void };
  onAdd: (key: string) => void;
}) {
  const id = useId();
  const open = fold?.open ?? true;
  return (
    <section aria-label={title}>
      <h2 className={styles.group}>
        {fold ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-controls={id}
            aria-label={`${title}, ${items.length} ${items.length === 1 ? 'entry' : 'entries'}`}
            onClick={fold.toggle}
          >
            <IconChevronRight
              className={classNames(styles.chevron, open && styles.turned)}
              size={13}
              stroke={2}
              aria-hidden
            />
            {/* The space, which is not seen, parts the words of its name. */}
            {title}{' '}
            {!open && (
              <span className={styles.count} aria-hidden>
                {items.length}
              </span>
            )}
          </button>
        ) : (
          <span className={styles.found}>{title}</span>
        )}
      </h2>
      <div id={id} hidden={!open}>
        {open &&
          items.map((item) => (
            <PaletteEntry key={keyOf(item)} item={item} best={item === best} onAdd={onAdd} />
          ))}
      </div>
    </section>
  );
}
