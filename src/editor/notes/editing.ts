// Which note or frame is being written, and in which pane: state of the screen, no part of the document.
import { create } from 'zustand';
import type { AnnotationId } from '../../lib/ids';
import type { PaneStore } from '../../store/panes';

interface Editing {
  readonly store: PaneStore | undefined;
  readonly id: AnnotationId | undefined;
  /** Counts the times that writing began, so that each time is a step of history of its own. */
  readonly session: number;
}

export const useEditing = create<Editing>()(() => ({ store: undefined, id: undefined, session: 0 }));

export const startEditing = (store: PaneStore, id: AnnotationId): void =>
  useEditing.setState(({ session }) => ({ store, id, session: session + 1 }));

export const stopEditing = (): void => useEditing.setState({ store: undefined, id: undefined });
