// What is known of the app as an installed thing: whether the browser offers to install it, and whether a newer version
// waits. None of it belongs to a document.
import { create } from 'zustand';

/** Chromium's event; other browsers install from a menu of their own. */
export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

interface OfflineState {
  readonly install: InstallPrompt | undefined;
  readonly newer: boolean;
}

export const useOffline = create<OfflineState>()(() => ({ install: undefined, newer: false }));

const { setState: set } = useOffline;

export const offerInstall = (install: InstallPrompt | undefined): void => set({ install });
export const newerWaits = (): void => set({ newer: true });
