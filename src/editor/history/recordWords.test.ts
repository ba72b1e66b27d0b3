// Kept runs in words, side by side and on one chart.
import { describe, expect, it } from 'vitest';
import { runId } from '../../lib/ids';
import { begun, context, done, later, ready, trained } from '../../store/history/history.fixture';
import { noMarks, withMarks } from '../../store/history/keptRun';
import { beginRecord, followRecord } from '../../store/history/recordOf';
import type { RunRecord } from '../../training/record';
import type { Run } from '../../training/run';
import { overlayOf, uniqueLabels } from './overlayOf';
import { dateText, epochsText, metricText, spokenRow, stateReason, stateText } from './recordWords';
import { settingsGroups } from './settingsRows';

const noon = new Date(2026, 10, 21, 12, 0).getTime();
const recordOf = (run: Run, change: Partial<RunRecord> = {}): RunRecord => ({
  ...withMarks(followRecord(beginRecord(run, context, noon, 'Chrome 141 on Linux, 2 cores'), run), noMarks),
  ...change,
});
const training = trained(later(begun('r'), ready), 1, 90);
const failed = later(training, {
  type: 'failed',
  failure: { code: 'diverged', step: 90, message: 'The loss is NaN.', remedies: [] },
});

describe('a run in words', () => {
  it('says how far a run in training is, and why one that ended early did', () => {
    expect(stateText(recordOf(begun('r')))).toBe('Training');
    expect(stateText(recordOf(training))).toBe('Training, 45 %');
    expect(stateText(recordOf(failed))).toBe('Diverged');
    expect(stateReason(recordOf(failed))).toBe('The loss is NaN.');
    expect(stateReason(recordOf(later(training, done(0.9, true))))).toBe('Stopped at batch 90 of 200.');
    expect(stateReason(recordOf(training, { state: 'interrupted' }))).toMatch(
      /at batch 90 of 200\. Its curves/,
    );
    expect(stateReason(recordOf(later(training, done(0.9))))).toBeUndefined();
  });

  it('says epochs, figures and dates', () => {
    expect(epochsText(recordOf(training))).toBe('0.9 of 2');
    expect(epochsText(recordOf(later(trained(training, 91, 200), done(1))))).toBe('2');
    expect(epochsText(recordOf(begun('r')))).toBe('–');
    expect(metricText(recordOf(later(training, done(0.973))))).toBe('97.3 %');
    expect(metricText(recordOf(training))).toBe('–');
    expect(dateText(noon, noon + 3_600_000)).toBe('12:00');
    expect(dateText(noon, noon + 48 * 3_600_000)).toBe('21 Nov, 12:00');
    expect(dateText(noon, noon + 60 * 24 * 3_600_000)).toBe('21 Nov 2026');
  });

  it('reads a whole row aloud', () => {
    const record = recordOf(later(training, done(0.9)), { name: 'Best', pinned: true });
    expect(spokenRow(record, noon)).toBe('Best, pinned, Done, Digits, seed 1, test accuracy 90.0 %, 12:00');
  });
});

describe('runs side by side', () => {
  it('marks what is not the same in all of them, and nothing else', () => {
    const a = recordOf(later(training, done(0.9)));
    const b = { ...a, settings: { ...a.settings, seed: 2, learningRate: 0.01 }, design: 'another' };
    const marked = (records: readonly RunRecord[]) =>
      settingsGroups(records).flatMap(({ rows }) =>
        rows.flatMap(({ label, differs }) => (differs ? [label] : [])),
      );
    expect(marked([a])).toEqual([]);
    expect(marked([a, a])).toEqual([]);
    expect(marked([a, b])).toEqual(['Drawing', 'Learning rate', 'Seed']);
    const rows = settingsGroups([a, b]).flatMap((group) => group.rows);
    expect(rows.find(({ label }) => label === 'Learning rate')?.values).toEqual(['0.001', '0.01']);
    expect(rows.find(({ label }) => label === 'Test accuracy')?.values).toEqual(['90.0 %', '90.0 %']);
  });

  it('gives each run a name that no other has', () => {
    const a = recordOf(training);
    const seed = { ...a, id: runId('b'), settings: { ...a.settings, seed: 7 } };
    const named = { ...a, id: runId('c'), name: 'Mine' };
    const same = { ...a, id: runId('d') };
    expect(uniqueLabels([a, named], noon)).toEqual(['LeNet-5', 'Mine']);
    expect(uniqueLabels([a, seed, named], noon)).toEqual(['LeNet-5, seed 1', 'LeNet-5, seed 7', 'Mine']);
    expect(new Set(uniqueLabels([a, same, seed], noon)).size).toBe(3);
  });

  it('tells the chart where a run ended early', () => {
    const shown = [
      { record: recordOf(failed), colour: 3, trace: failed.curves },
      { record: recordOf(later(training, done(0.9)), { id: runId('b') }), colour: 0, trace: undefined },
    ];
    expect(overlayOf(shown, noon)).toMatchObject([
      {
        id: 'r',
        colour: 3,
        ended: { state: 'failed', step: 90, reason: 'The loss is NaN.' },
        stepsPerEpoch: 100,
      },
      { id: 'b', colour: 0, curves: { batches: [] } },
    ]);
    expect(overlayOf(shown, noon)[1]).not.toHaveProperty('ended');
  });
});
