// The canvases side by side, each with its design's letter and title. Whatever the user touches or focuses in a pane makes
// it the active one, which header, palette and side panel speak of.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff, IconX } from '@tabler/icons-react';
import { ReactFlowProvider } from '@xyflow/react';
import type { ReactNode } from 'react';
import { isComparing } from '../../store/comparing';
import type { Pane } from '../../store/panes';
import { comparing, PaneContext, useComparing, useStore } from '../../store/store';
import { Canvas } from '../canvas/Canvas';
import { activeFlow, moveTogether } from '../canvas/paneFlows';
import styles from './Compare.module.css';
import { closePane } from './compareActions';
import { PaneCosts } from './PaneCosts';
import { PaneLetter } from './PaneLetter';
import { useCounterparts } from './useCounterparts';
import { DiffContext, usePaneDiff } from './usePaneDiff';

export function Panes() {
  const panes = useComparing((s) => s.panes);
  const several = useComparing(isComparing);
  useCounterparts();
  return (
    <div className={styles.panes} data-count={panes.length}>
      {panes.map((pane) => (
        <PaneContext key={pane.id} value={pane.store}>
          <ReactFlowProvider>
            <PaneFrame pane={pane} headed={several} />
          </ReactFlowProvider>
        </PaneContext>
      ))}
    </div>
  );
}

function PaneFrame({ pane: { id }, headed }: { pane: Pane; headed: boolean }) {
  const active = useComparing((s) => s.active === id);
  const activate = () => comparing.getState().activate(id);
  return (
    <section
      className={styles.pane}
      data-pane={id}
      data-active={(active && headed) || undefined}
      aria-label={headed ? `Design ${id}` : undefined}
      onPointerDownCapture={activate}
      onFocusCapture={activate}
      onDragEnterCapture={activate}
    >
      {headed && <PaneHeader pane={id} active={active} />}
      <div className={styles.paneCanvas}>
        <DiffScope>
          <Canvas />
        </DiffScope>
      </div>
    </section>
  );
}

/** From then on the others show what the active pane shows. */
function setCoupled(coupled: boolean): void {
  comparing.getState().setCoupled(coupled);
  const pane = activeFlow();
  if (pane) moveTogether(pane, pane.flow.getViewport());
}

/** Apart, so that what follows every edit does not draw the canvas anew. */
function DiffScope({ children }: { children: ReactNode }) {
  return <DiffContext value={usePaneDiff()}>{children}</DiffContext>;
}

function PaneHeader({ pane, active }: { pane: Pane['id']; active: boolean }) {
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
