// The table of costs, and the cards' colours by them, as keys and menus ask for them.
import type { Tint } from '../../store/state';
import { useStore } from '../../store/store';

const now = () => useStore.getState();

/** Opens the table of costs, or leads from it back to the inspector. */
export function toggleCosts(): void {
  const { sidePanel, sideOpen, setView } = now();
  setView({ sidePanel: sideOpen && sidePanel === 'costs' ? 'inspector' : 'costs', sideOpen: true });
}

const tintTurn: readonly Tint[] = ['none', 'weights', 'macs', 'memory'];

/** Colours the cards by the next figure in turn. */
export function nextTint(): void {
  const { tint, setView } = now();
  setView({ tint: tintTurn[(tintTurn.indexOf(tint) + 1) % tintTurn.length] ?? 'none' });
}
