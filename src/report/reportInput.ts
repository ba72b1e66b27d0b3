// What a report is made from, and the few things that all its sections ask of it.

import type { Document } from '../graph/document';
import type { RunRecord, RunTrace } from '../training/record';

export interface ReportDesign {
  /** The pane that it stood in: `A`. */
  readonly label: string;
  readonly document: Document;
}

export interface ReportRun {
  readonly record: RunRecord;
  readonly trace: RunTrace;
  /** The label of its design. */
  readonly pane: string;
}

/** What several runs are told apart by: `A · Plain 20 · seed 2`, no more of it than is needed. */
export function runLabel(run: ReportRun, runs: readonly ReportRun[]): string {
  const { record, pane } = run;
  const name = record.name ?? record.title;
  const panes = new Set(runs.map((other) => other.pane));
  const seeds = new Set(
    runs.filter((other) => other.pane === pane).map((other) => other.record.settings.seed),
  );
  return [panes.size > 1 ? pane : '', name, seeds.size > 1 ? `seed ${record.settings.seed}` : '']
    .filter((part) => part !== '')
    .join(' · ');
}

/** Labels unique among the runs: those that are alike are numbered. */
export function runLabels(runs: readonly ReportRun[]): readonly string[] {
  const labels = runs.map((run) => runLabel(run, runs));
  return labels.map((label, i) => {
    const alike = labels.filter((other) => other === label).length;
    const before = labels.slice(0, i).filter((other) => other === label).length;
    return alike > 1 ? `${label} (${before + 1})` : label;
  });
}

/** Index of a pane's colour: that of its design, and behind the designs for a run without one. */
export function colourIndex(pane: string, designs: readonly ReportDesign[]): number {
  const index = designs.findIndex(({ label }) => label === pane);
  return index >= 0 ? index : designs.length;
}
