// A field for a number, which also works things out: `64*4` shows what it is while it is typed, and Enter puts it there.
// Arrow keys step, with Shift by ten.
import { TextInput, type TextInputProps } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { calculate, isFormula } from '../../graph/arithmetic';
import { formatCount } from '../../lib/format';
import type { Draft } from '../useDraft';
import styles from './NumberBox.module.css';

interface Props extends Pick<TextInputProps, 'label' | 'placeholder' | 'aria-label' | 'aria-description'> {
  readonly draft: Pick<Draft<unknown>, 'error' | 'settle' | 'confirm' | 'discard'>;
  /** What is typed, or the value; a blank where there is none. */
  readonly shown: unknown;
  readonly onChange: (typed: string | number) => void;
  /** What x is in a formula. */
  readonly present: unknown;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly whole?: boolean;
  readonly suffix?: string;
  readonly grouped?: boolean;
  readonly withoutSteps?: boolean;
}

export function NumberBox(props: Props) {
  const {
    draft,
    shown,
    onChange,
    present,
    min,
    max,
    step = 1,
    whole,
    suffix = '',
    grouped,
    withoutSteps,
    ...rest
  } = props;
  const formula = isFormula(shown);
  const stepBy = (by: number) => onChange(stepped(shown, present, by * step, { min, max }));
  return (
    <TextInput
      {...rest}
      size="xs"
      className="tabular"
      autoComplete="off"
      spellCheck={false}
      inputMode="text"
      value={written(shown, suffix, grouped)}
      error={draft.error !== undefined}
      rightSection={
        formula ? (
          <Worth text={String(shown)} {...{ present, min, max, whole }} />
        ) : withoutSteps ? null : (
          <Steps onStep={stepBy} />
        )
      }
      rightSectionWidth={formula ? 'auto' : 20}
      rightSectionPointerEvents={formula ? 'none' : 'all'}
      classNames={{ input: (formula ? styles.formula : styles.input) ?? '', section: styles.section ?? '' }}
      onChange={(event) => onChange(unsuffixed(event.currentTarget.value, suffix))}
      onBlur={draft.settle}
      onKeyDown={(event) => onKey(event, draft, formula, stepBy)}
    />
  );
}

function onKey(
  event: KeyboardEvent,
  draft: Props['draft'],
  formula: boolean,
  stepBy: (by: number) => void,
): void {
  if (event.key === 'Enter') draft.confirm();
  // A formula that is not wanted goes first; the next Escape leaves the field.
  if (event.key === 'Escape' && formula) {
    event.preventDefault();
    event.stopPropagation();
    draft.discard();
  }
  if (
    (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey
  )
    return;
  event.preventDefault();
  stepBy((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
}

/** The value a step further, within its range; a blank begins at the least. */
function stepped(
  shown: unknown,
  present: unknown,
  by: number,
  { min, max }: { min: number; max: number },
): number {
  const x = typeof present === 'number' ? present : undefined;
  const read = calculate(String(shown), x);
  const from = read.ok ? read.value : (x ?? min);
  return Math.min(max, Math.max(min, Number((from + by).toPrecision(12))));
}

function written(shown: unknown, suffix: string, grouped: boolean | undefined): string {
  if (typeof shown === 'number') return `${grouped ? formatCount(shown) : String(shown)}${suffix}`;
  return typeof shown === 'string' ? shown : '';
}

const unsuffixed = (text: string, suffix: string): string =>
  suffix.trim() !== '' ? text.replace(suffix.trim(), '').trimEnd() : text;

/** What a formula comes to, while it is typed. */
function Worth({
  text,
  present,
  min,
  max,
  whole,
}: Pick<Props, 'present' | 'min' | 'max' | 'whole'> & { text: string }) {
  const value = calculate(text, typeof present === 'number' ? present : undefined);
  if (!value.ok) return <span className={styles.worth}>= …</span>;
  const fits = value.value >= min && value.value <= max && (!whole || Number.isInteger(value.value));
  const rounded = Number(value.value.toPrecision(6));
  return (
    <span className={styles.worth} data-fits={fits} data-testid="worth">
      = {formatCount(rounded)}
      {!fits && <span className={styles.mark}> !</span>}
    </span>
  );
}

/** For the mouse; the keyboard has its arrows. */
function Steps({ onStep }: { onStep: (by: number) => void }) {
  return (
    <span className={styles.steps} aria-hidden>
      {([1, -1] as const).map((by) => (
        <button
          key={by}
          type="button"
          tabIndex={-1}
          className={styles.step}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => onStep(by * (event.shiftKey ? 10 : 1))}
        >
          {by > 0 ? <IconChevronUp size={10} /> : <IconChevronDown size={10} />}
        </button>
      ))}
    </span>
  );
}
