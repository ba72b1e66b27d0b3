// Beside a selected loose end: the layer that Tab would add. A click on it adds it too.
import { useMemo } from 'react';
import { directionOf } from '../../graph/document';
import { layerOf } from '../../layers/index';
import type { NodeId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { useStore, useStoreAfterwards } from '../../store/store';
import { classNames } from '../classNames';
import styles from './draw.module.css';
import { addNext, looseEnd } from './drawCommands';
import { useDraw } from './drawState';
import { nextLikely } from './scene';

export function TabHint({ id }: { id: NodeId }) {
  // Every kind of layer is judged for it: after the cards have shown what an edit means for them.
  const level = useStoreAfterwards(levelOf);
  const only = useStore((s) => s.selectedNodes.size === 1 && s.selectedEdges.size === 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the level is what the suggestion is judged on.
  const next = useMemo(
    () => (only && looseEnd() === id ? nextLikely({ type: 'after', node: id }) : undefined),
    [level, only, id],
  );
  // A menu of layers is open: the hint would lie under the wire that leads to it.
  const choosing = useDraw((s) => s.menu !== undefined);
  const down = useStore((s) => directionOf(s.document) === 'down');
  if (!next || choosing) return null;
  const { label } = layerOf(next.node.kind);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classNames(styles.hint, down && styles.below, 'nodrag nopan')}
      data-testid="tab-hint"
      aria-label={`Tab ${label}: adds it next`}
      onClick={(event) => {
        event.stopPropagation();
        addNext();
      }}
    >
      <kbd>Tab</kbd> {label}
    </button>
  );
}
