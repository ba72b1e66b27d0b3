// Going on with an ended run, for the command menu.
import { goOnTrouble, placeOf, resumableIn } from '../../store/goOn';
import { useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { waysOn } from './goOnWords';
import { goOn } from './startTraining';

/** The first of the ways on that the run's panel offers. */
function wayOn() {
  const found = resumableIn(useStore.getState());
  if (!found) return undefined;
  const { run, checkpoint } = found;
  const plain = { label: `Go on from ${placeOf(checkpoint)}`, settings: {} };
  return run.state === 'failed' ? (waysOn(run.failure, checkpoint)[0] ?? plain) : plain;
}

export const goOnActions: readonly Action[] = [
  {
    id: 'train.goOn',
    group: 'Train',
    title: () => wayOn()?.label ?? 'Go on with the last run',
    words: 'resume continue checkpoint weights epochs',
    help: 'Goes on where the last run left its weights, with the optimiser’s memory.',
    blocked: () => goOnTrouble(useStore.getState()),
    run: () => {
      const way = wayOn();
      if (way) goOn(way);
    },
  },
];
