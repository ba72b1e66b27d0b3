// Help: the keys, the tour, and Convas as an app of its own where the browser offers it.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDeviceDesktopDown, IconHelp, IconKeyboard, IconMap2, IconRefresh } from '@tabler/icons-react';
import { shortcutsAction } from '../actions/viewActions';
import { installAction, updateAction } from '../offline/offlineActions';
import { useOffline } from '../offline/offlineState';
import { tourAction } from '../tour/tourActions';
import { ActionItem } from './ActionItem';

export function HelpMenu() {
  const { install, newer } = useOffline();
  return (
    <Menu position="bottom-end" width={250}>
      <Tooltip label="Help">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Help">
            <IconHelp size={17} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <ActionItem action={tourAction} icon={IconMap2} />
        <ActionItem action={shortcutsAction} icon={IconKeyboard} />
        {(install || newer) && <Menu.Divider />}
        {install && <ActionItem action={installAction} icon={IconDeviceDesktopDown} />}
        {newer && <ActionItem action={updateAction} icon={IconRefresh} />}
      </Menu.Dropdown>
    </Menu>
  );
}
