// Where the weights, the multiplications and the memory sit: totals, a table of every node, the arithmetic behind the
// figure in hand, and what the cards on the canvas show of it.
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { CardFigure, Tint } from '../../store/state';
import { useStore } from '../../store/store';
import { hintOf } from '../actions/keyText';
import { tintAction } from '../actions/viewActions';
import styles from './Costs.module.css';
import { CostTable } from './CostTable';
import { CostTotals } from './CostTotals';
import { Explained, type Told } from './Explained';
import { cardFigures, tints } from './figures';
import './heat.css';
import { useMeasured } from './useMeasured';

export function CostsPanel() {
  const measured = useMeasured();
  const [told, setTold] = useState<Told>();
  return (
    <section className={styles.panel} aria-label="Costs" data-testid="costs">
      <CardSettings />
      <CostTotals measured={measured} />
      <CostTable measured={measured} onTell={setTold} />
      <Explained measured={measured} told={told} />
    </section>
  );
}

/** What the cards on the canvas show. */
function CardSettings() {
  const cardFigure = useStore((s) => s.cardFigure);
  const tint = useStore((s) => s.tint);
  const setView = useStore((s) => s.setView);
  return (
    <div className={styles.settings}>
      <NativeSelect
        size="xs"
        label="Cards show"
        data={[...cardFigures]}
        value={cardFigure}
        onChange={(event) => setView({ cardFigure: event.currentTarget.value as CardFigure })}
      />
      <NativeSelect
        size="xs"
        label={hintOf(tintAction, 'Cards are coloured by')}
        data={[...tints]}
        value={tint}
        onChange={(event) => setView({ tint: event.currentTarget.value as Tint })}
      />
    </div>
  );
}
