// A card's last lines: shape and cost when all is well, else the state in words with an icon, and during a drag the
// verdict on the wire in hand.
import { IconAlertTriangle, IconCheck, IconClock, IconDoorEnter, IconPlug } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import type { NodeShape } from '../../shapes/nodeShape';
import { classNames } from '../classNames';
import { needs } from '../describe';
import { openInstance } from '../modules/moduleCommands';
import { TensorPicture } from '../volume/TensorPicture';
import { CardCosts } from './CardCosts';
import styles from './LayerNode.module.css';
import { useWiring } from './wiring';

/** `brief`: all is well in so few words that they can be read from furthest. */
export function CardFooter({ shape, brief }: { shape: NodeShape; brief: boolean }) {
  const preview = useFit(shape.node.id);
  if (preview) {
    return (
      <div className={classNames(styles.state, styles.fitLine)}>
        <IconCheck size={13} stroke={2.4} aria-hidden />
        {preview}
      </div>
    );
  }
  switch (shape.state) {
    case 'ok':
      return <Figures shape={shape} brief={brief} />;
    case 'misfit':
      return (
        <div className={styles.state} title={shape.misfit.message}>
          <IconAlertTriangle size={13} stroke={2} aria-hidden />
          <Words brief="does not fit">{shape.misfit.message}</Words>
          {shape.misfit.inside && (
            <button
              type="button"
              tabIndex={-1}
              className={`${styles.enter} nodrag`}
              aria-label={`Open ${shape.node.id} at ${shape.misfit.inside.path}`}
              title={`Open it at ${shape.misfit.inside.path}`}
              onClick={() => openInstance(shape.node.id)}
            >
              <IconDoorEnter size={14} stroke={1.9} aria-hidden />
            </button>
          )}
        </div>
      );
    case 'incomplete':
      return (
        <div className={styles.state}>
          <IconPlug size={13} stroke={1.8} aria-hidden />
          <Words brief="needs input">{needs(shape.missing)}</Words>
        </div>
      );
    case 'waiting':
      return (
        <div className={styles.state}>
          <IconClock size={13} stroke={1.8} aria-hidden />
          <Words brief="waiting">waiting for {shape.on}</Words>
        </div>
      );
  }
}

/** The state in full, and in the few words that can be read from afar; the style sheet chooses. */
function Words({ brief, children }: { brief: string; children: ReactNode }) {
  return (
    <>
      <span className={styles.brief} aria-hidden>
        {brief}
      </span>
      <span>{children}</span>
    </>
  );
}

function Figures({ shape, brief }: { shape: Extract<NodeShape, { state: 'ok' }>; brief: boolean }) {
  const written = shape.shape.length > 0 ? formatShape(shape.shape) : 'ends here';
  return (
    <div className={classNames(styles.figures, 'tabular')}>
      <div className={styles.tensor}>
        {/* A module of outputs alone hands nothing on. */}
        <span className={styles.shape} style={{ '--shape-chars': written.length } as CSSProperties}>
          {written}
        </span>
        {!brief && (
          <span className={styles.volume}>
            <TensorPicture shape={shape.shape} />
          </span>
        )}
      </div>
      {!brief && <CardCosts shape={shape} />}
    </div>
  );
}

/** `fits: 28×28×32` while a wire that fits here is in hand; the shape is what this node would put out. */
function useFit(node: NodeId): string | undefined {
  return useWiring(({ active }) => {
    const verdict = active?.bodies.get(node)?.verdict;
    if (!verdict?.ok) return undefined;
    return verdict.shape ? `fits: ${formatShape(verdict.shape)}` : 'fits';
  });
}
