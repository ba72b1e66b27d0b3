// Training and the history of runs, as actions.
import { togetherUnderWay } from '../../store/busy';
import { isComparing } from '../../store/comparing';
import { comparing, leadStore } from '../../store/store';
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';
import { useAugmentPanel } from './augmentPanel';
import { goOnActions } from './goOnAction';
import { startTraining } from './startTraining';

const run = () => leadStore.getState().run;
const underWay = (): boolean => {
  const state = run()?.state;
  return state === 'preparing' || state === 'training' || state === 'paused';
};
const idle = (): string | undefined => (underWay() ? undefined : 'No training is under way.');

const trainAction: Action = {
  id: 'train.start',
  group: 'Train',
  title: () => (run() ? 'Train again' : 'Train the network'),
  words: 'run fit learn start epochs',
  blocked: () => {
    if (underWay() || togetherUnderWay(comparing.getState())) return 'A training is under way.';
    return isComparing(comparing.getState())
      ? 'Designs that stand side by side are trained together: press “Train all”.'
      : undefined;
  },
  run: startTraining,
};

const pauseAction: Action = {
  id: 'train.pause',
  group: 'Train',
  title: 'Pause training',
  blocked: () => idle() ?? (run()?.state === 'training' ? undefined : 'It is not training just now.'),
  run: () => leadStore.getState().pauseRun(),
};

const resumeAction: Action = {
  id: 'train.resume',
  group: 'Train',
  title: 'Resume training',
  words: 'continue',
  blocked: () => idle() ?? (run()?.state === 'paused' ? undefined : 'It is not paused.'),
  run: () => leadStore.getState().resumeRun(),
};

const stopAction: Action = {
  id: 'train.stop',
  group: 'Train',
  title: 'Stop training',
  words: 'end cancel abort',
  blocked: idle,
  run: () => leadStore.getState().stopRun(),
};

const augmentAction: Action = {
  id: 'train.augment',
  group: 'Train',
  title: 'Augment the training images',
  words: 'mirror flip shift crop rotate turn brightness contrast cutout augmentation',
  blocked: () => (underWay() ? 'Settings are fixed while a run is on.' : undefined),
  run: () => {
    leadStore.getState().setView({ dockOpen: true });
    useAugmentPanel.setState({ open: true });
  },
};

export const historyAction: Action = {
  id: 'train.history',
  group: 'Train',
  title: 'Open the history of runs',
  words: 'curves earlier results accuracy compare',
  keys: ['R'],
  run: () => showDialog({ type: 'history' }),
};

export const runActions: readonly Action[] = [
  trainAction,
  pauseAction,
  resumeAction,
  stopAction,
  augmentAction,
  ...goOnActions,
  historyAction,
];
