// The arrow heads of the wires, one for each colour that a wire can have: not every browser lets a head take its wire's.
import styles from './WireHeads.module.css';

export const wireHeads = ['plain', 'accent', 'broken', 'waiting', 'skip', 'added'] as const;
export type WireHead = (typeof wireHeads)[number];

/** For a path's `marker-end`. */
export const headUrl = (head: WireHead): string => `url(#convas-head-${head})`;

export function WireHeads() {
  return (
    <svg className={styles.heads} aria-hidden>
      <defs>
        {wireHeads.map((head) => (
          <marker
            key={head}
            id={`convas-head-${head}`}
            className={styles[head] ?? ''}
            viewBox="0 0 8 8"
            refX={7.5}
            refY={4}
            markerWidth={9}
            markerHeight={9}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0.5 0.8 L7.5 4 L0.5 7.2 L2.2 4 Z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
