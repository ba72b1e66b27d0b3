// New, open, save, and the gallery of drawings to begin from.
import { Button, Menu } from '@mantine/core';
import {
  IconBookmark,
  IconChevronDown,
  IconClipboardText,
  IconColumns2,
  IconCopy,
  IconDeviceFloppy,
  IconFilePlus,
  IconFolderOpen,
  IconLayoutGrid,
  IconLink,
  IconPhoto,
  IconPrinter,
  IconRestore,
  IconVersions,
  IconX,
} from '@tabler/icons-react';
import { isComparing } from '../../store/comparing';
import { useComparing } from '../../store/store';
import { pasteNewAction } from '../clipboard/clipboardActions';
import {
  galleryAction,
  newAction,
  openAction,
  saveAction,
  saveComparisonAction,
  saveCopyAction,
} from '../files/actions';
import { shareAction } from '../share/shareActions';
import { exportPictureAction, printAction } from '../show/actions';
import { closeTabAction, reopenTabAction } from '../tabs/tabActions';
import { nameVersionAction, versionsAction } from '../versions/actions';
import { ActionItem } from './ActionItem';

export function FileMenu() {
  const several = useComparing(isComparing);
  return (
    <Menu position="bottom-start" width={270}>
      <Menu.Target>
        <Button
          flex="none"
          size="compact-sm"
          variant="subtle"
          color="gray"
          rightSection={<IconChevronDown size={13} aria-hidden />}
        >
          File
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItem action={newAction} icon={IconFilePlus} />
        <ActionItem action={openAction} icon={IconFolderOpen} />
        <ActionItem action={pasteNewAction} icon={IconClipboardText} />
        <ActionItem action={galleryAction} icon={IconLayoutGrid} />
        <Menu.Divider />
        <ActionItem action={saveAction} icon={IconDeviceFloppy} />
        <ActionItem action={saveCopyAction} icon={IconCopy} />
        {several && <ActionItem action={saveComparisonAction} icon={IconColumns2} />}
        <ActionItem action={shareAction} icon={IconLink} />
        <Menu.Divider />
        <ActionItem action={versionsAction} icon={IconVersions} />
        <ActionItem action={nameVersionAction} icon={IconBookmark} />
        <Menu.Divider />
        <ActionItem action={exportPictureAction} icon={IconPhoto} />
        <ActionItem action={printAction} icon={IconPrinter} />
        <Menu.Divider />
        <ActionItem action={closeTabAction} icon={IconX} />
        <ActionItem action={reopenTabAction} icon={IconRestore} />
      </Menu.Dropdown>
    </Menu>
  );
}
