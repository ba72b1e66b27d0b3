// The whole window: header, palette, canvas, side panel and the training dock, and what floats above them.
import { type ReactNode, useDeferredValue } from 'react';
import { useStore, useWorkspaces, WorkspaceContext } from '../store/store';
import { shownIn } from '../store/workspaces/tabsState';
import styles from './App.module.css';
import { Panes } from './compare/Panes';
import { Logo } from './header/Logo';
import { inTurn } from './inTurn';

const Header = inTurn(
  () => import('./header/Header').then((module) => module.Header),
  <div className={styles.headerPlace}>
    <Logo />
  </div>,
);
const DocumentTabs = inTurn(() => import('./tabs/DocumentTabs').then((module) => module.DocumentTabs));
const LeftPanel = inTurn(
  () => import('./outline/LeftPanel').then((module) => module.LeftPanel),
  <div className={styles.palettePlace} />,
);
const SidePanel = inTurn(
  () => import('./SidePanel').then((module) => module.SidePanel),
  <div className={styles.side} />,
);
const Dock = inTurn(() => import('./compare/dock/Dock').then((module) => module.Dock), <DockPlace />);

const OverCanvas = inTurn(() => import('./OverCanvas').then((module) => module.OverCanvas));
const Behind = inTurn(() => import('./Behind').then((module) => module.Behind));

export function App() {
  const paletteOpen = useStore((s) => s.paletteOpen);
  const sideOpen = useStore((s) => s.sideOpen);
  const panel = useStore((s) => s.sidePanel);
  return (
    <div className={styles.window} data-palette={paletteOpen} data-side={sideOpen} data-panel={panel}>
      <div className={styles.header}>
        <Header />
      </div>
      <Behind />
      <div className={styles.documents}>
        <DocumentTabs />
      </div>
      {paletteOpen && (
        <div className={styles.palette}>
          <LeftPanel />
        </div>
      )}
      <main className={styles.canvas}>
        <ShownPanes />
        <OverCanvas />
      </main>
      {sideOpen && (
        <AfterCanvas>
          <SidePanel />
        </AfterCanvas>
      )}
      <div className={styles.dock}>
        <AfterCanvas>
          <Dock />
        </AfterCanvas>
      </div>
    </div>
  );
}

/** What is drawn of one document begins anew with another; its state is in the stores. */
function ShownPanes() {
  const shown = useWorkspaces((s) => s.active);
  return <Panes key={shown} />;
}

/** The same, once the canvas shows the other document: until then it stays with the one before. */
function AfterCanvas({ children }: { readonly children: ReactNode }) {
  const shown = useDeferredValue(useWorkspaces(shownIn));
  return (
    <WorkspaceContext key={shown.id} value={shown}>
      {children}
    </WorkspaceContext>
  );
}

/** As high as the dock will be. */
function DockPlace() {
  const open = useStore((s) => s.dockOpen);
  return <div className={styles.dockPlace} data-open={open} />;
}
