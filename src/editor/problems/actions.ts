// The problems panel, as an action.
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { activePaneElement } from '../canvas/paneFlows';
import { focusSoon } from '../keyboard/focusSoon';
import { stopsIn } from '../keyboard/stops';

const isShown = (): boolean => {
  const { sidePanel, sideOpen } = useStore.getState();
  return sideOpen && sidePanel === 'problems';
};

/** Opens the panel, or leads from it back to the inspector. */
export function toggleProblems(): void {
  useStore.getState().setView({ sidePanel: isShown() ? 'inspector' : 'problems', sideOpen: true });
}

const panel = (): HTMLElement | null => document.querySelector('section[aria-label="Problems"]');

/** By key the focus goes to the first problem, and from the panel back to the canvas. */
function goToProblems(): void {
  const within = panel()?.contains(document.activeElement);
  toggleProblems();
  if (isShown()) focusSoon(() => panel()?.querySelector<HTMLElement>('button:not([aria-disabled="true"])'));
  else if (within) {
    const pane = activePaneElement();
    if (pane) stopsIn(pane)[0]?.focus();
  }
}

export const problemsAction: Action = {
  id: 'view.problems',
  group: 'View',
  title: 'Show the problems, or hide them',
  words: 'errors faults warnings mend fix misfits',
  keys: ['P'],
  run: goToProblems,
};

export const problemActions: readonly Action[] = [problemsAction];
