// What is shown and how: panels, colours, the window onto the drawing, the theme, and help.
import { useStore } from '../../store/store';
import { activeFlow } from '../canvas/paneFlows';
import { calmly, showWhole } from '../canvas/useView';
import { chooseColourScheme } from '../colourScheme';
import { nextTint, toggleCosts } from '../costs/costCommands';
import { focusSoon } from '../keyboard/focusSoon';
import { showLeftPanel } from '../outline/leftPanel';
import { requestSearch, showDialog } from '../overlays';
import type { Action } from './action';

const now = () => useStore.getState();

export const searchLayersAction: Action = {
  id: 'draw.searchLayers',
  group: 'Draw',
  title: 'Search the layers',
  help: 'Search the layers; arrow keys choose, Enter adds',
  words: 'palette add find',
  keys: ['/'],
  run: () => {
    showLeftPanel('layers');
    requestSearch();
  },
};

export const fitAction: Action = {
  id: 'view.fit',
  group: 'View',
  title: 'Fit the drawing into view',
  words: 'zoom all whole centre',
  keys: ['F'],
  run: () => {
    const pane = activeFlow();
    if (pane) showWhole(pane);
  },
};

const zoomInAction: Action = {
  id: 'view.zoomIn',
  group: 'View',
  title: 'Zoom in',
  words: 'larger magnify',
  run: () => void activeFlow()?.flow.zoomIn(calmly()),
};

const zoomOutAction: Action = {
  id: 'view.zoomOut',
  group: 'View',
  title: 'Zoom out',
  words: 'smaller',
  run: () => void activeFlow()?.flow.zoomOut(calmly()),
};

const costsAction: Action = {
  id: 'view.costs',
  group: 'View',
  title: 'Show the table of costs, or hide it',
  words: 'weights parameters MACs FLOPs memory count totals',
  keys: ['T'],
  run: toggleCosts,
};

export const tintAction: Action = {
  id: 'view.tint',
  group: 'View',
  title: 'Colour the cards by the next figure',
  help: 'Colour the cards by weights, MACs, memory or nothing in turn',
  words: 'heat tint weights MACs memory',
  keys: ['H'],
  run: nextTint,
};

const paletteAction: Action = {
  id: 'view.palette',
  group: 'View',
  title: () => (now().paletteOpen ? 'Hide the panel on the left' : 'Show the panel on the left'),
  words: 'palette layers sidebar',
  run: () => now().setView({ paletteOpen: !now().paletteOpen }),
};

const sideAction: Action = {
  id: 'view.side',
  group: 'View',
  title: () => (now().sideOpen ? 'Hide the panel on the right' : 'Show the panel on the right'),
  words: 'inspector details data sidebar',
  run: () => now().setView({ sideOpen: !now().sideOpen }),
};

const dataAction: Action = {
  id: 'view.data',
  group: 'View',
  title: 'Show the data',
  words: 'images data set samples classes load files',
  run: () => {
    now().setView({ sideOpen: true, sidePanel: 'data' });
    focusSoon(() => document.querySelector<HTMLElement>('section[aria-label="Data"] input:enabled'));
  },
};

const schemes = [
  { scheme: 'light', title: 'Use the light theme', words: 'bright white day appearance colours mode' },
  { scheme: 'dark', title: 'Use the dark theme', words: 'black night appearance colours mode' },
  { scheme: 'auto', title: 'Use the theme of the system', words: 'appearance colours light dark mode auto' },
] as const;

const schemeActions: readonly Action[] = schemes.map(({ scheme, title, words }) => ({
  id: `view.theme.${scheme}`,
  group: 'View',
  title,
  words,
  run: () => chooseColourScheme(scheme),
}));

export const shortcutsAction: Action = {
  id: 'help.shortcuts',
  group: 'Help',
  title: 'Show the keyboard shortcuts',
  words: 'keys help map',
  keys: ['?'],
  run: () => showDialog({ type: 'shortcuts' }),
};

export const viewActions: readonly Action[] = [
  searchLayersAction,
  fitAction,
  zoomInAction,
  zoomOutAction,
  costsAction,
  tintAction,
  paletteAction,
  sideAction,
  dataAction,
  ...schemeActions,
  shortcutsAction,
];
