// A whole number or a real one, with its unit and range.
import { NumberInput } from '@mantine/core';
import { type IntField, type NumberField as NumberFieldSpec, parseField } from '../../../layers/fields';
import { useDraft } from '../../useDraft';
import { type FieldProps, FieldRow } from './FieldRow';
import { refusalOf } from './writeValue';

export function NumberField({ name, field, value, onSet }: FieldProps<IntField | NumberFieldSpec>) {
  const draft = useDraft(
    name,
    value,
    (typed) => parseField(field, typed),
    onSet,
    (reason, kept) => refusalOf(field.label, reason, kept),
  );
  return (
    <FieldRow name={name} field={field} value={value} onReset={() => onSet(field.default)}>
      <NumberInput
        size="xs"
        className="tabular"
        aria-label={field.label}
        value={asInput(draft.shown)}
        min={field.min}
        max={field.max}
        step={field.type === 'number' ? field.step : 1}
        clampBehavior="none"
        error={draft.error !== undefined}
        onChange={draft.change}
        onBlur={draft.settle}
        onKeyDown={(event) => event.key === 'Enter' && draft.settle()}
      />
    </FieldRow>
  );
}

export const asInput = (shown: unknown): number | string =>
  typeof shown === 'number' || typeof shown === 'string' ? shown : '';
