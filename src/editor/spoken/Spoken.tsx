// The live region for what happens on the canvas without the focus moving.
import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { levelOf } from '../../store/level';
import type { State } from '../../store/state';
import { usePaneStore } from '../../store/store';
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
  return <VisuallyHidden role="status">{text}</VisuallyHidden>;
}

const momentOf = (state: State): Moment => ({
  document: state.document,
  past: state.past,
  future: state.future,
  shapes: levelOf(state).shapes,
});
