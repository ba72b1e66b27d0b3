// What can be done with the chosen runs.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconChartLine,
  IconColumns2,
  IconDownload,
  IconFileTypeCsv,
  IconFolderOpen,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '@tabler/icons-react';
import styles from './History.module.css';
import { exportCsv, exportSvg, markRuns, removeRuns, reopen, reopenBeside } from './historyActions';
import type { Shown } from './overlayOf';
import { leaveRows } from './rowFocus';

const size = 15;

export function Actions({ shown }: { shown: readonly Shown[] }) {
  const records = shown.map(({ record }) => record);
  const [only] = records;
  return (
    <div className={styles.actions}>
      {records.length === 1 && only && (
        <>
          <Tooltip
            label="Open the drawing with these settings and this data; Undo brings the present one back"
            w={240}
          >
            <Button
              size="compact-sm"
              leftSection={<IconFolderOpen size={size} aria-hidden />}
              onClick={() => reopen(only)}
            >
              Reopen design
            </Button>
          </Tooltip>
          <Tooltip label="Open the drawing beside those that are open">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconColumns2 size={size} aria-hidden />}
              onClick={() => reopenBeside(only)}
            >
              Beside
            </Button>
          </Tooltip>
        </>
      )}
      <ExportMenu />
      <span className={styles.space} />
      <PinButton records={records} />
      <DeleteButton records={records} />
    </div>
  );
}

function ExportMenu() {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={size} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypeCsv size={size} aria-hidden />} onClick={() => void exportCsv()}>
          Curves as CSV
        </Menu.Item>
        <Menu.Item
          leftSection={<IconChartLine size={size} aria-hidden />}
          onClick={() => void exportSvg('loss')}
        >
          Loss as SVG
        </Menu.Item>
        <Menu.Item
          leftSection={<IconChartLine size={size} aria-hidden />}
          onClick={() => void exportSvg('metric')}
        >
          Metric as SVG
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type Records = readonly Shown['record'][];

function PinButton({ records }: { records: Records }) {
  const pinned = records.every((record) => record.pinned);
  const label = pinned ? 'Unpin' : 'Pin: keep on top of the list';
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={pinned ? 'light' : 'default'}
        aria-label={pinned ? 'Unpin' : 'Pin'}
        aria-pressed={pinned}
        onClick={() =>
          void markRuns(
            records.map(({ id }) => id),
            { pinned: !pinned },
          )
        }
      >
        {pinned ? <IconPinnedOff size={size} aria-hidden /> : <IconPin size={size} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

function DeleteButton({ records }: { records: Records }) {
  const training = records.every(({ state }) => state === 'training');
  const label = records.length === 1 ? 'Delete this run' : `Delete these ${records.length} runs`;
  return (
    <Tooltip label={training ? 'A run in training cannot be deleted: stop it first' : label}>
      <ActionIcon
        variant="default"
        aria-label={label}
        data-disabled={training || undefined}
        aria-disabled={training}
        onClick={() => {
          if (!training) leaveRows(records.map(({ id }) => id));
          void removeRuns(records);
        }}
      >
        <IconTrash size={size} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
