// Chooses the control for a field; a new type of field is a compile error here.
import { SegmentedControl, Select, Switch, Textarea } from '@mantine/core';
import type { ChoiceField, FlagField, Params, TextField } from '../../../layers/fields';
import { type FieldProps, FieldRow, mixedText } from './FieldRow';
import styles from './fields.module.css';
import { NumberField } from './NumberField';
import { PaddingField } from './PaddingField';
import { SizeField } from './SizeField';

/** As many choices, and as many letters in all, as stand side by side. */
const mostSegments = 3;
const mostLetters = 18;

export function FieldControl({ field, params, ...rest }: FieldProps & { params: Params }) {
  switch (field.type) {
    case 'int':
    case 'number':
      return <NumberField {...rest} field={field} />;
    case 'size':
      return <SizeField {...rest} field={field} />;
    case 'padding':
      return <PaddingField {...rest} field={field} params={params} />;
    case 'choice':
      return <Choice {...rest} field={field} />;
    case 'flag':
      return <Flag {...rest} field={field} />;
    case 'text':
      return <ReadOnlyText {...rest} field={field} />;
  }
}

function Choice({ name, field, value, mixed, onSet }: FieldProps<ChoiceField>) {
  const data = field.choices.map((choice) => ({ value: choice, label: field.labels?.[choice] ?? choice }));
  const letters = data.reduce((sum, { label }) => sum + label.length, 0);
  return (
    <FieldRow name={name} field={field} value={value} mixed={mixed} onReset={() => onSet(field.default)}>
      {data.length <= mostSegments && letters <= mostLetters ? (
        <SegmentedControl
          classNames={{ label: styles.segment ?? '' }}
          size="xs"
          fullWidth
          aria-label={field.label}
          value={String(value)}
          data={data}
          onChange={onSet}
        />
      ) : (
        <Select
          size="xs"
          aria-label={field.label}
          value={mixed ? null : String(value)}
          placeholder={mixed ? mixedText : ''}
          data={data}
          allowDeselect={false}
          checkIconPosition="right"
          onChange={(next) => next !== null && onSet(next)}
        />
      )}
    </FieldRow>
  );
}

function Flag({ name, field, value, mixed, onSet }: FieldProps<FlagField>) {
  return (
    <FieldRow name={name} field={field} value={value} mixed={mixed} onReset={() => onSet(field.default)}>
      <Switch
        size="sm"
        aria-label={field.label}
        label={mixed ? mixedText : undefined}
        checked={value === true}
        onChange={(event) => onSet(event.currentTarget.checked)}
      />
    </FieldRow>
  );
}

function ReadOnlyText({ name, field, value }: FieldProps<TextField>) {
  return (
    <FieldRow name={name} field={field} value={value} onReset={() => {}}>
      <Textarea size="xs" autosize maxRows={8} readOnly aria-label={field.label} value={String(value)} />
    </FieldRow>
  );
}
