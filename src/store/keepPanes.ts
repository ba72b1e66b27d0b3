// The panes beside the first survive a reload too: each design with its history in a record of its own under the tab's
// session, and one record that says which stand there and how they are trained together.
import { paces } from '../compare/comparison';
import type { CompareSettings, Comparing, ComparingStore, Snapshot } from './comparing';
import { documentOf } from './documentText';
import { designOf, freshDesign, type PaneId, paneIds } from './panes';
import { readSession } from './readSession';
import { makeSaver } from './saver';
import { leaveWord, paneSession, panesKey, SessionWriter } from './session';
import { leaveList, listLeft, type Tab } from './tab';
import type { Vault } from './vault';

/** One record on the shelf `lists`, under `panesKey`. */
interface KeptPanes {
  readonly panes: readonly PaneId[];
  readonly active: PaneId;
  readonly settings: CompareSettings;
  readonly coupled: boolean;
}

export interface PanesAutosave {
  /** Brings back the panes of a session; those that cannot be read stay away. Never rejects. */
  readonly restore: (session: string) => Promise<void>;
  /** Answers with the way to end it. */
  readonly start: () => () => void;
  readonly flush: () => Promise<void>;
  /** The page may be gone before storage answers: leaves a last word of each pane where it is kept at once. */
  readonly leave: () => void;
}

export function makePanesAutosave(
  comparing: ComparingStore,
  vault: Vault,
  tab: Pick<Tab, 'leave' | 'left' | 'forgetLeft'>,
): PanesAutosave {
  let session: string | undefined;
  const writers = new Map<PaneId, SessionWriter>();

  const kept = (): KeptPanes => {
    const { panes, active, settings, coupled } = comparing.getState();
    return { panes: panes.map(({ id }) => id), active, settings, coupled };
  };
  const write = async (): Promise<void> => {
    if (session === undefined) return;
    const own = session;
    for (const { id, store } of comparing.getState().panes.slice(1)) {
      const writer = writers.get(id) ?? new SessionWriter(paneSession(own, id), vault);
      writers.set(id, writer);
      await writer.save(store.getState());
    }
    await vault.write([{ shelf: 'lists', key: panesKey(own), value: kept() }]);
  };
  // Storage that fails is told of by the first pane's autosave.
  const saver = makeSaver(write, {
    saved: () => {
      if (session === undefined) return;
      for (const id of paneIds) tab.forgetLeft(paneSession(session, id));
      tab.forgetLeft(panesKey(session));
    },
  });

  const readDesign = async (own: string, id: PaneId): Promise<Snapshot['designs']> => {
    const key = paneSession(own, id);
    const word = tab.left(key);
    const restored = await readSession(vault, key).catch(() => undefined);
    if (restored && !(word && word.at > restored.savedAt)) {
      writers.set(id, new SessionWriter(key, vault, restored));
      return [{ id, design: designOf(restored) }];
    }
    if (!word) return [];
    try {
      const design = freshDesign(documentOf(word.text));
      saver.owe();
      return [{ id, design }];
    } catch {
      return [];
    }
  };

  return {
    restore: async (own) => {
      session = own;
      const left = listLeft(tab, panesKey(own));
      const kept = left ?? (await vault.read('lists', panesKey(own)).catch(() => undefined));
      if (!isKept(kept)) return;
      // A word that the page before has left is in storage from now on.
      if (left !== undefined) saver.owe();
      const others = await Promise.all(kept.panes.slice(1).map((id) => readDesign(own, id)));
      const [first] = comparing.getState().snapshot().designs;
      if (first) comparing.getState().restore({ ...kept, designs: [first, ...others.flat()] });
    },
    start: () => {
      void saver.flush();
      let followed: readonly (() => void)[] = [];
      const follow = ({ panes }: Pick<Comparing, 'panes'>): void => {
        for (const stop of followed) stop();
        followed = panes.slice(1).map(({ store }) =>
          store.subscribe((now, before) => {
            if (now.document !== before.document || now.past !== before.past || now.future !== before.future)
              saver.soon();
          }),
        );
      };
      follow(comparing.getState());
      const stop = comparing.subscribe((now, before) => {
        if (now.panes !== before.panes) follow(now);
        const same = now.panes === before.panes && now.settings === before.settings;
        if (!same || now.active !== before.active || now.coupled !== before.coupled) saver.soon();
      });
      return () => {
        stop();
        for (const end of followed) end();
      };
    },
    flush: saver.flush,
    leave: () => {
      if (!saver.isBehind() || session === undefined) return;
      for (const { id, store } of comparing.getState().panes.slice(1))
        leaveWord(tab, paneSession(session, id), store.getState());
      leaveList(tab, panesKey(session), kept());
      void saver.flush();
    },
  };
}

function isKept(value: unknown): value is KeptPanes {
  if (typeof value !== 'object' || value === null) return false;
  const { panes, active, settings } = value as Partial<KeptPanes>;
  return (
    Array.isArray(panes) &&
    panes.every((id) => paneIds.includes(id)) &&
    typeof active === 'string' &&
    typeof settings === 'object' &&
    settings !== null &&
    paces.includes(settings.pace) &&
    Number.isInteger(settings.seeds) &&
    Number.isInteger(settings.insightEvery)
  );
}
