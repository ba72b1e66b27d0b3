// What came of each design, in one table: loss and metrics of the test, time and speed, and whether all saw the very same
// batches. Several seeds are given as mean and standard deviation.
import { formatDuration, formatLoss, formatMetric, formatRate } from '../../../charts/figures';
import { formatCount } from '../../../lib/format';
import { useComparing } from '../../../store/store';
import type { Together, TogetherPane } from '../../../store/together';
import { metricOf, metrics } from '../../../training/metrics';
import type { BatchPoint } from '../../../training/protocol';
import type { Run } from '../../../training/run';
import { NamedFigure } from '../../run/NamedFigure';
import { PaneLetter } from '../PaneLetter';
import { spreadOf } from './spread';
import classes from './TogetherDock.module.css';

export function ResultsView() {
  const together = useComparing((s) => s.together);
  if (!together) return <p className={classes.none}>The results of all designs appear here.</p>;
  const target = together.panes[0]?.runs[0]?.heads[0]?.target ?? 'class';
  const metric = metrics[metricOf(target)].label;
  return (
    <div className={classes.results}>
      <table className={classes.table} aria-label="Results of all designs">
        <thead>
          <tr>
            <th>Design</th>
            <th>State</th>
            <th className={classes.number}>Training loss</th>
            <th className={classes.number}>Test loss</th>
            <th className={classes.number}>Test {metric}</th>
            <th className={classes.number}>Batches</th>
            <th className={classes.number}>Time</th>
            <th className={classes.number}>Images/s</th>
          </tr>
        </thead>
        <tbody>
          {together.panes.map((part) => (
            <Row key={part.pane} part={part} />
          ))}
        </tbody>
      </table>
      <p className={classes.facts}>{factsOf(together)}</p>
    </div>
  );
}

function Row({ part }: { part: TogetherPane }) {
  const { pane, title, runs } = part;
  const last = runs.at(-1);
  const target = last?.heads[0]?.target;
  const metric = target && metricOf(target);
  const name = metric ? `Test ${metrics[metric].label} of ${pane}` : '';
  return (
    <tr data-pane={undefined}>
      <th scope="row">
        <PaneLetter pane={pane} /> {title}
      </th>
      <td className={last?.state === 'failed' ? classes.failure : undefined}>{stateWords(last)}</td>
      <td className={classes.number}>
        <NamedFigure name={`Training loss of ${pane}`}>
          {spreadOf(runs, trainingLoss, formatLoss)}
        </NamedFigure>
      </td>
      <td className={classes.number}>{spreadOf(runs, (run) => testOf(run)?.loss, formatLoss)}</td>
      <td className={classes.number}>
        {metric && (
          <NamedFigure name={name}>
            {spreadOf(
              runs,
              (run) => testOf(run)?.heads[0]?.metrics[0]?.value,
              (value) => formatMetric(metric, value),
            )}
          </NamedFigure>
        )}
      </td>
      <td className={classes.number}>
        {spreadOf(
          runs,
          (run) => progressOf(run)?.step,
          (n) => formatCount(Math.round(n)),
        )}
      </td>
      <td className={classes.number}>{spreadOf(runs, (run) => progressOf(run)?.elapsed, formatDuration)}</td>
      <td className={classes.number}>
        {spreadOf(runs, (run) => progressOf(run)?.imagesPerSecond, formatRate)}
      </td>
    </tr>
  );
}

const progressOf = (run: Run) => ('progress' in run ? run.progress : undefined);
const testOf = (run: Run) => (run.state === 'done' ? run.test : undefined);

/**
 * Share of a run's points whose mean is its training loss at the end: one batch alone says little. Of the first output
 * alone, which all designs have.
 */
const lastPart = 0.1;

export function trainingLoss({ curves: { batches } }: Run): number | undefined {
  const points = batches.slice(-Math.max(1, Math.round(batches.length * lastPart)));
  const lossOf = ({ heads, loss }: BatchPoint) => heads[0]?.loss ?? loss;
  return points.length > 0
    ? points.reduce((sum, point) => sum + lossOf(point), 0) / points.length
    : undefined;
}

function stateWords(run: Run | undefined): string {
  if (run?.state === 'failed') return run.failure.message;
  if (run?.state === 'done') return run.stopped ? 'stopped' : 'done';
  return run?.state ?? 'waits';
}

function factsOf({ panes, seeds }: Together): string {
  const runs = panes.flatMap((part) => part.runs);
  const [first] = runs;
  const machine = first && progressOf(first);
  const words = [
    seeds.length > 1 ? `Seeds ${seeds.join(', ')}: mean ± standard deviation.` : `Seed ${seeds[0]}.`,
    'Training loss: the mean of the last tenth of the batches.',
    sameBatches(panes),
    machine ? machine.reason : '',
  ];
  return words.filter((sentence) => sentence !== '').join(' ');
}

/** Compares the hashes of the images' order where runs of a seed have come equally far. */
function sameBatches(panes: readonly TogetherPane[]): string {
  const rounds = Math.max(0, ...panes.map(({ runs }) => runs.length));
  for (let round = 0; round < rounds; round += 1) {
    const seen = panes.flatMap(({ runs }) => {
      const run = runs[round];
      const at = run && progressOf(run)?.seen;
      return at ? [at] : [];
    });
    const steps = new Map<number, Set<string>>();
    for (const { step, hash } of seen) steps.set(step, (steps.get(step) ?? new Set()).add(hash));
    if ([...steps.values()].some((hashes) => hashes.size > 1))
      return 'The designs did not see the same batches.';
    if (seen.length < 2 || steps.size > 1) return '';
  }
  return rounds > 0 ? 'All designs saw the very same batches, in the same order.' : '';
}
