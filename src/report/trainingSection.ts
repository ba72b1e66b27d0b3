// How the runs were trained: what was the same for all of them once, and what differed in a table.
import { cell, definitions, table, text, words } from './html';
import { type ReportRun, runLabels } from './reportInput';
import { machineWords, settingRows } from './runWords';

export function trainingFacts(runs: readonly ReportRun[]): string {
  const facts = runs.map(({ record }) => [
    ...settingRows(record),
    ['Ran on', machineWords(record)] as const,
    ['Device', record.device] as const,
  ]);
  const [first] = facts;
  if (!first) return '';
  const alike = first.map(([, value], i) => facts.every((fact) => fact[i]?.[1] === value));
  const shared = first
    .filter((_, i) => alike[i])
    .map(([term, value]): readonly [string, string] => [term, words(value)]);
  const apart = first.flatMap(([term], i) => (alike[i] ? [] : [{ term, i }]));
  const reasons = [...new Set(runs.flatMap(({ record }) => record.machine?.reason ?? []))];
  const why = reasons.length === 1 ? [['Why there', text(reasons[0] ?? '')] as const] : [];
  const labels = runLabels(runs);
  return (
    definitions([...shared, ...why]) +
    (apart.length === 0
      ? ''
      : table(
          'What differed from run to run.',
          ['Run', ...apart.map(({ term }) => term)],
          runs.map((_, r) => ({
            head: words(labels[r] ?? ''),
            cells: apart.map(({ i }) => cell(facts[r]?.[i]?.[1] ?? '–')),
          })),
        ))
  );
}
