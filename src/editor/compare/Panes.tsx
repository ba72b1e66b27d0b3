// The canvases side by side, each with its design's letter and title. Whatever the user touches or focuses in a pane makes
// it the active one, which header, palette and side panel speak of.
import { ReactFlowProvider } from '@xyflow/react';
import { useState } from 'react';
import { isComparing } from '../../store/comparing';
import type { Pane } from '../../store/panes';
import { comparing, PaneContext, useComparing } from '../../store/store';
import { Canvas } from '../canvas/Canvas';
import { later } from '../later';
import styles from './Compare.module.css';
import { DiffContext, makeDiffStore } from './paneDiff';
import { useRoom } from './room';

const PaneHeader = later(
  () => import('./PaneHeader').then((module) => module.PaneHeader),
  <div className={styles.paneHeader} />,
);

const Counterparts = later(() => import('./Counterparts').then((module) => module.Counterparts));
const FollowDiff = later(() => import('./FollowDiff').then((module) => module.FollowDiff));

export function Panes() {
  const panes = useComparing((s) => s.panes);
  const several = useComparing(isComparing);
  useRoom();
  return (
    <div className={styles.panes} data-count={panes.length}>
      {several && <Counterparts />}
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
  const [diff] = useState(makeDiffStore);
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
        <DiffContext value={diff}>
          <Canvas name={headed ? `Canvas ${id}` : 'Canvas'} />
          {headed && <FollowDiff />}
        </DiffContext>
      </div>
    </section>
  );
}
