// Height and width: one number while they are equal, two once the link between them is opened.
import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldValue } from '../../../layers/fields';
import { pair, parseField, type Size, type SizeField as SizeFieldSpec } from '../../../layers/fields';
import { useDraft } from '../../useDraft';
import { type FieldProps, FieldRow } from './FieldRow';
import styles from './fields.module.css';
import { asInput } from './NumberField';
import { refusalOf } from './writeValue';

export function SizeField({ name, field, value, onSet }: FieldProps<SizeFieldSpec>) {
  return (
    <FieldRow name={name} field={field} value={value} onReset={() => onSet(field.default)}>
      <SizeInput name={name} field={field} value={value as Size} onSet={onSet} />
    </FieldRow>
  );
}

/** The control alone; the padding field puts it below its choices. */
export function SizeInput({
  name,
  field,
  value,
  onSet,
}: {
  name: string;
  field: SizeFieldSpec;
  value: Size;
  onSet: (value: FieldValue) => void;
}) {
  const [opened, setOpened] = useState(false);
  const draft = useDraft<FieldValue>(
    name,
    value,
    (typed) => parseField(field, typed),
    onSet,
    (reason, kept) => refusalOf(field.label, reason, kept),
  );
  const [height, width] = bothOf(draft.shown);
  const apart = opened || typeof value === 'object';
  const common = {
    size: 'xs',
    className: 'tabular',
    min: field.min,
    max: field.max,
    clampBehavior: 'none',
    error: draft.error !== undefined,
    onBlur: draft.settle,
    onKeyDown: (event: React.KeyboardEvent) => event.key === 'Enter' && draft.settle(),
  } as const;
  const linkLabel = apart
    ? `${field.label}: make height and width equal`
    : `${field.label}: set height and width apart`;
  return (
    <div className={styles.size}>
      {apart ? (
        <>
          <NumberInput
            {...common}
            hideControls
            aria-label={`${field.label}, height`}
            value={asInput(height)}
            onChange={(h) => draft.change([h, width])}
          />
          <span aria-hidden>×</span>
          <NumberInput
            {...common}
            hideControls
            aria-label={`${field.label}, width`}
            value={asInput(width)}
            onChange={(w) => draft.change([height, w])}
          />
        </>
      ) : (
        <NumberInput {...common} aria-label={field.label} value={asInput(height)} onChange={draft.change} />
      )}
      <Tooltip label={linkLabel}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={linkLabel}
          aria-pressed={!apart}
          onClick={() => {
            setOpened(!apart);
            if (apart) onSet(pair(value)[0]);
          }}
        >
          {apart ? <IconLinkOff size={14} aria-hidden /> : <IconLink size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function bothOf(shown: unknown): readonly [unknown, unknown] {
  return Array.isArray(shown) ? [shown[0], shown[1]] : [shown, shown];
}
