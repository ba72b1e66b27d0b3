// The definition that is shown: its name, what it is, its parameters, and how often it is used.
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Module } from '../../graph/graph';
import { useLevel } from '../../store/derive';
import { useStore } from '../../store/store';
import { keyOfAction } from '../actions/keyText';
import { leaveModuleAction } from '../canvas/canvasActions';
import styles from '../inspector/Inspector.module.css';
import { Section } from '../inspector/Section';
import { countInstances } from './countInstances';
import { ModuleParameters } from './ModuleParameters';
import { goUp } from './moduleCommands';

export function ModuleInspector() {
  const { inside } = useLevel();
  const graph = useStore((s) => s.document.graph);
  if (!inside) return null;
  const { module, values } = inside;
  const count = countInstances(graph, module.name);
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.heading}>Module</h2>
        <ModuleName module={module} />
        <ModuleDoc module={module} />
        <p className={styles.doc}>
          {count === 1
            ? 'Used by 1 instance.'
            : `Used by ${count} instances; what is changed here changes all.`}
        </p>
        <Button
          size="compact-xs"
          variant="default"
          className={styles.delete}
          title={keyOfAction(leaveModuleAction)}
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => goUp()}
        >
          Leave the module
        </Button>
      </header>
      <Section title="Parameters of the module">
        <ModuleParameters module={module} values={values} />
      </Section>
      <Section title="Hints">
        <ul className={styles.hints}>
          <li>Each module input is one of its instances’ inputs; add more from the palette, under Module.</li>
          <li>With a node selected, ƒ beside a parameter lets it follow the module’s, as in 4*width.</li>
        </ul>
      </Section>
    </>
  );
}

function ModuleName({ module: { name } }: { module: Module }) {
  const [text, setText] = useState(name);
  const [error, setError] = useState<string>();
  const commit = () => {
    const wanted = text.trim();
    if (wanted === name) return;
    const made = useStore
      .getState()
      .apply(`Rename module ${name} to ${wanted}`, [{ type: 'renameModule', module: name, name: wanted }]);
    setError(made.ok ? undefined : made.error.message);
  };
  return (
    <TextInput
      size="xs"
      aria-label="Name of the module"
      value={text}
      error={error}
      spellCheck={false}
      onChange={(event) => {
        setText(event.currentTarget.value);
        setError(undefined);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape') return;
        setText(name);
        setError(undefined);
      }}
    />
  );
}

function ModuleDoc({ module: { name, doc } }: { module: Module }) {
  const [text, setText] = useState(doc);
  useEffect(() => setText(doc), [doc]);
  return (
    <Textarea
      size="xs"
      autosize
      minRows={2}
      maxRows={6}
      aria-label="What the module is"
      placeholder="What this module does"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text === doc) return;
        useStore
          .getState()
          .apply(`Describe module ${name}`, [{ type: 'setModule', module: name, doc: text }]);
      }}
    />
  );
}
