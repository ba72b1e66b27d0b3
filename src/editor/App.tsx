// The whole window: header, palette, canvas, side panel and the training dock, and what floats above them.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { useStore } from '../store/store';
import styles from './App.module.css';
import { Clipboard } from './clipboard/Clipboard';
import { Panes } from './compare/Panes';
import { DrawOverlays } from './draw/DrawOverlays';
import { Logo } from './header/Logo';
import { useShortcuts } from './keyboard/useShortcuts';
import { later } from './later';
import { StorageNote } from './StorageNote';

const Header = later(
  () => import('./header/Header').then((module) => module.Header),
  <div className={styles.headerPlace}>
    <Logo />
  </div>,
);
const LeftPanel = later(
  () => import('./outline/LeftPanel').then((module) => module.LeftPanel),
  <div className={styles.palettePlace} />,
);
const SidePanel = later(
  () => import('./SidePanel').then((module) => module.SidePanel),
  <div className={styles.side} />,
);
const Dock = later(() => import('./compare/dock/Dock').then((module) => module.Dock), <DockPlace />);
const DropZone = later(() => import('./files/DropZone').then((module) => module.DropZone));
const Dialogs = later(() => import('./Dialogs').then((module) => module.Dialogs));

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
          <LeftPanel />
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
      <DrawOverlays />
      <Dialogs />
      <DropZone />
      <Clipboard />
    </div>
  );
}

/** As high as the dock will be. */
function DockPlace() {
  const open = useStore((s) => s.dockOpen);
  return <div className={styles.dockPlace} data-open={open} />;
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
