// The controls of the settings form: each writes as one types, keeps a half-typed value to itself, and shows the
// document's value again when it is left.
import { Autocomplete, NumberInput, Tooltip } from '@mantine/core';
import { type ReactNode, useState } from 'react';
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
  const { label, help, value, min, max, emptyValue, onChange } = props;
  const [draft, setDraft] = useState<string | number>();
  const shown = value === emptyValue ? '' : value;
  const take = (typed: string | number) => {
    setDraft(typed);
    const next = typed === '' ? emptyValue : Number(typed);
    if (next !== undefined && Number.isFinite(next) && next >= min && next <= max) onChange(next);
  };
  return (
    <NumberInput
      size="xs"
      label={<HelpLabel label={label} help={help} />}
      aria-description={help}
      value={draft ?? shown}
      min={min}
      max={max}
      step={props.step ?? 1}
      decimalScale={props.decimals ?? 0}
      suffix={props.suffix ?? ''}
      placeholder={props.emptyText ?? ''}
      thousandSeparator=","
      onChange={take}
      onBlur={() => setDraft(undefined)}
    />
  );
}

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
  const [draft, setDraft] = useState<string>();
  const read = (text: string): number | undefined => {
    const rate = Number(text.trim().replace(',', '.'));
    return text.trim() !== '' && rate >= min && rate <= max ? rate : undefined;
  };
  const wrong = draft !== undefined && read(draft) === undefined;
  const take = (text: string) => {
    setDraft(text);
    const rate = read(text);
    if (rate !== undefined) onChange(rate);
  };
  return (
    <Autocomplete
      size="xs"
      label={<HelpLabel label={label} help={help} />}
      aria-description={help}
      inputMode="decimal"
      data={commonRates}
      filter={({ options }) => options}
      value={draft ?? String(value)}
      error={wrong}
      onChange={take}
      onBlur={() => setDraft(undefined)}
      comboboxProps={{ position: 'top-start', width: 110 }}
    />
  );
}
