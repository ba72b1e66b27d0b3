// Cards on their way to new places. The document has the new places at once; this holds where the cards are shown until
// they are there, so that the eye can follow them.
import { create } from 'zustand';
import { type Annotations, boxOfAnnotation } from '../../graph/annotations';
import type { Layout } from '../../graph/layout';
import type { AnnotationId, NodeId } from '../../lib/ids';
import type { Box, Point } from '../../lib/turned';
import type { PaneStore } from '../../store/panes';
import type { HeldAnnotations } from '../notes/annotationFlow';

interface Glide {
  /** The pane whose cards are on their way. */
  readonly store: PaneStore | undefined;
  readonly places: Layout;
  readonly notes: HeldAnnotations;
}

const nowhere: Layout = new Map();
const noNotes: HeldAnnotations = new Map();
const none: Glide = { store: undefined, places: nowhere, notes: noNotes };
const useGlides = create<Glide>()(() => none);

/** Milliseconds. */
export const glideTime = 300;
/** With more cards than that a browser drops frames, and a jump is calmer. */
const mostCards = 200;

/** Where cards of a pane are shown meanwhile; empty while none is on its way. */
export const useGlide = (store: PaneStore): Layout =>
  useGlides((s) => (s.store === store ? s.places : nowhere));

/** Where its notes and frames are shown meanwhile. */
export const useGlideOfNotes = (store: PaneStore): HeldAnnotations =>
  useGlides((s) => (s.store === store ? s.notes : noNotes));

export interface Journey {
  readonly from: Layout;
  readonly to: Layout;
  readonly annotations: Annotations;
  /** What notes and frames come to. */
  readonly along: ReadonlyMap<AnnotationId, Box>;
}

/** Makes a change of places, and shows the cards move to them, unless the user wants no motion. */
export function glideThrough(store: PaneStore, journey: Journey, change: () => void): void {
  if (journey.to.size > mostCards || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    change();
    return;
  }
  useGlides.setState({ store, ...at(journey, 0) });
  change();
  const started = performance.now();
  const step = () => {
    // Whoever drags, undoes or opens something meanwhile sees that.
    const share = Math.min(1, (performance.now() - started) / glideTime);
    if (share === 1) useGlides.setState(none);
    else {
      useGlides.setState({ store, ...at(journey, eased(share)) });
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
}

function at({ from, to, annotations, along }: Journey, share: number): Omit<Glide, 'store'> {
  const places = new Map(
    [...to].map(([id, end]): [NodeId, Point] => [id, between(from.get(id) ?? end, end, share)]),
  );
  const notes = new Map(
    [...along].map(([id, end]) => {
      const of = annotations.get(id);
      const start = of ? boxOfAnnotation(of) : end;
      const width = start.width + (end.width - start.width) * share;
      const height = start.height + (end.height - start.height) * share;
      return [id, { at: between(start, end, share), width, height }] as const;
    }),
  );
  return { places, notes };
}

const eased = (share: number): number => 1 - (1 - share) ** 3;

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
