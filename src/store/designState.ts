// The state of the first design of a document, put together from its slices; apart from the page's own stores, so that
// tests and every further document put together the same.
import type { StateCreator } from 'zustand';
import { dataSlice } from './dataSlice';
import { documentSlice } from './documentSlice';
import { runSlice } from './runSlice';
import type { State } from './state';
import type { Tools } from './tools';
import { viewSlice } from './viewSlice';

export const stateOn =
  (tools: Tools): StateCreator<State> =>
  (set, get) => ({
    ...documentSlice(set, get),
    ...viewSlice(set, get),
    ...dataSlice(set, get, tools),
    ...runSlice(set, get, tools),
  });
