// The tour, as an action.
import type { Action } from '../actions/action';
import { startTour } from './tourState';

export const tourAction: Action = {
  id: 'help.tour',
  group: 'Help',
  title: 'Take the tour',
  words: 'introduction guide help learn start tutorial two minutes first',
  run: startTour,
};

export const tourActions: readonly Action[] = [tourAction];
