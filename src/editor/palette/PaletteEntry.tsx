// One layer in the palette.
import { Tooltip } from '@mantine/core';
import type { Layer } from '../../layers/contract';
import { layerDragType } from '../canvas/usePaletteDrop';
import { classNames } from '../classNames';
import { colourOf, iconOf } from '../groups';
import styles from './Palette.module.css';

export function PaletteEntry({
  layer,
  best,
  onAdd,
}: {
  layer: Layer;
  best: boolean;
  onAdd: (kind: string) => void;
}) {
  const Icon = iconOf(layer.group, layer.kind);
  return (
    <Tooltip label={plain(layer.doc)} position="right" w={240} openDelay={500}>
      <button
        type="button"
        className={classNames(styles.entry, best && styles.best)}
        data-kind={layer.kind}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(layerDragType, layer.kind);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={() => onAdd(layer.kind)}
      >
        <span className={styles.icon} style={{ color: colourOf(layer.group) }} aria-hidden>
          <Icon size={15} stroke={1.9} />
        </span>
        {layer.label}
      </button>
    </Tooltip>
  );
}

/** A layer's doc without the backticks round its fields' names. */
const plain = (doc: string): string => doc.replaceAll('`', '');
