// A parameter within a module's definition: a value of its own, or an expression of the module's parameters with the
// value that it has in the instance one came through.
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconMathFunction } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Field, FieldValue } from '../../../layers/fields';
import { useTellRefusal } from '../../refusal';
import type { Binding } from './Binding';
import { FieldRow } from './FieldRow';
import styles from './fields.module.css';
import { writeValue } from './writeValue';

interface Props {
  readonly name: string;
  readonly field: Field;
  readonly value: FieldValue;
  readonly binding: Binding;
}

export function BindableField({ children, ...props }: Props & { children: ReactNode }) {
  const { name, field, binding } = props;
  const bound = binding.bindings[name];
  const [asked, setAsked] = useState(false);
  const shown = bound !== undefined || asked;
  const what = field.label.toLowerCase();
  const hint = shown ? `Give ${what} a value of its own` : `Let ${what} follow the module’s parameters`;
  const toggle = () => {
    if (bound !== undefined) binding.onBind(name, field.label, undefined);
    setAsked(!shown);
  };
  return (
    <div className={styles.bindable}>
      {shown ? <Expression {...props} bound={bound} onLeave={() => setAsked(false)} /> : children}
      <Tooltip label={hint} position="left">
        <ActionIcon
          className={styles.bind ?? ''}
          variant={shown ? 'light' : 'subtle'}
          color={shown ? 'indigo' : 'gray'}
          size={22}
          aria-label={hint}
          aria-pressed={shown}
          // The expression's field would otherwise be left, and so closed, before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={toggle}
        >
          <IconMathFunction size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function Expression({
  name,
  field,
  value,
  binding,
  bound,
  onLeave,
}: Props & { bound: string | undefined; onLeave: () => void }) {
  const [text, setText] = useState(bound ?? '');
  const [failed, setFailed] = useState(false);
  const tell = useTellRefusal();
  // Undo, and another parameter's renaming, change the expression under the field.
  useEffect(() => setText(bound ?? ''), [bound]);
  const commit = (): boolean => {
    const expression = text.replace(/^\s*=/, '').trim();
    if (expression === (bound ?? '')) return true;
    const made = expression === '' ? undefined : binding.onBind(name, field.label, expression);
    setFailed(made?.ok === false);
    tell(name, made && !made.ok ? made.error.message : undefined);
    return made?.ok ?? true;
  };
  return (
    <FieldRow name={name} field={field} value={field.default} onReset={() => {}}>
      <TextInput
        size="xs"
        className="tabular"
        aria-label={`Expression for ${field.label.toLowerCase()}`}
        placeholder={binding.names[0] ?? 'width'}
        leftSection="="
        leftSectionWidth={20}
        rightSection={
          bound === undefined || failed ? null : (
            <span className={styles.here} title="Its value here">
              {writeValue(value)}
            </span>
          )
        }
        rightSectionWidth={44}
        autoFocus={bound === undefined}
        spellCheck={false}
        error={failed}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFailed(false);
          tell(name, undefined);
        }}
        onBlur={() => {
          if (!commit()) {
            setText(bound ?? '');
            setFailed(false);
          } else if (text.trim() === '') setText(bound ?? '');
          if (bound === undefined) onLeave();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key !== 'Escape') return;
          event.preventDefault();
          setText(bound ?? '');
          if (bound === undefined) onLeave();
        }}
      />
    </FieldRow>
  );
}
