// The canvas's button that arranges: all, a part, or all about a part, and which way the drawing leads.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowRight,
  IconLayoutDistributeHorizontal,
  IconPinned,
  IconSelect,
} from '@tabler/icons-react';
import { useState } from 'react';
import { directionOf } from '../../graph/document';
import { useStore } from '../../store/store';
import { keyOfAction } from '../actions/keyText';
import { ActionItem } from '../header/ActionItem';
import styles from './Arrange.module.css';
import {
  arrangeAction,
  arrangeAllAction,
  arrangeAroundAction,
  arrangePartAction,
  nothingToArrange,
  turnAction,
} from './arrangeActions';
import { readyElk } from './readyElk';

export function ArrangeMenu() {
  const empty = useStore((s) => s.document.graph.nodes.size === 0);
  const [opened, setOpened] = useState(false);
  return (
    <Menu position="right-end" width={280} opened={opened} onChange={setOpened} returnFocus>
      <Tooltip label="Arrange" position="right" disabled={opened} onPointerEnter={() => void readyElk()}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            radius={0}
            aria-label="Arrange"
            disabled={empty}
            onFocus={() => void readyElk()}
          >
            <IconLayoutDistributeHorizontal size={15} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Items />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The key does what fits the selection: it stands at the item that says so. */
function Items() {
  const part = useStore((s) => s.selectedNodes.size > 1);
  const keys = arrangeAction.keys ?? [];
  return (
    <>
      <ActionItem
        action={part ? arrangeAllAction : { ...arrangeAllAction, keys }}
        icon={IconLayoutDistributeHorizontal}
      />
      <ActionItem action={part ? { ...arrangePartAction, keys } : arrangePartAction} icon={IconSelect} />
      <ActionItem action={arrangeAroundAction} icon={IconPinned} />
      <Menu.Divider />
      <Directions />
    </>
  );
}

function Directions() {
  const direction = useStore((s) => directionOf(s.document));
  const blocked = nothingToArrange();
  const ways = [
    { value: 'right', label: 'Left to right', icon: IconArrowRight },
    { value: 'down', label: 'Top to bottom', icon: IconArrowDown },
  ] as const;
  return (
    <Menu.RadioGroup value={direction} onChange={(chosen) => chosen !== direction && turnAction.run()}>
      {ways.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem
          key={value}
          value={value}
          closeMenuOnClick
          disabled={blocked !== undefined}
          title={blocked}
          rightSection={
            value === direction ? undefined : <span className={styles.key}>{keyOfAction(turnAction)}</span>
          }
        >
          <span className={styles.way}>
            <Icon size={15} aria-hidden />
            {label}
          </span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
