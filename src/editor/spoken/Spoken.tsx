// The live region for what happens on the canvas without the focus moving, and for another drawing that is shown.
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { levelOf } from '../../store/level';
import type { State } from '../../store/state';
import { leadStore, usePaneStore, useWorkspaces, workspaces } from '../../store/store';
import { editWords, type Moment } from './editWords';
import { say, useSpoken } from './spoken';

export function Spoken() {
  const text = useSpoken((s) => s.text);
  const store = usePaneStore();
  useEffect(() => {
    let before = momentOf(store.getState());
    return store.subscribe((state) => {
      if (state.document === before.document) return;
      const now = momentOf(state);
      const words = editWords(before, now);
      before = now;
      if (words !== '') say(words);
    });
  }, [store]);
  useTellShown();
  return <VisuallyHidden role="status">{text}</VisuallyHidden>;
}

/** Says which drawing is shown when it is another one, unless the focus is on its tab, which says so itself. */
function useTellShown(): void {
  const active = useWorkspaces((s) => s.active);
  const told = useRef(active);
  useEffect(() => {
    if (told.current === active) return;
    told.current = active;
    if (document.activeElement?.matches('[role="tab"][data-tab]')) return;
    const { open } = workspaces.getState();
    const title = leadStore.getState().document.title || 'Untitled';
    const place = open.findIndex(({ id }) => id === active) + 1;
    say(`${title} is shown, tab ${place} of ${open.length}.`);
  }, [active]);
}

const momentOf = (state: State): Moment => ({
  document: state.document,
  past: state.past,
  future: state.future,
  shapes: levelOf(state).shapes,
});
