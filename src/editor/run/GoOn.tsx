// The buttons by which an ended run goes on where its weights were kept, or why it cannot as things are.
import { Button } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { goOnTrouble, placeOf, resumableIn } from '../../store/goOn';
import { useStore, useStoreAfterwards } from '../../store/store';
import type { Remedy } from '../../training/protocol';
import { waysOn } from './goOnWords';
import classes from './RunDock.module.css';
import { goOn } from './startTraining';

/** Nothing where the run left no weights, or has done all its epochs. */
export function GoOn() {
  const found = useStore((s) => resumableIn(s)?.checkpoint);
  const run = useStore((s) => resumableIn(s)?.run);
  // Whether the drawing is still the run's needs its plan, which the verdict on an edit does not wait for.
  const trouble = useStoreAfterwards(goOnTrouble);
  const complete = useStore((s) => (found?.epoch ?? 0) >= s.document.training.epochs);
  if (!found || !run) return null;
  const failed = run.state === 'failed';
  // A run that came to its end needs no way on, until more epochs are asked for.
  if (!failed && complete) return null;
  const ways: readonly Remedy[] = failed
    ? waysOn(run.failure, found)
    : [{ label: `Go on from ${placeOf(found)}`, settings: {} }];
  return (
    <div className={classes.goOn}>
      <div className={classes.remedies}>
        {ways.map((way, i) => (
          <Button
            key={way.label}
            size="compact-xs"
            variant={i === 0 ? 'filled' : 'default'}
            disabled={trouble !== undefined}
            leftSection={i === 0 ? <IconPlayerTrackNext size={12} aria-hidden /> : undefined}
            onClick={() => goOn(way)}
          >
            {way.label}
          </Button>
        ))}
      </div>
      {trouble !== undefined && <p className={classes.goOnTrouble}>{trouble}</p>}
    </div>
  );
}
