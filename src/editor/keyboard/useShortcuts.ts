// Keys that work wherever the focus is. In a text that is being written they leave to the browser what is the
// browser's: letters, and undo within the text.
import { useEffect } from 'react';
import { levelNow } from '../../store/derive';
import type { PaneId } from '../../store/panes';
import { comparing, useStore } from '../../store/store';
import { actionOfPress, type KeyPlace } from '../actions/chord';
import { actions } from '../actions/index';
import { activeFlow } from '../canvas/paneFlows';
import { fitOptions, showNode } from '../canvas/useView';
import { nextTint, toggleCosts } from '../commands';
import { chooseFile } from '../files/chooseFile';
import { save } from '../files/fileActions';
import { makeModuleOfSelected, ungroupSelected } from '../modules/moduleActions';
import { requestSearch, showDialog, useOverlays } from '../overlays';

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || useOverlays.getState().dialog) return;
      const mod = event.ctrlKey || event.metaKey;
      const own = event.altKey ? undefined : mod ? modified(event) : plain(event);
      const act = own ?? actionOfPress(actions, event, placeOf(event.target))?.run;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function modified(event: KeyboardEvent): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const { undo, redo, select } = useStore.getState();
  if (key === 's' && !event.shiftKey) return () => void save();
  if (key === 'o') return chooseFile;
  if (key === 'k') return openPalette;
  if (writesText(event.target)) return undefined;
  if (key === 'z') return event.shiftKey ? redo : undo;
  if (key === 'y') return redo;
  if (key === 'g') return event.shiftKey ? ungroupSelected : makeModuleOfSelected;
  return key === 'a' && !inControl(event.target) ? () => select(levelNow().graph.nodes.keys()) : undefined;
}

const fit = (): void => void activeFlow()?.flow.fitView(fitOptions());

function plain(event: KeyboardEvent): (() => void) | undefined {
  if (inControl(event.target)) return undefined;
  const pane = paneOfKey(event.key);
  if (pane) return () => goToPane(pane);
  switch (event.key) {
    case '/':
      return openPalette;
    case '?':
      return () => showDialog({ type: 'shortcuts' });
    case 'g':
    case 'G':
      return () => showDialog({ type: 'gallery' });
    case 'r':
    case 'R':
      return () => showDialog({ type: 'history' });
    case 'b':
    case 'B':
      return () => showDialog({ type: 'compare' });
    case 't':
    case 'T':
      return toggleCosts;
    case 'h':
    case 'H':
      return nextTint;
    case 'f':
    case 'F':
      return fit;
    default:
      return undefined;
  }
}

/** While designs stand side by side, a digit leads to one of them. */
function paneOfKey(key: string): PaneId | undefined {
  const { panes } = comparing.getState();
  return panes.length > 1 ? panes[Number(key) - 1]?.id : undefined;
}

function goToPane(pane: PaneId): void {
  comparing.getState().activate(pane);
  const [chosen] = useStore.getState().selectedNodes;
  const node = chosen ?? levelNow().graph.nodes.keys().next().value;
  if (node !== undefined) showNode(node);
}

function openPalette(): void {
  useStore.getState().setView({ paletteOpen: true });
  requestSearch();
}

const textual = 'textarea, [contenteditable], input:not([type="checkbox"]):not([type="radio"])';

const inControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(textual) !== null;

/** A parameter's field is no text: undo there takes back the last change of the drawing. */
const writesText = (target: EventTarget | null): boolean =>
  inControl(target) && target instanceof Element && target.closest('[data-field]') === null;

function placeOf(target: EventTarget | null): KeyPlace {
  if (inControl(target)) return 'writing';
  return target instanceof Element && target.closest('[data-canvas]') ? 'canvas' : 'elsewhere';
}
