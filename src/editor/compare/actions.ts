// Designs side by side, as actions: opening one more, and going from one to another.
import { levelNow } from '../../store/derive';
import { paneIds } from '../../store/panes';
import { comparing, useStore } from '../../store/store';
import type { Action } from '../actions/action';
import { showNode } from '../canvas/useView';
import { showDialog } from '../overlays';

export const compareAction: Action = {
  id: 'compare.open',
  group: 'Compare',
  title: 'Put another design beside this one',
  help: 'Put another design beside this one: a twin, a template, a demonstration',
  words: 'compare twin pane split demonstration versions',
  keys: ['B'],
  run: () => showDialog({ type: 'compare' }),
};

const paneAt = (place: number) => {
  const { panes } = comparing.getState();
  return panes.length > 1 ? panes[place] : undefined;
};

/** While designs stand side by side, a digit leads to one of them. */
const goToPane = (place: number): Action => ({
  id: `compare.go${place + 1}`,
  group: 'Compare',
  title: () => {
    const pane = paneAt(place);
    const title = pane?.store.getState().document.title;
    return `Go to design ${pane?.id ?? paneIds[place]}${title ? `, ${title}` : ''}`;
  },
  help: 'Go to one of the designs that stand side by side',
  words: 'pane',
  keys: [String(place + 1)],
  blocked: () => (paneAt(place) ? undefined : 'No such design stands here.'),
  run: () => {
    const pane = paneAt(place);
    if (!pane) return;
    comparing.getState().activate(pane.id);
    const [chosen] = useStore.getState().selectedNodes;
    const node = chosen ?? levelNow().graph.nodes.keys().next().value;
    if (node !== undefined) showNode(node);
  },
});

export const compareActions: readonly Action[] = [
  compareAction,
  ...paneIds.map((_, place) => goToPane(place)),
];
