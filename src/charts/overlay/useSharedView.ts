// What charts side by side share: the part of the x axis that is seen, and the place that is read. Charts with one key
// move together; a chart without a key moves alone.
import { useMemo, useSyncExternalStore } from 'react';
import type { Range } from './axes';

export interface SharedView {
  /** All of the axis where left out. */
  readonly zoom?: Range | undefined;
  /** The place that is read, in the unit of the axis. */
  readonly cursor?: number | undefined;
}

interface Channel {
  view: SharedView;
  readonly listeners: Set<() => void>;
}

const channels = new Map<string, Channel>();
const makeChannel = (): Channel => ({ view: {}, listeners: new Set() });

/** The view, and a change of it that all charts with the key take part in. */
export function useSharedView(
  key: string | undefined,
): readonly [SharedView, (change: Partial<SharedView>) => void] {
  const channel = useMemo(() => {
    const known = key === undefined ? undefined : channels.get(key);
    const made = known ?? makeChannel();
    if (key !== undefined) channels.set(key, made);
    return made;
  }, [key]);
  const subscribe = useMemo(
    () => (listener: () => void) => {
      channel.listeners.add(listener);
      if (key !== undefined) channels.set(key, channel);
      return () => {
        channel.listeners.delete(listener);
        if (key !== undefined && channel.listeners.size === 0) channels.delete(key);
      };
    },
    [channel, key],
  );
  const view = useSyncExternalStore(subscribe, () => channel.view);
  const change = useMemo(
    () => (part: Partial<SharedView>) => {
      channel.view = { ...channel.view, ...part };
      for (const listener of channel.listeners) listener();
    },
    [channel],
  );
  return [view, change];
}
