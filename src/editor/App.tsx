// The whole window: header, palette, canvas, side panel and the training dock, and what floats above them.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { useStore } from '../store/store';
import styles from './App.module.css';
import { ConnectDialog } from './canvas/ConnectDialog';
import { Clipboard } from './clipboard/Clipboard';
import { Dock } from './compare/dock/Dock';
import { Panes } from './compare/Panes';
import { DropZone } from './files/DropZone';
import { UnreadableFile } from './files/UnreadableFile';
import { Header } from './header/Header';
import { ShortcutsDialog } from './keyboard/ShortcutsDialog';
import { useShortcuts } from './keyboard/useShortcuts';
import { MakeModuleDialog } from './modules/MakeModuleDialog';
import { Palette } from './palette/Palette';
import { SidePanel } from './SidePanel';
import { StorageNote } from './StorageNote';

export function App() {
  const paletteOpen = useStore((s) => s.paletteOpen);
  const sideOpen = useStore((s) => s.sideOpen);
  const panel = useStore((s) => s.sidePanel);
  useShortcuts();
  return (
    <div className={styles.window} data-palette={paletteOpen} data-side={sideOpen} data-panel={panel}>
      <div className={styles.header}>
        <Header />
      </div>
      {paletteOpen && (
        <div className={styles.palette}>
          <Palette />
        </div>
      )}
      <main className={styles.canvas}>
        <Panes />
        <PanelOpeners />
        <StorageNote />
      </main>
      {sideOpen && <SidePanel />}
      <div className={styles.dock}>
        <Dock />
      </div>
      <ConnectDialog />
      <MakeModuleDialog />
      <UnreadableFile />
      <ShortcutsDialog />
      <DropZone />
      <Clipboard />
    </div>
  );
}

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
