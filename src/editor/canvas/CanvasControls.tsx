// Zoom, fit and arrange, in the corner of the canvas.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { Panel, useReactFlow } from '@xyflow/react';
import { hintOf } from '../actions/keyText';
import { fitAction } from '../actions/viewActions';
import { ArrangeMenu } from '../arrange/ArrangeMenu';
import styles from './Canvas.module.css';

export function CanvasControls() {
  const flow = useReactFlow();
  const controls = [
    { label: 'Zoom in', icon: IconPlus, act: () => flow.zoomIn() },
    { label: 'Zoom out', icon: IconMinus, act: () => flow.zoomOut() },
    { label: hintOf(fitAction), icon: IconMaximize, act: fitAction.run },
  ];
  return (
    <Panel position="bottom-left" className={styles.controls}>
      {controls.map(({ label, icon: Icon, act }) => (
        <Tooltip key={label} label={label} position="right">
          <ActionIcon variant="subtle" color="gray" size={28} radius={0} aria-label={label} onClick={act}>
            <Icon size={15} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
      <ArrangeMenu />
    </Panel>
  );
}
