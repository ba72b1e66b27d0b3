// Follows what a step speaks of: cards move, panels open and the drawing is panned while the tour goes on, and whether
// the step was done shows in many stores. So it is looked at once a frame, and drawn only when something is different.
import { type CSSProperties, type RefObject, useEffect, useState } from 'react';
import { activePaneElement } from '../canvas/paneFlows';
import { type Box, placeBelow, placeCard } from './place';
import type { Step } from './step';

interface Places {
  /** Round the target; undefined while it is not on the screen. */
  readonly light: CSSProperties | undefined;
  readonly place: CSSProperties;
  readonly done: boolean;
}

/** `ready`: the window is as the step wants it; only then can it have been done. */
export function usePlaces(step: Step, card: RefObject<HTMLElement | null>, ready: boolean): Places {
  const [places, setPlaces] = useState<Places>({
    light: undefined,
    place: { visibility: 'hidden' },
    done: false,
  });
  useEffect(() => {
    let frame = 0;
    let last = '';
    const look = () => {
      frame = requestAnimationFrame(look);
      if (!card.current) return;
      const seen = placesOf(step, card.current, ready);
      const text = JSON.stringify(seen);
      if (text === last) return;
      last = text;
      setPlaces(seen);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [step, card, ready]);
  return places;
}

/** Pixels between a target and the light's edge. */
const margin = 4;

function placesOf(step: Step, card: HTMLElement, ready: boolean): Places {
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const window = { width: innerWidth, height: innerHeight };
  const target = boxOf(step.target());
  const canvas = boxOf(activePaneElement() ?? undefined) ?? { left: 0, top: 0, ...window };
  const place =
    step.place === 'below' || !target
      ? placeBelow(canvas, size, window, target)
      : placeCard(target, size, window);
  return { light: target && lightRound(target), place, done: ready && step.done?.() === true };
}

const lightRound = ({ left, top, width, height }: Box): CSSProperties => ({
  left: left - margin,
  top: top - margin,
  width: width + 2 * margin,
  height: height + 2 * margin,
});

function boxOf(element: Element | undefined): Box | undefined {
  const box = element?.getBoundingClientRect();
  if (!box || box.width === 0) return undefined;
  const whole = (value: number): number => Math.round(value);
  return { left: whole(box.left), top: whole(box.top), width: whole(box.width), height: whole(box.height) };
}
