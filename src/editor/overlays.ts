// What floats above the editor for a moment: a dialog, or the reason why a wire was refused. It is neither part of the
// document nor worth remembering, so it lives apart from the one store.
import { create } from 'zustand';
import type { Document } from '../graph/document';
import type { Problem } from '../graph/problem';
import type { NodeId } from '../lib/ids';
import type { FixedEnd } from './canvas/judgeWires';

export interface Salvage {
  readonly document: Document;
  readonly notes: ReadonlyMap<NodeId, string>;
}

export type Dialog =
  | { readonly type: 'shortcuts' }
  /** `beside`: what is chosen opens beside the designs that are there. */
  | { readonly type: 'gallery'; readonly beside?: boolean }
  /** Finds every action, layer, node, template and setting. */
  | { readonly type: 'commands' }
  | { readonly type: 'compare' }
  /** The drawing as a picture. */
  | { readonly type: 'exportPicture' }
  /** The history of runs. */
  | { readonly type: 'history' }
  /** The versions of the drawing; `naming`: with the cursor where the present one gets a name. */
  | { readonly type: 'versions'; readonly naming?: boolean }
  /** The design as a link. */
  | { readonly type: 'share' }
  | { readonly type: 'connect'; readonly from: NodeId }
  /** Makes a module of these nodes of the level that is shown. */
  | { readonly type: 'makeModule'; readonly nodes: readonly NodeId[] }
  | {
      readonly type: 'unreadable';
      readonly fileName: string;
      readonly problems: readonly Problem[];
      readonly salvage?: Salvage;
    };

/** Why a wire was not made, shown at the point of the window where it was dropped. */
export interface Refusal {
  /** What was refused; a wire where nothing else is said. */
  readonly title?: string;
  readonly problem: Problem;
  readonly x: number;
  readonly y: number;
  /** Where the wire comes from that was refused there. */
  readonly wire?: FixedEnd;
}

interface Overlays {
  readonly dialog: Dialog | undefined;
  readonly refusal: Refusal | undefined;
  /** The palette's search field wants the cursor; until it has it, so that a panel that comes back later takes nothing. */
  readonly searchWanted: boolean;
  /** Counts the requests to rename the selected node. */
  readonly renameRequests: number;
  /** The same of the first control of the inspector. */
  readonly inspectWanted: boolean;
  /** A parameter of the selected node, by name, that wants the cursor; until it has it. */
  readonly wantedField: string | undefined;
  /** The same of a training setting, by its label. */
  readonly wantedSetting: string | undefined;
}

export const useOverlays = create<Overlays>()(() => ({
  dialog: undefined,
  refusal: undefined,
  searchWanted: false,
  renameRequests: 0,
  inspectWanted: false,
  wantedField: undefined,
  wantedSetting: undefined,
}));

const { setState: set } = useOverlays;

export const showDialog = (dialog: Dialog): void => set({ dialog, refusal: undefined });
export const closeDialog = (): void => set({ dialog: undefined });
/** Resolves once no dialog is shown. */
export const dialogClosed = (): Promise<void> =>
  new Promise((resolve) => {
    if (!useOverlays.getState().dialog) return resolve();
    const stop = useOverlays.subscribe(({ dialog }) => {
      if (dialog) return;
      stop();
      resolve();
    });
  });
export const showRefusal = (refusal: Refusal): void => set({ refusal });
export const closeRefusal = (): void => set({ refusal: undefined });
export const requestSearch = (): void => set({ searchWanted: true });
export const requestRename = (): void => set((s) => ({ renameRequests: s.renameRequests + 1 }));
export const requestInspect = (): void => set({ inspectWanted: true });
export const requestField = (wantedField: string): void => set({ wantedField });
export const requestSetting = (wantedSetting: string): void => set({ wantedSetting });
export const searchReached = (): void => set({ searchWanted: false });
export const inspectorReached = (): void => set({ inspectWanted: false });
export const fieldReached = (): void => set({ wantedField: undefined });
export const settingReached = (): void => set({ wantedSetting: undefined });
