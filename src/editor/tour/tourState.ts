// Where the tour is, and whether it was offered in this browser before: it is offered once, and found in Help after that.
import { create } from 'zustand';

interface TourState {
  /** The place in the list of steps; undefined where no tour is under way. */
  readonly at: number | undefined;
  readonly offered: boolean;
}

const seenKey = 'convas-tour';

function seenBefore(): boolean {
  try {
    return localStorage.getItem(seenKey) !== null;
  } catch {
    // Where nothing can be remembered it would be offered for ever.
    return true;
  }
}

export const useTour = create<TourState>()(() => ({ at: undefined, offered: !seenBefore() }));

/** Not offered again; it stays in the menus. */
export function declineTour(): void {
  useTour.setState({ offered: false });
  try {
    localStorage.setItem(seenKey, 'yes');
  } catch {
    // Then it is remembered as long as the page stands.
  }
}

export function startTour(): void {
  declineTour();
  useTour.setState({ at: 0 });
}

export const goToStep = (at: number): void => useTour.setState({ at });
export const endTour = (): void => useTour.setState({ at: undefined });
