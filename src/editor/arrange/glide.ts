// Cards on their way to new places. The document has the new places at once; this holds where the cards are shown until
// they are there, so that the eye can follow them.
import { create } from 'zustand';
import type { Layout, Point } from '../../graph/document';
import type { NodeId } from '../../lib/ids';
import type { PaneStore } from '../../store/panes';

interface Glide {
  /** The pane whose cards are on their way. */
  readonly store: PaneStore | undefined;
  readonly places: Layout;
}

const nowhere: Layout = new Map();
const useGlides = create<Glide>()(() => ({ store: undefined, places: nowhere }));

/** Milliseconds. */
export const glideTime = 300;
/** With more cards than that a browser drops frames, and a jump is calmer. */
const mostCards = 200;

/** Where cards of a pane are shown meanwhile; empty while none is on its way. */
export const useGlide = (store: PaneStore): Layout =>
  useGlides((s) => (s.store === store ? s.places : nowhere));

/** Makes a change of places, and shows the cards move to them, unless the user wants no motion. */
export function glideThrough(store: PaneStore, from: Layout, to: Layout, change: () => void): void {
  if (to.size > mostCards || window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    change();
    return;
  }
  const at = (share: number): Layout =>
    new Map([...to].map(([id, end]): [NodeId, Point] => [id, between(from.get(id) ?? end, end, share)]));
  useGlides.setState({ store, places: at(0) });
  change();
  const started = performance.now();
  const step = () => {
    // Whoever drags, undoes or opens something meanwhile sees that.
    const share = Math.min(1, (performance.now() - started) / glideTime);
    if (share === 1) useGlides.setState({ store: undefined, places: nowhere });
    else {
      useGlides.setState({ store, places: at(eased(share)) });
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
}

const eased = (share: number): number => 1 - (1 - share) ** 3;

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
