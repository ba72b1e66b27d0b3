// One entry of the command menu: icon, title, what is to be known of it, and its key or why it cannot be chosen.
import { Kbd } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowRight,
  IconColumns2,
  IconComponents,
  IconEye,
  IconFile,
  IconHelp,
  IconLayoutGrid,
  IconPencil,
  IconPlayerPlay,
  IconPointer,
  IconShape,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Group } from '../../layers/contract';
import { colourOf, iconOf } from '../groups';
import styles from './CommandMenu.module.css';
import type { Entry } from './entry';

export const rowId = (index: number): string => `command-${index}`;

export function CommandRow({
  entry,
  heading,
  index,
  active,
  onChoose,
}: {
  entry: Entry;
  heading: string | undefined;
  index: number;
  active: boolean;
  onChoose: (entry: Entry, beside: boolean) => void;
}) {
  const blocked = entry.blocked !== undefined;
  const aside = entry.blocked ?? entry.detail;
  return (
    <>
      {heading !== undefined && (
        <div className={styles.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above, which keeps the focus, has the keys. */}
      <div
        id={rowId(index)}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        aria-disabled={blocked}
        className={styles.row}
        data-kind={entry.kind}
        ref={(element) => {
          if (active) element?.scrollIntoView({ block: 'nearest' });
        }}
        // The focus stays in the field.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => onChoose(entry, event.ctrlKey || event.metaKey)}
      >
        <EntryIcon icon={entry.icon} />
        <span className={styles.title}>{entry.title}</span>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        {entry.key !== undefined && !blocked && <Kbd size="xs">{entry.key}</Kbd>}
      </div>
    </>
  );
}

const icons: Readonly<Record<string, TablerIcon>> = {
  File: IconFile,
  Edit: IconPencil,
  Draw: IconShape,
  Select: IconPointer,
  Go: IconArrowRight,
  View: IconEye,
  Modules: IconComponents,
  Train: IconPlayerPlay,
  Compare: IconColumns2,
  Help: IconHelp,
  Templates: IconLayoutGrid,
  Settings: IconAdjustmentsHorizontal,
};

function EntryIcon({ icon: { group, kind } }: Pick<Entry, 'icon'>) {
  // Only layers and nodes have a kind; their group is one of layers.
  const Icon = kind === undefined ? (icons[group] ?? IconArrowRight) : iconOf(group as Group, kind);
  const colour = kind === undefined ? 'var(--cv-dim)' : colourOf(group as Group);
  return (
    <span className={styles.icon} style={{ color: colour }} aria-hidden>
      <Icon size={15} stroke={1.8} />
    </span>
  );
}
