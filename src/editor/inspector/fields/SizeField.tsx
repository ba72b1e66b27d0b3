// Height and width: one number while they are equal, two once the link between them is opened.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldValue } from '../../../layers/fields';
import { pair, type Size, type SizeField as SizeFieldSpec } from '../../../layers/fields';
import { NumberBox } from '../../numbers/NumberBox';
import { checkTyped } from '../../numbers/readNumber';
import { useDraft } from '../../useDraft';
import { type FieldProps, FieldRow, mixedText } from './FieldRow';
import styles from './fields.module.css';
import { refusalOf } from './writeValue';

export function SizeField({ name, field, value, mixed, onSet }: FieldProps<SizeFieldSpec>) {
  return (
    <FieldRow name={name} field={field} value={value} mixed={mixed} onReset={() => onSet(field.default)}>
      <SizeInput name={name} field={field} value={value as Size} mixed={mixed} onSet={onSet} />
    </FieldRow>
  );
}

/** The control alone; the padding field puts it below its choices. */
export function SizeInput({
  name,
  field,
  value,
  mixed = false,
  onSet,
}: {
  name: string;
  field: SizeFieldSpec;
  value: Size;
  mixed?: boolean | undefined;
  onSet: (value: FieldValue) => void;
}) {
  const [opened, setOpened] = useState(false);
  const draft = useDraft<FieldValue>(
    name,
    value,
    (typed) => checkTyped(field, typed, mixed ? undefined : value),
    onSet,
    (reason, kept) => refusalOf(field.label, reason, kept, mixed),
  );
  const [height, width] = bothOf(draft.shown);
  const apart = opened || typeof value === 'object';
  const [presentHeight, presentWidth] = mixed ? [undefined, undefined] : bothOf(value);
  const common = {
    draft,
    placeholder: mixed ? mixedText : '',
    min: field.min,
    max: field.max,
    whole: true,
  } as const;
  const linkLabel = apart
    ? `${field.label}: make height and width equal`
    : `${field.label}: set height and width apart`;
  return (
    <div className={styles.size}>
      {apart ? (
        <>
          <NumberBox
            {...common}
            withoutSteps
            aria-label={`${field.label}, height`}
            shown={height}
            present={presentHeight}
            onChange={(h) => draft.change([h, width])}
          />
          <span aria-hidden>×</span>
          <NumberBox
            {...common}
            withoutSteps
            aria-label={`${field.label}, width`}
            shown={width}
            present={presentWidth}
            onChange={(w) => draft.change([height, w])}
          />
        </>
      ) : (
        <NumberBox
          {...common}
          aria-label={field.label}
          shown={height}
          present={presentHeight}
          onChange={draft.change}
        />
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
            if (apart && !mixed) onSet(pair(value)[0]);
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
