// The history of runs as components read it.
import { useStore } from 'zustand';
import { history } from './history';
import type { HistoryState } from './historyState';

export const useHistory = <T>(selector: (state: HistoryState) => T): T => useStore(history, selector);
