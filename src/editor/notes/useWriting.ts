// Writing a note or frame in place: whether one is, what each key changes, and how it ends.
import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { AnnotationChange } from '../../graph/annotations';
import type { AnnotationId } from '../../lib/ids';
import { levelOf } from '../../store/level';
import { usePaneStore } from '../../store/store';
import { grid } from '../flow';
import { comeNear } from './comeNear';
import { stopEditing, useEditing } from './editing';
import { tickTask, writeAnnotation } from './noteCommands';
import { focusAnnotationSoon } from './walk';

export interface Writing {
  readonly active: boolean;
  readonly write: (change: Pick<AnnotationChange, 'text' | 'title'>) => void;
  /** Ends it; asked by a key, the focus goes back to the note. */
  readonly leave: (event?: KeyboardEvent) => void;
  /** After writing, makes a note as high as its drawn text needs; part of the same step of history. */
  readonly grow: (drawn: HTMLElement) => void;
  /** Ticks a box of the text, by its number from 0 on, or takes the tick away. */
  readonly tick: (box: number) => void;
  /** Ends it when the focus goes elsewhere than to the other field. */
  readonly leaveUnlessWithin: (event: FocusEvent) => void;
}

export function useWriting(id: AnnotationId): Writing {
  const store = usePaneStore();
  const active = useEditing((s) => s.id === id && s.store === store);
  const written = useRef(false);
  if (active) written.current = true;
  useEffect(() => (active ? comeNear(store, id) : undefined), [active, store, id]);
  return useMemo(() => {
    const leave = (event?: KeyboardEvent) => {
      stopEditing();
      if (!event) return;
      event.preventDefault();
      event.stopPropagation();
      requestAnimationFrame(() => focusAnnotationSoon(id));
    };
    return {
      active,
      write: (change) => writeAnnotation(store, id, change),
      leave,
      grow: ({ parentElement: body }) => {
        if (!written.current || !body) return;
        written.current = false;
        const over = body.scrollHeight - body.clientHeight;
        const height = levelOf(store.getState()).annotations?.get(id)?.height;
        if (over > 1 && height !== undefined)
          writeAnnotation(store, id, { height: Math.ceil((height + over) / grid) * grid });
      },
      tick: (box) => void tickTask(store, id, box),
      leaveUnlessWithin: ({ currentTarget, relatedTarget }) => {
        const form = currentTarget.parentElement;
        if (!(relatedTarget instanceof Node && form?.contains(relatedTarget))) leave();
      },
    };
  }, [active, store, id]);
}
