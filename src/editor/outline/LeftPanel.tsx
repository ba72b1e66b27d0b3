// The panel at the left: the layers to draw with, or the outline of what is drawn.
import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useStore } from '../../store/store';
import { hintOf } from '../actions/keyText';
import { searchLayersAction } from '../actions/viewActions';
import { Palette } from '../palette/Palette';
import { outlineAction } from './actions';
import styles from './LeftPanel.module.css';
import { showLeftPanel, useLeftPanel } from './leftPanel';

const Outline = lazy(() => import('./Outline').then((module) => ({ default: module.Outline })));

export function LeftPanel() {
  const panel = useLeftPanel((s) => s.panel);
  const setView = useStore((s) => s.setView);
  return (
    <Tabs
      role="complementary"
      aria-label={panel === 'outline' ? 'Outline' : 'Layers'}
      className={styles.panel}
      classNames={{ tab: styles.tab ?? '', panel: styles.content ?? '' }}
      value={panel}
      onChange={(next) => showLeftPanel(next === 'outline' ? 'outline' : 'layers')}
    >
      <Tabs.List aria-label="Left panel">
        <Tooltip label={hintOf(searchLayersAction, 'Layers to draw with')}>
          <Tabs.Tab value="layers">Layers</Tabs.Tab>
        </Tooltip>
        <Tooltip label={hintOf(outlineAction, 'What is drawn, as a tree')}>
          <Tabs.Tab value="outline">Outline</Tabs.Tab>
        </Tooltip>
      </Tabs.List>
      <Tooltip label="Hide the palette">
        <ActionIcon
          className={styles.hide}
          variant="subtle"
          color="gray"
          aria-label="Hide the palette"
          onClick={() => setView({ paletteOpen: false })}
        >
          <IconLayoutSidebarLeftCollapse size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {/* Kept, with what is searched and folded. */}
      <Tabs.Panel value="layers">
        <Palette />
      </Tabs.Panel>
      <Tabs.Panel value="outline">
        {panel === 'outline' && (
          <Suspense fallback={null}>
            <Outline />
          </Suspense>
        )}
      </Tabs.Panel>
    </Tabs>
  );
}
