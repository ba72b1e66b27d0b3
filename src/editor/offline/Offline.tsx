// Keeps the app usable without a network, and says so once; offers a newer version without pressing it on anybody.
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { keepOffline } from '../../offline/keepOffline';
import { busyNow } from '../../store/busy';
import { useTour } from '../tour/tourState';
import { updateAction } from './offlineActions';
import { type InstallPrompt, newerWaits, offerInstall } from './offlineState';

/** Listens; what it says are notices. */
export function Offline(): null {
  useEffect(start, []);
  return null;
}

let started = false;

function start(): void {
  if (started) return;
  started = true;
  addEventListener('beforeinstallprompt', (event) => {
    // It has its place in the menus, instead of the browser's banner.
    event.preventDefault();
    offerInstall(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => offerInstall(undefined));
  void keepOffline({ onKept: () => afterTour(sayOnce), onNewer: offerNewer });
}

/** One thing at a time in somebody's first minute: the tour is taken or declined first. */
function afterTour(say: () => void): void {
  const isOver = ({ offered, at } = useTour.getState()): boolean => !offered && at === undefined;
  if (isOver()) {
    say();
    return;
  }
  const stop = useTour.subscribe((now) => {
    if (!isOver(now)) return;
    stop();
    say();
  });
}

const saidKey = 'convas-offline-said';

function sayOnce(): void {
  try {
    if (localStorage.getItem(saidKey) !== null) return;
    localStorage.setItem(saidKey, 'yes');
  } catch {
    return;
  }
  notifications.show({
    message: 'Ready without a network: Convas is kept in this browser.',
    autoClose: 4000,
  });
}

const noticeId = 'convas-newer';

function offerNewer(): void {
  newerWaits();
  notifications.show({
    id: noticeId,
    title: 'A newer version of Convas is ready',
    message: <Newer />,
    autoClose: false,
  });
}

function Newer() {
  return (
    <>
      <Text size="sm">
        {busyNow()
          ? 'Your drawings stay as they are. Training is under way and would stop: better wait for its end.'
          : 'Your drawings stay as they are.'}
      </Text>
      <Group gap={8} mt={8}>
        <Button size="compact-sm" onClick={updateAction.run}>
          Reload to update
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => notifications.hide(noticeId)}>
          Later
        </Button>
      </Group>
    </>
  );
}
