// The handles at the corners and edges of a selected note or frame; one pull is one step of history.
import { NodeResizer } from '@xyflow/react';
import { type Annotation, annotationLimits } from '../../graph/annotations';
import { usePaneStore } from '../../store/store';
import { snapped } from '../flow';
import { nameOfAnnotations } from './nameOf';
import { changeAnnotation } from './noteCommands';
import styles from './notes.module.css';

const least = { note: { width: 120, height: 60 }, frame: { width: 160, height: 100 } } as const;

export function Resizer({ annotation, shown }: { annotation: Annotation; shown: boolean }) {
  const store = usePaneStore();
  const { id, type } = annotation;
  return (
    <NodeResizer
      isVisible={shown}
      minWidth={least[type].width}
      minHeight={least[type].height}
      maxWidth={annotationLimits.most}
      maxHeight={annotationLimits.most}
      handleClassName={styles.resizeHandle ?? ''}
      lineClassName={styles.resizeLine ?? ''}
      onResizeEnd={(_event, { x, y, width, height }) => {
        const at = snapped({ x, y });
        const size = snapped({ x: width, y: height });
        changeAnnotation(store, id, `Resize ${nameOfAnnotations([id])}`, {
          at,
          width: size.x,
          height: size.y,
        });
      }}
    />
  );
}
