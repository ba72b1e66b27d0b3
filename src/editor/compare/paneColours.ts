// The colour of each pane's letter, which is that of its lines in the charts. A pane is never told by colour alone: its
// letter stands wherever its colour does.
import { type PaneId, paneIds } from '../../store/panes';

/** Index of a pane's colour in the charts. */
export const colourIndex = (pane: string): number =>
  Math.max(0, (paneIds as readonly string[]).indexOf(pane));

export const paneColour = (pane: PaneId): string => `var(--chart-run-${colourIndex(pane) + 1})`;
