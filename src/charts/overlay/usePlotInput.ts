// Pointer and keyboard on the plot: what is pointed at is read, a drag zooms, a double click or Escape shows all again.
import { type HTMLAttributes, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { indexAt } from './overlay';
import type { Scene } from './scene';
import type { SharedView } from './useSharedView';
import { dragged, zoomKey } from './zoom';

export interface PlotInputRequest {
  readonly scene: Scene;
  /** Every x at which a run has a point; asked for by keys alone, for it is long. */
  readonly places: () => Float64Array;
  readonly view: SharedView;
  readonly change: (part: Partial<SharedView>) => void;
}

export interface PlotInput {
  readonly handlers: HTMLAttributes<HTMLElement>;
  readonly zoomed: boolean;
  /** What a drag has selected so far, in the unit of the axis. */
  readonly selection: readonly [number, number] | undefined;
  /** Whether the place that is read was reached by keys. */
  readonly byKey: boolean;
  /** As if the key had been pressed; false where it means nothing. */
  readonly press: (key: string) => boolean;
}

/** Pixels before a press counts as a drag. */
const dragFrom = 4;

export function usePlotInput({ scene, places, view, change }: PlotInputRequest): PlotInput {
  const [selection, setSelection] = useState<readonly [number, number]>();
  const [byKey, setByKey] = useState(false);
  const pressed = useRef<number>(undefined);
  const full = scene.full;
  const zoomed = scene.x[0] !== full[0] || scene.x[1] !== full[1];
  const at = (event: PointerEvent<HTMLElement>): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const { box, x } = scene;
    const share = (event.clientX - left - box.left) / (box.right - box.left);
    return x[0] + Math.min(1, Math.max(0, share)) * (x[1] - x[0]);
  };
  const press = (key: string): boolean => {
    const zoom = zoomKey(key, scene.x, full);
    if (zoom === 'none') return false;
    change({ zoom });
    return true;
  };
  const read = (by: -1 | 1) => {
    const [from, to] = scene.x;
    const now = view.cursor ?? (by > 0 ? from - 1e-9 : to);
    const all = places();
    const i = indexAt(all, now);
    // Between two points, a step back reads the one before.
    const next = by > 0 ? all[i + 1] : all[all[i] === now ? i - 1 : i];
    if (next === undefined || next > to || next < from) return;
    setByKey(true);
    change({ cursor: next });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && !zoomed && view.cursor === undefined) return;
    const arrow = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
    if (event.shiftKey && arrow) read(arrow);
    else if (!press(event.key)) return;
    if (event.key === 'Escape') change({ cursor: undefined });
    // The canvas of the drawing has keys of its own.
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    setByKey(false);
    const cursor = at(event);
    change({ cursor });
    const start = pressed.current;
    if (start === undefined) return;
    const far = Math.abs(scene.toX(cursor) - scene.toX(start)) >= dragFrom;
    setSelection(far ? [Math.min(start, cursor), Math.max(start, cursor)] : undefined);
  };
  const end = () => {
    pressed.current = undefined;
    setSelection(undefined);
  };
  return {
    zoomed,
    selection,
    byKey,
    press,
    handlers: {
      onKeyDown,
      onPointerMove,
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        pressed.current = at(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerUp: () => {
        const zoom = selection && dragged(selection[0], selection[1], full);
        if (zoom) change({ zoom });
        end();
      },
      onPointerCancel: end,
      onPointerLeave: () => change({ cursor: undefined }),
      onDoubleClick: () => change({ zoom: undefined }),
      onBlur: () => {
        if (byKey) change({ cursor: undefined });
      },
    },
  };
}
