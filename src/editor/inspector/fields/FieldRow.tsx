// The frame of every parameter's control: label with unit, the way back to the default, and help while it is in use.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Field, FieldValue } from '../../../layers/fields';
import { formatCount } from '../../../lib/format';
import { useRefusal } from '../../refusal';
import styles from './fields.module.css';
import { differs, writeValue } from './writeValue';

export interface FieldProps<F extends Field = Field> {
  readonly name: string;
  readonly field: F;
  readonly value: FieldValue;
  /** Of several nodes whose values differ; `value` is then a blank. */
  readonly mixed?: boolean | undefined;
  readonly onSet: (value: FieldValue) => void;
}

/** In place of a value, where several nodes have different ones. */
export const mixedText = 'mixed';

export function FieldRow({
  name,
  field,
  value,
  mixed = false,
  onReset,
  children,
}: {
  name: string;
  field: Field;
  value: FieldValue;
  mixed?: boolean | undefined;
  onReset: () => void;
  children: ReactNode;
}) {
  const changed = mixed || differs(value, field.default);
  const back = `Reset ${field.label.toLowerCase()} to ${writeDefault(field)}`;
  return (
    <div className={styles.row} data-field={name}>
      <Tooltip label={`${field.help} ${rangeOf(field)}`} w={240} position="left">
        <span className={styles.label}>
          {field.label}
          {'unit' in field && field.unit && <span className={styles.unit}> {field.unit}</span>}
        </span>
      </Tooltip>
      <div className={styles.control}>{children}</div>
      <span className={styles.reset}>
        {changed && field.type !== 'text' && (
          <Tooltip label={back}>
            <ActionIcon variant="subtle" color="gray" size={22} aria-label={back} onClick={onReset}>
              <IconRotate size={13} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </span>
      <p className={styles.help}>
        {field.help} <span className={styles.range}>{rangeOf(field)}</span>
      </p>
    </div>
  );
}

/** Why what was typed last is not applied, over the help. */
export function Refusal() {
  const text = useRefusal();
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (text === undefined) return;
    const show = () => place.current?.scrollIntoView({ block: 'nearest' });
    // Between a press of the pointer and its release nothing moves, or the click would be lost.
    if (!document.querySelector('button:active, input:active, label:active')) {
      show();
      return;
    }
    document.addEventListener('click', show, { once: true });
    return () => document.removeEventListener('click', show);
  }, [text]);
  return (
    <p ref={place} className={styles.refusal} role="alert" hidden={text === undefined}>
      {text}
    </p>
  );
}

/** The default as the control writes it: a choice by its label. */
const writeDefault = (field: Field): string =>
  field.type === 'choice' ? (field.labels?.[field.default] ?? field.default) : writeValue(field.default);

/** `From 1 to 64, default 1.` */
function rangeOf(field: Field): string {
  const standard = `default ${writeDefault(field)}`;
  if (field.type === 'int' || field.type === 'number' || field.type === 'size') {
    const unit = field.unit ? ` ${field.unit}` : '';
    return `From ${formatCount(field.min)} to ${formatCount(field.max)}${unit}, ${standard}.`;
  }
  return field.type === 'text' ? '' : `${standard[0]?.toUpperCase()}${standard.slice(1)}.`;
}
