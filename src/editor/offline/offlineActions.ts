// Convas as an app of its own, and the step to a newer version.
import { takeNewer } from '../../offline/keepOffline';
import type { Action } from '../actions/action';
import { offerInstall, useOffline } from './offlineState';

const now = () => useOffline.getState();

export const installAction: Action = {
  id: 'help.install',
  group: 'Help',
  title: 'Install Convas',
  words: 'app desktop offline pwa home screen window',
  blocked: () =>
    now().install
      ? undefined
      : 'The browser does not offer it here: it is installed already, or the browser’s own menu has it.',
  run: () => {
    void now().install?.prompt();
    // It can be asked once; the browser offers it anew where the user declined.
    offerInstall(undefined);
  },
};

export const updateAction: Action = {
  id: 'help.update',
  group: 'Help',
  title: 'Reload to update Convas',
  words: 'new newer version upgrade refresh',
  blocked: () => (now().newer ? undefined : 'No newer version is waiting.'),
  run: () => void takeNewer(),
};

export const offlineActions: readonly Action[] = [installAction, updateAction];
