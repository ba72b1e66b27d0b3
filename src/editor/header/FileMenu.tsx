// New, open, save, and the gallery of drawings to begin from.
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconColumns2,
  IconCopy,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconLayoutGrid,
} from '@tabler/icons-react';
import { isComparing } from '../../store/comparing';
import { useComparing } from '../../store/store';
import { chooseFile } from '../files/chooseFile';
import { save, saveComparison, saveCopy, startNew } from '../files/fileActions';
import { keyText } from '../keyboard/shortcuts';
import { showDialog } from '../overlays';
import styles from './Header.module.css';

const size = 15;

export function FileMenu() {
  const several = useComparing(isComparing);
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          File
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFilePlus size={size} aria-hidden />} onClick={startNew}>
          New
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFolderOpen size={size} aria-hidden />}
          rightSection={<Keys keys="Mod+O" />}
          onClick={chooseFile}
        >
          Open…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLayoutGrid size={size} aria-hidden />}
          rightSection={<Keys keys="G" />}
          onClick={() => showDialog({ type: 'gallery' })}
        >
          Templates…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconDeviceFloppy size={size} aria-hidden />}
          rightSection={<Keys keys="Mod+S" />}
          onClick={() => void save()}
        >
          Save
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={size} aria-hidden />} onClick={() => void saveCopy()}>
          Save a copy…
        </Menu.Item>
        {several && (
          <Menu.Item
            leftSection={<IconColumns2 size={size} aria-hidden />}
            onClick={() => void saveComparison()}
          >
            Save the comparison…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const Keys = ({ keys }: { keys: string }) => <span className={styles.keys}>{keyText(keys)}</span>;
