// Puts tabs in order by dragging: the row is in its new order at once, while the button is still held.
import { type PointerEvent, type RefObject, useRef } from 'react';
import { workspaces } from '../../store/store';

/** Pixels that the pointer must travel before a press is a drag. */
const slack = 5;

export function useTabDrag(row: RefObject<HTMLElement | null>) {
  const held = useRef<{ readonly id: string; readonly from: number; moving: boolean }>(undefined);
  const end = () => {
    held.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const tab = event.target instanceof Element && event.target.closest<HTMLElement>('[role="tab"]');
      const id = tab ? tab.dataset.tab : undefined;
      if (event.button === 0 && id !== undefined) held.current = { id, from: event.clientX, moving: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const drag = held.current;
      if (!drag || !row.current) return;
      if (event.buttons === 0) return end();
      if (!drag.moving && Math.abs(event.clientX - drag.from) < slack) return;
      if (!drag.moving) event.currentTarget.setPointerCapture(event.pointerId);
      drag.moving = true;
      const tabs = [...row.current.querySelectorAll<HTMLElement>('[role="tab"]')];
      const others = tabs.filter(({ dataset }) => dataset.tab !== drag.id);
      const before = others.filter((tab) => {
        const { left, width } = tab.getBoundingClientRect();
        return left + width / 2 < event.clientX;
      });
      workspaces.move(drag.id, before.length);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
