// From very near a card shows how its figures come about: the layer's arithmetic with its own numbers in.
import { useContext } from 'react';
import { explainNode } from '../../shapes/explain';
import type { NodeShape } from '../../shapes/nodeShape';
import { ArithmeticContext } from './detail';
import styles from './LayerNode.module.css';

/** Lines that a card has room for; the inspector has them all. */
const most = 4;

export function CardArithmetic({ shape }: { shape: NodeShape }) {
  const shown = useContext(ArithmeticContext);
  if (!shown || shape.state !== 'ok') return null;
  // The last line is the output's shape, which the card shows anyway.
  const lines = explainNode(shape).slice(0, -1).slice(0, most);
  return (
    <dl className={styles.arithmetic} data-arithmetic>
      {lines.map(({ label, formula }) => (
        <div key={label} title={`${label}: ${formula}`}>
          <dt>{label}</dt>
          <dd>{formula}</dd>
        </div>
      ))}
    </dl>
  );
}
