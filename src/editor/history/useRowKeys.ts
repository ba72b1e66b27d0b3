// The keys of the list of runs: arrows go from run to run, Space shows one together with others, Delete deletes the chosen
// ones, F2 names, and letters go on with the search.
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { runId } from '../../lib/ids';
import { history } from '../../store/history/history';
import { removeRuns } from './historyActions';

const rows = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-run]') ?? []),
];

/** Where the details begin: what F2 goes to. */
export const nameFieldId = 'run-name';

export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  search: RefObject<HTMLElement | null>,
): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const all = rows(list.current);
      if (event.target === search.current && event.key === 'ArrowDown') {
        event.preventDefault();
        all[0]?.focus();
      }
      const at = all.indexOf(event.target as HTMLElement);
      if (at === -1) return;
      const id = runId(all[at]?.dataset.run ?? '');
      const act = keyAct(event.key, all, at, id, search.current);
      if (!act) return;
      if (event.key.length > 1 || event.key === ' ') event.preventDefault();
      act();
    },
    [list, search],
  );
}

function keyAct(
  key: string,
  all: readonly HTMLElement[],
  at: number,
  id: ReturnType<typeof runId>,
  search: HTMLElement | null,
): (() => void) | undefined {
  const go = (to: HTMLElement | null | undefined) => () => {
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  };
  switch (key) {
    case 'ArrowDown':
      return go(all[at + 1]);
    case 'ArrowUp':
      return go(all[at - 1] ?? search);
    case 'Home':
      return go(all[0]);
    case 'End':
      return go(all.at(-1));
    case ' ':
      return () => history.getState().choose(id, 'toggle');
    case 'F2':
      return () => {
        history.getState().choose(id, 'only');
        requestAnimationFrame(() => document.getElementById(nameFieldId)?.focus());
      };
    case 'Delete':
      return () => {
        // The row that has the focus is about to go.
        go(all[at + 1] ?? all[at - 1] ?? search)();
        const { chosen, runs } = history.getState();
        const ids = chosen.some((one) => one.id === id) ? chosen.map((one) => one.id) : [id];
        void removeRuns(ids.flatMap((one) => runs.get(one)?.record ?? []));
      };
    default:
      return key.length === 1 ? go(search) : undefined;
  }
}
