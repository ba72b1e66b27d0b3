// The row of open documents, there as soon as there are two: to go to one, to put them in order and to close them.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useWorkspaces, workspaces } from '../../store/store';
import { DocumentTab } from './DocumentTab';
import styles from './DocumentTabs.module.css';
import { NewTabButton } from './NewTabButton';
import { closeTab } from './tabActions';
import { useTabDrag } from './useTabDrag';

export function DocumentTabs() {
  const open = useWorkspaces((s) => s.open);
  const active = useWorkspaces((s) => s.active);
  const row = useRef<HTMLDivElement>(null);
  const drag = useTabDrag(row);
  const [renaming, setRenaming] = useState<string>();
  useEffect(() => {
    row.current
      ?.querySelector(`[data-tab="${active}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  if (open.length < 2) return null;
  const rename = (id: string): void => void workspaces.show(id).then(() => setRenaming(id));
  return (
    <nav className={styles.row} aria-label="Drawings">
      <div
        ref={row}
        className={styles.tabs}
        role="tablist"
        aria-label="Open drawings"
        onKeyDown={(event) => onTabKey(event, rename)}
        {...drag}
      >
        {open.map((workspace) => (
          <DocumentTab
            key={workspace.id}
            workspace={workspace}
            shown={workspace.id === active}
            renaming={workspace.id === renaming}
            onRename={rename}
            onRenamed={() => setRenaming(undefined)}
          />
        ))}
      </div>
      <NewTabButton />
    </nav>
  );
}

/** Arrows go along the row and show what they come to; Delete closes, F2 renames. */
function onTabKey(event: KeyboardEvent<HTMLElement>, rename: (id: string) => void): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const tab = event.target.closest<HTMLElement>('[role="tab"]');
  const id = tab?.dataset.tab;
  if (id === undefined) return;
  const { open } = workspaces.getState();
  const at = open.findIndex((one) => one.id === id);
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: (at - 1 + open.length) % open.length,
    ArrowRight: (at + 1) % open.length,
    Home: 0,
    End: open.length - 1,
  };
  const place = places[event.key];
  if (event.key === 'F2') rename(id);
  else if (event.key === 'Delete' || event.key === 'Backspace') void closeTab(id).then(focusShown);
  else if (place !== undefined) void workspaces.show(open[place]?.id ?? id).then(focusShown);
  else return;
  event.preventDefault();
}

/** The row is drawn anew first. */
function focusShown(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[role="tab"][data-tab][aria-selected="true"]')?.focus(),
  );
}
