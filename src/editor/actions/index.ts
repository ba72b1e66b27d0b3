// The one list of all actions; each folder of the editor brings its own. Of two that share a key the first that is not
// blocked has it.
import { alignActions } from '../align/alignActions';
import { arrangeActions } from '../arrange/arrangeActions';
import { canvasActions } from '../canvas/canvasActions';
import { clipboardActions } from '../clipboard/clipboardActions';
import { commandMenuActions } from '../commandMenu/actions';
import { compareActions } from '../compare/actions';
import { drawActions } from '../draw/drawActions';
import { fileActions } from '../files/actions';
import { regionActions } from '../keyboard/regionActions';
import { moduleActions } from '../modules/actions';
import { noteActions } from '../notes/actions';
import { offlineActions } from '../offline/offlineActions';
import { outlineActions } from '../outline/actions';
import { problemActions } from '../problems/actions';
import { runActions } from '../run/actions';
import { shareActions } from '../share/shareActions';
import { showActions } from '../show/actions';
import { tabActions } from '../tabs/tabActions';
import { tourActions } from '../tour/tourActions';
import { versionActions } from '../versions/actions';
import type { Action } from './action';
import { editActions } from './editActions';
import { viewActions } from './viewActions';

export const actions: readonly Action[] = [
  ...fileActions,
  ...showActions,
  ...shareActions,
  ...tabActions,
  ...versionActions,
  ...noteActions,
  ...editActions,
  ...clipboardActions,
  ...alignActions,
  ...canvasActions,
  ...arrangeActions,
  ...drawActions,
  ...moduleActions,
  ...commandMenuActions,
  ...viewActions,
  ...regionActions,
  ...outlineActions,
  ...problemActions,
  ...runActions,
  ...compareActions,
  ...tourActions,
  ...offlineActions,
];
