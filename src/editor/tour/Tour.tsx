// The tour's card and the light on what it speaks of. Both lie over the real window and block nothing of it: whatever the
// tour asks for, the user can do by mouse or key, and the card notices.
import { Button, CloseButton, Kbd, Portal } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { activePaneElement } from '../canvas/paneFlows';
import { useOverlays } from '../overlays';
import type { Step } from './step';
import { steps } from './steps';
import styles from './Tour.module.css';
import { endTour, goToStep, useTour } from './tourState';
import { usePlaces } from './usePlaces';

export function Tour() {
  const at = useTour((s) => s.at);
  const step = at === undefined ? undefined : steps[at];
  if (!step || at === undefined) return null;
  // Around the stop, for a portal mounts its children later than their parent's effects run, which give the focus.
  return (
    <Portal>
      <Stop key={step.id} step={step} at={at} />
    </Portal>
  );
}

function Stop({ step, at }: { step: Step; at: number }) {
  const [ready, setReady] = useState(step.begin === undefined);
  const card = useRef<HTMLDivElement>(null);
  const words = useId();
  const next = useRef<HTMLButtonElement>(null);
  const { light, place, done } = usePlaces(step, card, ready);

  useEffect(() => {
    let wanted = true;
    // In a small window, which scrolls, it may be out of sight.
    if (step.place === 'below') activePaneElement()?.scrollIntoView({ block: 'nearest' });
    void Promise.resolve(step.begin?.()).then(() => wanted && setReady(true));
    return () => {
      wanted = false;
    };
  }, [step]);
  // Nothing that is hidden takes the focus, and the card is until it has its place.
  const shown = place.visibility !== 'hidden';
  useEffect(() => {
    if (shown && !step.keepsFocus) next.current?.focus({ preventScroll: true });
  }, [step, shown]);
  // What was done by key leaves the focus where it was needed; the way on is then here.
  useEffect(() => {
    if (done && step.keepsFocus) next.current?.focus({ preventScroll: true });
  }, [done, step]);

  // Closed without a remedy, what was refused leaves the focus to the card too.
  const refused = useOverlays((s) => s.refusal !== undefined);
  const wasRefused = useRef(refused);
  useEffect(() => {
    if (wasRefused.current && !refused) next.current?.focus({ preventScroll: true });
    wasRefused.current = refused;
  }, [refused]);

  const last = at === steps.length - 1;
  const onward = () => (last ? endTour() : goToStep(at + 1));
  const back = () => at > 0 && goToStep(at - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Readonly<Record<string, () => void>> = {
      Escape: endTour,
      ArrowRight: onward,
      ArrowLeft: back,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      {light && <div className={styles.light} style={light} aria-hidden />}
      <div
        ref={card}
        role="dialog"
        aria-describedby={words}
        aria-label={`Tour, step ${at + 1} of ${steps.length}: ${step.title}`}
        className={styles.card}
        style={place}
        data-step={step.id}
        data-done={done || undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head}>
          <strong className={styles.title}>{step.title}</strong>
          <CloseButton size="sm" aria-label="End the tour" onClick={endTour} />
        </div>
        <div id={words} aria-live="polite">
          {done && step.after
            ? step.after.map((text) => (
                <p key={text} className={styles.text}>
                  <IconCheck size={14} stroke={2.2} className={styles.tick} aria-hidden />
                  <Marked text={text} />
                </p>
              ))
            : step.text.map((text) => (
                <p key={text} className={styles.text}>
                  <Marked text={text} />
                </p>
              ))}
        </div>
        <div className={styles.foot}>
          <span className={`${styles.count} tabular`}>
            {at + 1} of {steps.length}
          </span>
          {at > 0 && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={back}>
              Back
            </Button>
          )}
          {step.act && !done && (
            <Button size="compact-sm" variant="default" onClick={step.act.run}>
              {step.act.label}
            </Button>
          )}
          <Button ref={next} size="compact-sm" onClick={onward}>
            {last ? 'Finish' : 'Next'}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Text in which words between backticks are set as keys. */
function Marked({ text }: { text: string }) {
  return text.split('`').map((part, place) => {
    const key = `${place} ${part}`;
    return place % 2 === 1 ? (
      <Kbd key={key} size="xs">
        {part}
      </Kbd>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
