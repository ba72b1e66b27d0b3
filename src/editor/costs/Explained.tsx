// The arithmetic of the figure under the pointer or the cursor, always in the same place below the table.
import type { NodeId } from '../../lib/ids';
import type { Measured } from '../../store/measured';
import { Arithmetic } from '../inspector/Arithmetic';
import styles from './Costs.module.css';
import { explainFigure, stepsTo } from './explainFigure';
import { type Figure, figureLabels, type Summed, shareOf, writeShare } from './figures';

/** The figure that is pointed at. */
export interface Told {
  readonly id: NodeId;
  readonly figure: Figure;
}

export function Explained({ measured, told }: { measured: Measured; told: Told | undefined }) {
  const costs = told && measured.costs.get(told.id);
  return (
    <div className={styles.explained} role="status" data-testid="explained">
      {told && costs ? (
        <>
          <h3 className={styles.told}>
            {figureLabels[told.figure]} of {told.id}
            {told.figure !== 'field' && shareWords(measured, costs, told.figure)}
          </h3>
          <Arithmetic lines={linesOf(measured, told)} />
        </>
      ) : (
        <p className={styles.hint}>
          Point at a figure, or go to it with the arrow keys, to see how it comes about. Enter or a click
          shows the node.
        </p>
      )}
    </div>
  );
}

/** The step first; then, of a receptive field, all that led to it. */
function linesOf(measured: Measured, { id, figure }: Told) {
  const lines = explainFigure(measured, id, figure);
  const steps = figure === 'field' ? stepsTo(measured, id) : [];
  if (steps.length < 2) return lines;
  const shown = steps.slice(-6).map(({ label, formula }) => `${label}: ${formula}`);
  const more = steps.length > 6 ? [`${steps.length - 6} steps before`] : [];
  return [...lines, { label: 'Step by step', formula: [...more, ...shown].join(' → ') }];
}

const shareWords = (measured: Measured, costs: Parameters<typeof shareOf>[0], figure: Summed): string =>
  `: ${writeShare(shareOf(costs, measured, figure))} of all`;
