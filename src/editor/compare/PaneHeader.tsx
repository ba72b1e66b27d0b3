// The head of a pane where several stand side by side: which design it is, what it costs against the first, and what can
// be done with the pane.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff, IconX } from '@tabler/icons-react';
import type { Pane } from '../../store/panes';
import { comparing, useComparing, useStore } from '../../store/store';
import { activeFlow, moveTogether } from '../canvas/paneFlows';
import styles from './Compare.module.css';
import { closePane } from './compareActions';
import { PaneCosts } from './PaneCosts';
import { PaneLetter } from './PaneLetter';

export function PaneHeader({ pane, active }: { pane: Pane['id']; active: boolean }) {
  const title = useStore((s) => s.document.title || 'Untitled');
  const coupled = useComparing((s) => s.coupled);
  return (
    <header className={styles.paneHeader}>
      <PaneLetter pane={pane} />
      <span className={styles.paneTitle} title={title} aria-current={active || undefined}>
        {title}
      </span>
      <PaneCosts pane={pane} />
      <Tooltip label={coupled ? 'Move and zoom the designs apart' : 'Move and zoom all designs together'}>
        <ActionIcon
          variant="subtle"
          color={coupled ? undefined : 'gray'}
          size={24}
          aria-label="Move and zoom together"
          aria-pressed={coupled}
          onClick={() => setCoupled(!coupled)}
        >
          {coupled ? <IconLink size={14} aria-hidden /> : <IconLinkOff size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`Close design ${pane}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Close design ${pane}`}
          onClick={() => closePane(pane)}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** From then on the others show what the active pane shows. */
function setCoupled(coupled: boolean): void {
  comparing.getState().setCoupled(coupled);
  const pane = activeFlow();
  if (pane) moveTogether(pane, pane.flow.getViewport());
}
