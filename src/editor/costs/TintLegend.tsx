// What the colours of the cards mean, in the corner of the canvas, and which kinds of layers hold most of it.
import { CloseButton } from '@mantine/core';
import { Panel } from '@xyflow/react';
import type { Tint } from '../../store/state';
import { useStore } from '../../store/store';
import styles from './Costs.module.css';
import { amountOf, figureLabels, groupShares, steps, writeAmount, writeShare } from './figures';
import './heat.css';
import { useMeasured } from './useMeasured';

export function TintLegend() {
  const tint = useStore((s) => s.tint);
  const empty = useStore((s) => s.document.graph.nodes.size === 0);
  return tint === 'none' || empty ? null : <Legend tint={tint} />;
}

function Legend({ tint }: { tint: Exclude<Tint, 'none'> }) {
  const measured = useMeasured();
  const setView = useStore((s) => s.setView);
  const whole = writeAmount(amountOf(measured.measures.totals, tint), tint) || 'none';
  return (
    <Panel position="bottom-left" style={{ marginLeft: 56, marginBottom: 12 }}>
      <section className={styles.legend} aria-label="Colours of the cards" data-testid="legend">
        <div className={styles.legendHead}>
          <span>
            {figureLabels[tint]}: share of {whole}
          </span>
          <CloseButton
            size={16}
            aria-label="Stop colouring the cards"
            onClick={() => setView({ tint: 'none' })}
          />
        </div>
        <ul className={styles.classes}>
          {classNames.map((name, heat) => (
            <li key={name}>
              <span className={styles.swatch} data-heat={heat} />
              {name}
            </li>
          ))}
        </ul>
        <p className={styles.holders} role="status">
          {holders(groupShares(measured, tint))}
        </p>
      </section>
    </Panel>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)}`;

/** `<1 %`, `1–3`, …, `≥30 %`. */
const classNames: readonly string[] = [
  `<${percent(steps[0])} %`,
  ...steps.slice(1).map((step, i) => `${percent(steps[i] ?? 0)}–${percent(step)}`),
  `≥${percent(steps[3])} %`,
];

/** `Dense 96 %, Convolution 3.8 %`. */
const holders = (shares: ReturnType<typeof groupShares>): string =>
  shares
    .filter(({ share }) => share >= 0.005)
    .slice(0, 3)
    .map(({ group, share }) => `${group} ${writeShare(share)}`)
    .join(', ');
