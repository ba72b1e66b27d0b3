// What can be done with runs of the history, whichever control asks for it: bring back a design, delete, name, export.
import { curvesCsv } from '../../charts/export/curvesCsv';
import { curvesSvg } from '../../charts/export/curvesSvg';
import type { Document } from '../../graph/document';
import type { RunId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import { documentOf } from '../../store/documentText';
import { history } from '../../store/history/history';
import type { Marks } from '../../store/history/keptRun';
import { labelOf } from '../../store/history/listRuns';
import { trainingOf } from '../../store/runOrder';
import type { RunRecord } from '../../training/record';
import { openBeside } from '../compare/compareActions';
import { openDesign } from '../files/fileActions';
import { saveAs, stemOf } from '../files/saveTarget';
import { closeDialog } from '../overlays';
import { hush, refuse, say } from './notice';
import { csvOf, overlayOf, type Shown, shownRuns, unitOfRun } from './overlayOf';
import { focusRowSoon } from './rowFocus';

/** The design of a run, with the settings, data set and seed that it was trained with. */
export function designOf(record: RunRecord): Result<Document, string> {
  try {
    const document = documentOf(record.design);
    return ok({ ...document, training: trainingOf(record.settings, record.data.id) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return err(`The design kept with this run cannot be read: ${why}`);
  }
}

export function reopen(record: RunRecord): void {
  const design = designOf(record);
  if (!design.ok) {
    refuse(design.error);
    return;
  }
  closeDialog();
  openDesign(labelOf(record), design.value);
}

export function reopenBeside(record: RunRecord): void {
  const design = designOf(record);
  if (!design.ok) {
    refuse(design.error);
    return;
  }
  closeDialog();
  openBeside(design.value);
}

export async function markRuns(ids: readonly RunId[], change: Partial<Marks>): Promise<void> {
  const marked = await history.getState().mark(ids, change);
  if (!marked.ok) refuse(marked.error);
}

/** Gives each run the tags that are new and takes from each those that are gone; others of its own stay. */
export async function retag(
  records: readonly RunRecord[],
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  for (const { id, tags } of records) {
    const kept = tags.filter((tag) => after.includes(tag) || !before.includes(tag));
    await markRuns([id], { tags: [...kept, ...after.filter((tag) => !kept.includes(tag))] });
  }
}

/** Deletes runs, and offers the way back for a while. */
export async function removeRuns(records: readonly RunRecord[]): Promise<void> {
  const [first] = records;
  if (!first) return;
  const removed = await history.getState().remove(records.map(({ id }) => id));
  if (!removed.ok) {
    refuse(removed.error);
    return;
  }
  const { count, undo } = removed.value;
  if (count === 0) {
    refuse('A run in training cannot be deleted: stop it first.');
    return;
  }
  const takeBack = async (): Promise<void> => {
    hush();
    const back = await undo();
    if (back.ok) focusRowSoon(first.id);
    else refuse(back.error);
  };
  const message = count === 1 ? `Deleted the run “${labelOf(first)}”.` : `Deleted ${count} runs.`;
  say({ message, bad: false, undo: takeBack });
}

/** Of all chosen runs, with the curves of those that are still being read. */
async function chosenRuns(): Promise<readonly Shown[]> {
  const { chosen, runs, traceOf } = history.getState();
  const traces = await Promise.all(chosen.map(async ({ id }) => [id, await traceOf(id)] as const));
  return shownRuns(chosen, (id) => runs.get(id)?.record, new Map(traces));
}

const nameOf = (shown: readonly Shown[]): string => {
  const [first] = shown;
  return shown.length === 1 && first ? stemOf(labelOf(first.record)) : `${shown.length}-runs`;
};

export async function exportCsv(): Promise<void> {
  const shown = await chosenRuns();
  saveAs(`${nameOf(shown)}.curves.csv`, curvesCsv(csvOf(shown, Date.now())), 'text/csv');
}

export async function exportSvg(figure: 'loss' | 'metric'): Promise<void> {
  const shown = await chosenRuns();
  const [first] = shown;
  if (!first) return;
  const title = `${figure === 'loss' ? 'Loss' : 'Metric'}, ${shown.length === 1 ? labelOf(first.record) : `${shown.length} runs`}`;
  const unit = figure === 'metric' ? { unit: unitOfRun(first.record) } : {};
  const svg = curvesSvg(overlayOf(shown, Date.now()), { title, figure, smoothing: 0.8, width: 860, ...unit });
  saveAs(`${nameOf(shown)}.${figure}.svg`, svg, 'image/svg+xml');
}
