// A whole number or a real one, with its unit and range.
import type { IntField, NumberField as NumberFieldSpec } from '../../../layers/fields';
import { NumberBox } from '../../numbers/NumberBox';
import { checkTyped } from '../../numbers/readNumber';
import { useDraft } from '../../useDraft';
import { type FieldProps, FieldRow, mixedText } from './FieldRow';
import { refusalOf } from './writeValue';

export function NumberField({ name, field, value, mixed, onSet }: FieldProps<IntField | NumberFieldSpec>) {
  const draft = useDraft(
    name,
    value,
    (typed) => checkTyped(field, typed, mixed ? undefined : value),
    onSet,
    (reason, kept) => refusalOf(field.label, reason, kept, mixed),
  );
  return (
    <FieldRow name={name} field={field} value={value} mixed={mixed} onReset={() => onSet(field.default)}>
      <NumberBox
        aria-label={field.label}
        placeholder={mixed ? mixedText : ''}
        draft={draft}
        shown={draft.shown}
        present={mixed ? undefined : value}
        min={field.min}
        max={field.max}
        step={field.type === 'number' ? field.step : 1}
        whole={field.type === 'int'}
        onChange={draft.change}
      />
    </FieldRow>
  );
}
