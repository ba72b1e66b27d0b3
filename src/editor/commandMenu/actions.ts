// The way to the command menu.
import type { Action } from '../actions/action';
import { showDialog } from '../overlays';
import { gatherTyping } from './typedAhead';

export const commandMenuAction: Action = {
  id: 'go.commands',
  group: 'Go',
  title: 'Search everything',
  help: 'Search everything: actions, layers, nodes, templates, settings',
  words: 'command menu palette find quick open',
  keys: ['Mod+K'],
  keysIn: 'writing',
  run: () => {
    gatherTyping();
    showDialog({ type: 'commands' });
  },
};

export const commandMenuActions: readonly Action[] = [commandMenuAction];
