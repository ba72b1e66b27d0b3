// The controls of the settings form: each writes when typing pauses, keeps a half-typed value to itself, and has the
// form say why when what was typed cannot be taken.
import { Autocomplete, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { isFormula } from '../../graph/arithmetic';
import { formatCount } from '../../lib/format';
import { err, ok, type Result } from '../../lib/result';
import { NumberBox } from '../numbers/NumberBox';
import { readNumber, worthOf } from '../numbers/readNumber';
import { useDraft } from '../useDraft';
import classes from './RunDock.module.css';

/** A label that explains itself under the pointer; the control carries the same words as its description. */
export function HelpLabel({ label, help }: { label: string; help: string }): ReactNode {
  return (
    <Tooltip label={help} w={240} position="top-start">
      <span className={classes.helpLabel}>{label}</span>
    </Tooltip>
  );
}

export interface NumberSettingProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly decimals?: number;
  readonly suffix?: string;
  /** Shown instead of the value `emptyValue`, which an emptied control means. */
  readonly emptyText?: string;
  readonly emptyValue?: number;
  readonly onChange: (value: number) => void;
}

export function NumberSetting(props: NumberSettingProps) {
  const { label, help, value, min, max, decimals = 0, suffix = '', emptyValue } = props;
  const check = (typed: unknown): Result<number, string> => {
    const worth = typed === '' ? ok(emptyValue) : readNumber(typed, value);
    if (!worth.ok) return worth;
    const read = worth.value;
    if (typeof read === 'number' && read >= min && read <= max && (decimals > 0 || Number.isInteger(read)))
      return ok(read);
    const kind = decimals > 0 ? 'a number' : 'a whole number';
    const found = isFormula(typed) ? `, but ${worthOf(typed, read)}` : '';
    return err(`takes ${kind} from ${formatCount(min)} to ${formatCount(max)}${suffix}${found}`);
  };
  const written = (kept: number) =>
    kept === emptyValue ? (props.emptyText ?? '') : `${formatCount(kept)}${suffix}`;
  const draft = useDraft(label, value, check, props.onChange, (reason, kept) =>
    refusalOf(label, reason, written(kept)),
  );
  const shown = draft.shown === emptyValue ? '' : draft.shown;
  return (
    <NumberBox
      label={<HelpLabel label={label} help={help} />}
      aria-description={help}
      placeholder={props.emptyText ?? ''}
      draft={draft}
      shown={shown}
      present={value}
      min={min}
      max={max}
      step={props.step ?? 1}
      whole={decimals === 0}
      suffix={suffix}
      grouped
      onChange={draft.change}
    />
  );
}

const refusalOf = (label: string, reason: string, kept: string): string =>
  `${label} ${reason}; ${kept} is kept.`;

const commonRates = ['0.1', '0.03', '0.01', '0.003', '0.001', '0.0003', '0.0001', '0.00003'];

export interface RateSettingProps {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A rate is chosen by order of magnitude, so a list of thirds of decades and free typing (`2e-4` too), no spinner. */
export function RateSetting({ label, help, value, min, max, onChange }: RateSettingProps) {
  const check = (typed: unknown): Result<number, string> => {
    const text = String(typed).trim().replace(',', '.');
    const worth = readNumber(text, value);
    if (!worth.ok) return worth;
    const rate = worth.value;
    if (typeof rate === 'number' && rate >= min && rate <= max) return ok(rate);
    return err(
      `takes a number from ${min} to ${max}${isFormula(text) ? `, but ${worthOf(text, rate)}` : ''}`,
    );
  };
  const draft = useDraft(label, value, check, onChange, (reason, kept) =>
    refusalOf(label, reason, String(kept)),
  );
  return (
    <Autocomplete
      size="xs"
      label={<HelpLabel label={label} help={help} />}
      aria-description={help}
      inputMode="decimal"
      data={commonRates}
      filter={({ options }) => options}
      value={String(draft.shown)}
      error={draft.error !== undefined}
      onChange={draft.change}
      onOptionSubmit={draft.settle}
      onBlur={draft.settle}
      onKeyDown={(event) => event.key === 'Enter' && draft.confirm()}
      comboboxProps={{ position: 'top-start', width: 110 }}
    />
  );
}
