// The test figures of every output of a network with several, and what of the whole loss is none of theirs.
import { Tooltip } from '@mantine/core';
import { formatLoss, formatMetric } from '../../charts/figures';
import { metrics } from '../../training/metrics';
import type { TestFigures } from '../../training/protocol';
import type { RunHead } from '../../training/run';
import { NamedFigure } from './NamedFigure';
import classes from './RunDock.module.css';

/** What of the whole loss no output owns: divergences of Gaussians, L1 and L2; 0 where rounding alone is left. */
export function penaltyOf(test: TestFigures, heads: readonly RunHead[]): number {
  const owned = test.heads.reduce((sum, { loss }, i) => sum + (heads[i]?.weight ?? 1) * loss, 0);
  const rest = test.loss - owned;
  return rest > 1e-6 * test.loss ? rest : 0;
}

export function OutputTable({ test, heads }: { test: TestFigures; heads: readonly RunHead[] }) {
  const penalty = penaltyOf(test, heads);
  return (
    <table className={classes.outputs} aria-label="Test figures of every output">
      <thead>
        <tr>
          <th scope="col">Output</th>
          <th scope="col">Loss</th>
          <th scope="col">Weight</th>
          <th scope="col">Metrics</th>
        </tr>
      </thead>
      <tbody>
        {test.heads.map((figures, i) => (
          <tr key={figures.id}>
            <th scope="row" title={figures.id}>
              {figures.id}
              {heads[i]?.trainingOnly && <span className={classes.trainingOnly}> training only</span>}
            </th>
            <td>{formatLoss(figures.loss)}</td>
            <td>× {heads[i]?.weight ?? 1}</td>
            <td>
              {figures.metrics.map(({ name, value }) => (
                <Tooltip key={name} label={metrics[name].doc} w={220} multiline>
                  <span className={classes.metric}>
                    <span className={classes.metricName}>{metrics[name].label} </span>
                    <NamedFigure name={`Test ${metrics[name].label} of ${figures.id}`}>
                      {formatMetric(name, value)}
                    </NamedFigure>
                  </span>
                </Tooltip>
              ))}
            </td>
          </tr>
        ))}
        {penalty > 0 && (
          <tr>
            <th scope="row">other</th>
            <td>{formatLoss(penalty)}</td>
            <td />
            <td className={classes.metricName}>KL divergence, L1 and L2</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
