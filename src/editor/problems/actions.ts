// The problems panel, as an action.
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';

/** Opens the panel, or leads from it back to the inspector. */
export function toggleProblems(): void {
  const { sidePanel, sideOpen, setView } = useStore.getState();
  const shown = sideOpen && sidePanel === 'problems';
  setView({ sidePanel: shown ? 'inspector' : 'problems', sideOpen: true });
}

export const problemsAction: Action = {
  id: 'view.problems',
  group: 'View',
  title: 'Show the problems, or hide them',
  words: 'errors faults warnings mend fix misfits',
  keys: ['P'],
  run: toggleProblems,
};

export const problemActions: readonly Action[] = [problemsAction];
