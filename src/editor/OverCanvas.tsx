// What lies over all canvases: the ways back to hidden panels, and the word when the browser cannot keep the work.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { useStore } from '../store/store';
import styles from './App.module.css';
import { StorageNote } from './StorageNote';
import { TourOffer } from './tour/TourOffer';

export const OverCanvas = () => (
  <>
    <PanelOpeners />
    <StorageNote />
    <TourOffer />
  </>
);

/** The way back to a panel that is hidden. */
function PanelOpeners() {
  const paletteOpen = useStore((s) => s.paletteOpen);
  const sideOpen = useStore((s) => s.sideOpen);
  const setView = useStore((s) => s.setView);
  return (
    <>
      {!paletteOpen && (
        <Tooltip label="Show the palette" position="right">
          <ActionIcon
            className={styles.openLeft}
            variant="default"
            aria-label="Show the palette"
            onClick={() => setView({ paletteOpen: true })}
          >
            <IconLayoutSidebarLeftExpand size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {!sideOpen && (
        <Tooltip label="Show inspector and data" position="left">
          <ActionIcon
            className={styles.openRight}
            variant="default"
            aria-label="Show inspector and data"
            onClick={() => setView({ sideOpen: true })}
          >
            <IconLayoutSidebarRightExpand size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
