// Padding: `same`, `valid`, or a number of rows and columns.
import { SegmentedControl } from '@mantine/core';
import {
  type Padding,
  type PaddingField as PaddingFieldSpec,
  type Params,
  pair,
  type SizeField,
} from '../../../layers/fields';
import { type FieldProps, FieldRow } from './FieldRow';
import styles from './fields.module.css';
import { SizeInput } from './SizeField';

const largestPadding = 255;

export function PaddingField({
  name,
  field,
  value,
  mixed,
  onSet,
  params,
}: FieldProps<PaddingFieldSpec> & { params: Params }) {
  const padding = value as Padding;
  const mode = typeof padding === 'string' ? padding : 'number';
  const amount: SizeField = {
    type: 'size',
    label: field.label,
    help: field.help,
    default: 0,
    min: 0,
    max: largestPadding,
    unit: 'px',
  };
  return (
    <FieldRow name={name} field={field} value={value} mixed={mixed} onReset={() => onSet(field.default)}>
      <SegmentedControl
        classNames={{ label: styles.segment ?? '' }}
        size="xs"
        fullWidth
        aria-label={field.label}
        value={mode}
        data={[
          { value: 'same', label: 'same' },
          { value: 'valid', label: 'valid' },
          { value: 'number', label: 'number' },
        ]}
        onChange={(next) => onSet(next === 'number' ? equalTo(mixed ? 'valid' : padding, params) : next)}
      />
      {typeof padding !== 'string' && <SizeInput name={name} field={amount} value={padding} onSet={onSet} />}
    </FieldRow>
  );
}

/** The number that keeps the output as it is, as near as there is one: half the window for `same`, none for `valid`. */
function equalTo(padding: Padding, params: Params): Padding {
  const window = params.kernel ?? params.size;
  if (padding !== 'same' || (typeof window !== 'number' && typeof window !== 'object')) return 0;
  const dilation =
    typeof params.dilation === 'number' || typeof params.dilation === 'object'
      ? pair(params.dilation)
      : [1, 1];
  const [h, w] = pair(window).map((k, i) => Math.floor(((k - 1) * (dilation[i] ?? 1)) / 2));
  return h === w ? (h ?? 0) : [h ?? 0, w ?? 0];
}
