// The recorder of this page's runs: with the browser's storage, locks and channel. Apart from the history that shows them,
// which nobody needs before its dialog opens.
import { runId } from '../../lib/ids';
import { indexedDbVault } from '../vault';
import { deviceName } from './deviceName';
import type { Channel } from './historyState';
import { pageOwner } from './owner';
import { makeRecorder } from './recorder';

export const vault = indexedDbVault('convas');

export const owner = pageOwner(globalThis.navigator?.locks, Date.now);
export const channel = tabChannel('convas-history');

/** Keeps every run of this page. */
export const recorder = makeRecorder({
  vault,
  owner,
  now: Date.now,
  device: () => deviceName(navigator),
  onWritten: (id) => channel.post([id]),
});

/** Opened at the first word or ear, for an open channel keeps a program without a page from ending. */
function tabChannel(name: string): Channel {
  let opened: BroadcastChannel | undefined;
  const open = (): BroadcastChannel | undefined => {
    if (typeof document !== 'undefined' && typeof BroadcastChannel !== 'undefined')
      opened ??= new BroadcastChannel(name);
    return opened;
  };
  return {
    post: (ids) => open()?.postMessage(ids),
    listen: (listener) =>
      open()?.addEventListener('message', ({ data }) => {
        if (Array.isArray(data)) listener(data.filter((id) => typeof id === 'string').map(runId));
      }),
  };
}
