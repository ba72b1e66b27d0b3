// The versions of this page's documents, in the browser's storage.
import { useStore as useZustand } from 'zustand';
import { vault } from '../history/pageRecorder';
import { workspaces } from '../store';
import { makeVersioning, type Versioning, type VersioningState } from './versioning';

export const versioning: Versioning = makeVersioning(workspaces, vault);

export const useVersioning = <T>(selector: (state: VersioningState) => T): T =>
  useZustand(versioning, selector);
