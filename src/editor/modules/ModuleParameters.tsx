// A module's parameters as a small table that can be changed; a change that cannot be is told below it.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { calculate } from '../../graph/arithmetic';
import type { Edit } from '../../graph/edits';
import type { Module, ModuleParameter } from '../../graph/graph';
import type { Values } from '../../graph/values';
import { useStore } from '../../store/store';
import styles from './modules.module.css';

const figures = ['default', 'min', 'max'] as const;
type Figure = (typeof figures)[number];

export function ModuleParameters({ module, values }: { module: Module; values: Values }) {
  const [error, setError] = useState<string>();
  const apply = (label: string, edit: Edit): boolean => {
    const made = useStore.getState().apply(label, [edit]);
    setError(made.ok ? undefined : made.error.message);
    return made.ok;
  };
  const replace = (label: string, parameters: readonly ModuleParameter[]): boolean =>
    apply(label, { type: 'setModule', module: module.name, parameters });
  const { parameters } = module;
  return (
    <>
      {parameters.length > 0 && (
        <table className={styles.parameters}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Default</th>
              <th scope="col">Least</th>
              <th scope="col">Most</th>
              <th scope="col">
                <abbr title="Its value in the instance that is shown">Here</abbr>
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {parameters.map((parameter) => (
              <Row
                key={parameter.name}
                parameter={parameter}
                here={values.get(parameter.name)}
                onRename={(to) =>
                  apply(`Rename parameter ${parameter.name} to ${to}`, {
                    type: 'renameParameter',
                    module: module.name,
                    from: parameter.name,
                    to,
                  })
                }
                onChange={(changed) =>
                  replace(
                    `Change parameter ${parameter.name}`,
                    parameters.map((each) => (each === parameter ? changed : each)),
                  )
                }
                onRemove={() =>
                  replace(
                    `Remove parameter ${parameter.name}`,
                    parameters.filter((each) => each !== parameter),
                  )
                }
              />
            ))}
          </tbody>
        </table>
      )}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.add}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          const added = newParameter(parameters);
          replace(`Add parameter ${added.name}`, [...parameters, added]);
        }}
      >
        Add a parameter
      </Button>
    </>
  );
}

function newParameter(parameters: readonly ModuleParameter[]): ModuleParameter {
  const taken = new Set(parameters.map(({ name }) => name));
  let name = 'width';
  for (let n = 2; taken.has(name); n += 1) name = `width${n}`;
  return { name, type: 'int', default: 32, min: 1, max: 4096, help: '' };
}

function Row({
  parameter,
  here,
  onRename,
  onChange,
  onRemove,
}: {
  parameter: ModuleParameter;
  here: number | undefined;
  onRename: (to: string) => boolean;
  onChange: (changed: ModuleParameter) => boolean;
  onRemove: () => void;
}) {
  const { name } = parameter;
  return (
    <tr>
      <td>
        <Cell label={`Name of parameter ${name}`} value={name} onCommit={onRename} />
      </td>
      {figures.map((figure) => (
        <td key={figure}>
          <Cell
            label={`${wordOf[figure]} of ${name}`}
            value={String(parameter[figure])}
            onCommit={(text) => {
              const worth = calculate(text, parameter[figure]);
              if (!worth.ok) return false;
              const { value } = worth;
              const type = Number.isInteger(value) ? parameter.type : 'number';
              return onChange({ ...parameter, type, [figure]: value });
            }}
          />
        </td>
      ))}
      <td className={styles.here}>{here}</td>
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={22}
          aria-label={`Remove parameter ${name}`}
          onClick={onRemove}
        >
          <IconX size={13} aria-hidden />
        </ActionIcon>
      </td>
    </tr>
  );
}

const wordOf: Readonly<Record<Figure, string>> = { default: 'Default', min: 'Least', max: 'Most' };

/** A value that is applied when it is left or confirmed, and forgotten when it cannot be. */
function Cell({
  label,
  value,
  onCommit,
}: {
  label: string;
  value: string;
  onCommit: (text: string) => boolean;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    const typed = text.trim();
    if (typed !== value && !onCommit(typed)) setText(value);
  };
  return (
    <TextInput
      size="xs"
      classNames={{ input: styles.cell ?? '' }}
      aria-label={label}
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
