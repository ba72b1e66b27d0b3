// The panel at the right: the inspector, the data, the costs, the problems, or what differs between designs side by
// side; one at a time.
import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLayoutSidebarRightCollapse } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { isComparing } from '../store/comparing';
import { useProblems } from '../store/derive';
import type { SidePanel as Panel } from '../store/state';
import { useComparing, useStore } from '../store/store';
import styles from './App.module.css';
import { ComparePanel } from './compare/ComparePanel';
import { CostsPanel } from './costs/CostsPanel';
import { DataPanel } from './data/DataPanel';
import { Inspector } from './inspector/Inspector';

const ProblemsPanel = lazy(() =>
  import('./problems/ProblemsPanel').then((module) => ({ default: module.ProblemsPanel })),
);

function ProblemsSign() {
  const none = useProblems().length === 0;
  const Icon = none ? IconCircleCheck : IconAlertTriangle;
  return <Icon size={14} stroke={1.8} color={none ? undefined : 'var(--cv-bad)'} aria-hidden />;
}

export function SidePanel() {
  const several = useComparing(isComparing);
  const wanted = useStore((s) => s.sidePanel);
  const panel = wanted === 'compare' && !several ? 'inspector' : wanted;
  const setView = useStore((s) => s.setView);
  return (
    <aside className={styles.side} aria-label="Details">
      <Tabs
        value={panel}
        onChange={(next) => next !== null && setView({ sidePanel: next as Panel })}
        className={styles.tabs}
        classNames={{ panel: styles.panel ?? '', tab: styles.tab ?? '' }}
      >
        <Tabs.List data-tabs={several ? 5 : 4}>
          <Tabs.Tab value="inspector">Inspector</Tabs.Tab>
          <Tabs.Tab value="data">Data</Tabs.Tab>
          <Tabs.Tab value="costs">Costs</Tabs.Tab>
          <Tabs.Tab value="problems" aria-label="Problems">
            {/* Of five, one makes do with its sign. */}
            {several ? <ProblemsSign /> : 'Problems'}
          </Tabs.Tab>
          {several && <Tabs.Tab value="compare">Compare</Tabs.Tab>}
        </Tabs.List>
        <Tooltip label="Hide this panel">
          <ActionIcon
            className={styles.hidePanel}
            variant="subtle"
            color="gray"
            aria-label="Hide this panel"
            onClick={() => setView({ sideOpen: false })}
          >
            <IconLayoutSidebarRightCollapse size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tabs.Panel value="inspector">
          <Inspector />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <DataPanel />
        </Tabs.Panel>
        {/* Measured only for who looks. */}
        <Tabs.Panel value="costs">{panel === 'costs' && <CostsPanel />}</Tabs.Panel>
        <Tabs.Panel value="problems">
          {panel === 'problems' && (
            <Suspense fallback={null}>
              <ProblemsPanel />
            </Suspense>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="compare">{panel === 'compare' && <ComparePanel />}</Tabs.Panel>
      </Tabs>
    </aside>
  );
}
