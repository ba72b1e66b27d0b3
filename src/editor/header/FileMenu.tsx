// New, open, save, and drawings to begin from.
import { Button, Menu, ScrollArea } from '@mantine/core';
import {
  IconChevronDown,
  IconCopy,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconTemplate,
} from '@tabler/icons-react';
import { templates } from '../../store/templates';
import { chooseFile } from '../files/chooseFile';
import { openTemplate, save, saveCopy, startNew } from '../files/fileActions';
import { keyText } from '../keyboard/shortcuts';
import styles from './Header.module.css';

const size = 15;

export function FileMenu() {
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
        <Menu.Sub position="right-start" openDelay={60}>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconTemplate size={size} aria-hidden />}>Templates</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown w={340}>
            <ScrollArea.Autosize mah="70vh">
              {templates.map((template) => (
                <Menu.Item
                  key={template.id}
                  aria-label={template.title}
                  aria-description={template.description}
                  onClick={() => openTemplate(template)}
                >
                  <strong className={styles.templateTitle}>{template.title}</strong>
                  <span className={styles.templateText}>{template.description}</span>
                </Menu.Item>
              ))}
            </ScrollArea.Autosize>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
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
      </Menu.Dropdown>
    </Menu>
  );
}

const Keys = ({ keys }: { keys: string }) => <span className={styles.keys}>{keyText(keys)}</span>;
