// One layer, or one of the drawing's modules, in the palette.
import { Tooltip } from '@mantine/core';
import { beginPaletteDrag, layerDragType } from '../canvas/usePaletteDrop';
import { classNames } from '../classNames';
import { colourOf, iconOf } from '../groups';
import styles from './Palette.module.css';
import { keyOf, type PaletteItem } from './paletteItems';
import { useDragged } from './useDragged';

export function PaletteEntry({
  item,
  best,
  onAdd,
}: {
  item: PaletteItem;
  best: boolean;
  onAdd: (key: string) => void;
}) {
  const Icon = iconOf(item.group, item.kind);
  const key = keyOf(item);
  const drag = useDragged();
  return (
    <Tooltip
      disabled={drag.dragged}
      label={plain(item.doc) || item.label}
      position="right"
      w={240}
      openDelay={500}
      events={{ hover: true, focus: true, touch: false }}
    >
      <button
        type="button"
        className={classNames(styles.entry, best && styles.best)}
        data-kind={item.kind}
        data-module={item.module}
        data-carry={key}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(layerDragType, key);
          beginPaletteDrag(key);
          event.dataTransfer.effectAllowed = 'copy';
          drag.begin();
        }}
        {...drag.ends}
        onClick={() => onAdd(key)}
      >
        <span className={styles.icon} style={{ color: colourOf(item.group) }} aria-hidden>
          <Icon size={15} stroke={1.9} />
        </span>
        <span className={styles.label}>{item.label}</span>
      </button>
    </Tooltip>
  );
}

/** A layer's doc without the backticks round its fields' names. */
const plain = (doc: string): string => doc.replaceAll('`', '');
