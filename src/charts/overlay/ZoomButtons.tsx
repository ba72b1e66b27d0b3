// The zoom by buttons, for those who neither drag nor know the keys.
import { Tooltip } from '@mantine/core';
import { IconMinus, IconPlus, IconZoomReset } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './OverlayChart.module.css';

interface ZoomButtonsProps {
  readonly zoomed: boolean;
  /** Told the key that does the same. */
  readonly onKey: (key: string) => void;
}

export function ZoomButtons({ zoomed, onKey }: ZoomButtonsProps) {
  return (
    <div className={classes.zoom} data-zoomed={zoomed || undefined}>
      {zoomed && (
        <ZoomButton name="Show the whole axis" onClick={() => onKey('Escape')}>
          <IconZoomReset size={13} aria-hidden />
        </ZoomButton>
      )}
      {zoomed && (
        <ZoomButton name="Zoom out" onClick={() => onKey('-')}>
          <IconMinus size={13} aria-hidden />
        </ZoomButton>
      )}
      <ZoomButton name="Zoom in" onClick={() => onKey('+')}>
        <IconPlus size={13} aria-hidden />
      </ZoomButton>
    </div>
  );
}

function ZoomButton(props: { name: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={props.name}>
      <button type="button" className={classes.zoomButton} aria-label={props.name} onClick={props.onClick}>
        {props.children}
      </button>
    </Tooltip>
  );
}
