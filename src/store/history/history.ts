// The history of this page: the browser's storage, locks and channel brought together with the recorder of its runs.
import { runId } from '../../lib/ids';
import { indexedDbVault } from '../vault';
import { deviceName } from './deviceName';
import type { Channel } from './historyState';
import { makeHistory } from './historyStore';
import { pageOwner } from './owner';
import { makeRecorder } from './recorder';

export const vault = indexedDbVault('convas');

const owner = pageOwner(globalThis.navigator?.locks, Date.now);
const channel = tabChannel('convas-history');

/** Keeps every run of this page. */
export const recorder = makeRecorder({
  vault,
  owner,
  now: Date.now,
  device: () => deviceName(navigator),
  onWritten: (id) => channel.post([id]),
});

/** What the dialog of runs shows. */
export const history = makeHistory({ vault, recorder, owner, channel });

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
