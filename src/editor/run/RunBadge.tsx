// The state of what trains, as a word with a dot of its colour.
import { Loader } from '@mantine/core';
import classes from './RunDock.module.css';

export const RunBadge = ({ state, word }: { state: string; word: string }) => (
  <span className={classes.state} data-state={state}>
    {state === 'preparing' ? (
      <Loader size={10} color="currentColor" />
    ) : (
      <span className={classes.dot} aria-hidden="true" />
    )}
    {word}
  </span>
);
