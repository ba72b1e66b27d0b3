// The one store, put together from its slices and the browser's workers and storage.
import { create, type StateCreator } from 'zustand';
import { loadBuiltIn, loadFiles } from '../data/loadInWorker';
import { startRun } from '../training/client';
import { dataSlice } from './dataSlice';
import { documentSlice } from './documentSlice';
import { runSlice } from './runSlice';
import type { State } from './state';
import type { Tools } from './tools';
import { indexedDbVault } from './vault';
import { viewSlice } from './viewSlice';

export const stateOn =
  (tools: Tools): StateCreator<State> =>
  (set, get) => ({
    ...documentSlice(set, get),
    ...viewSlice(set, get),
    ...dataSlice(set, get, tools),
    ...runSlice(set, get, tools),
  });

/** The browser's own workers and storage. */
export const tools: Tools = { loadBuiltIn, loadFiles, startRun, vault: indexedDbVault('convas') };

export const useStore = create<State>()(stateOn(tools));
