// What can be typed and pressed in the command menu.
import { Kbd } from '@mantine/core';
import { keyText } from '../actions/keyText';
import styles from './CommandMenu.module.css';

const signs = [
  ['>', 'actions'],
  ['@', 'nodes'],
  ['+', 'layers'],
] as const;

/** `beside`: the marked entry can be opened beside the drawing. */
export function Footer({ beside }: { beside: boolean }) {
  return (
    <div className={styles.footer}>
      {signs.map(([sign, what]) => (
        <span key={sign}>
          <Kbd size="xs">{sign}</Kbd> only {what}
        </span>
      ))}
      <span className={styles.end}>
        {beside ? (
          <>
            <Kbd size="xs">{keyText('Mod+Enter')}</Kbd> beside this drawing
          </>
        ) : (
          <>
            <Kbd size="xs">Enter</Kbd> take it
          </>
        )}
      </span>
    </div>
  );
}
