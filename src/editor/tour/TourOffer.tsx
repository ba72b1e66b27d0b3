// Offers the tour at the first visit, at the foot of the canvas, where it covers no drawing and waits for no answer.
import { Button } from '@mantine/core';
import styles from './Tour.module.css';
import { declineTour, startTour, useTour } from './tourState';

export function TourOffer() {
  const offered = useTour((s) => s.offered);
  if (!offered) return null;
  return (
    <section className={styles.offer} aria-label="First visit">
      <span>New here? See it work in two minutes.</span>
      <Button size="compact-sm" onClick={startTour}>
        Take the tour
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={declineTour}>
        Not now
      </Button>
    </section>
  );
}
