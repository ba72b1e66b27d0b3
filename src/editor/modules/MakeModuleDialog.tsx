// Makes a module of the selected nodes: its name, what it is, and which of their numbers become its parameters. What is
// in the way is said while the form is filled in.
import { Button, Checkbox, Modal, ScrollArea, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { NodeId } from '../../lib/ids';
import { useGraph } from '../../store/derive';
import { useStore } from '../../store/store';
import { focusCardSoon } from '../canvas/useView';
import { levelAfter } from '../commands';
import { closeDialog, useOverlays } from '../overlays';
import {
  type Candidate,
  candidatesOf,
  freeModuleName,
  freeParameterName,
  keyOf,
  moduleEdit,
} from './candidates';
import { makeModule } from './moduleCommands';
import styles from './modules.module.css';

export function MakeModuleDialog() {
  const dialog = useOverlays((s) => s.dialog);
  if (dialog?.type !== 'makeModule') return null;
  const close = () => {
    closeDialog();
    const [first] = useStore.getState().selectedNodes;
    if (first !== undefined) requestAnimationFrame(() => focusCardSoon(first));
  };
  const title = dialog.nodes.length === 1 ? `${dialog.nodes[0]}` : `${dialog.nodes.length} nodes`;
  return (
    <Modal opened onClose={close} returnFocus={false} size="lg" title={`Make a module of ${title}`}>
      <Form nodes={dialog.nodes} onDone={close} />
    </Modal>
  );
}

function Form({ nodes, onDone }: { nodes: readonly NodeId[]; onDone: () => void }) {
  const graph = useGraph();
  const [name, setName] = useState(() => freeModuleName(graph));
  const [doc, setDoc] = useState('');
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const candidates = useMemo(() => candidatesOf(graph, nodes), [graph, nodes]);
  const edit = useMemo(
    () => moduleEdit(name, doc, nodes, candidates, names),
    [name, doc, nodes, candidates, names],
  );
  const problem = useMemo(() => {
    const tried = levelAfter([edit]);
    return tried.ok ? undefined : tried.error;
  }, [edit]);
  const ofName = problem?.code === 'bad-id' || problem?.code === 'duplicate-module';
  const choose = (candidate: Candidate, given: string | undefined) => {
    const next = new Map(names);
    if (given === undefined) next.delete(keyOf(candidate));
    else next.set(keyOf(candidate), given);
    setNames(next);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (makeModule(edit).ok) onDone();
      }}
    >
      <TextInput
        data-autofocus
        size="xs"
        label="Name"
        spellCheck={false}
        value={name}
        error={ofName && problem.message}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        size="xs"
        label="Description"
        placeholder="What this module does"
        autosize
        minRows={1}
        maxRows={4}
        value={doc}
        onChange={(event) => setDoc(event.currentTarget.value)}
      />
      {candidates.length > 0 && <Candidates candidates={candidates} names={names} onChoose={choose} />}
      {problem && !ofName && (
        <p role="alert" className={styles.error}>
          {problem.message}
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={problem !== undefined}>
          Make the module
        </Button>
      </div>
    </form>
  );
}

function Candidates({
  candidates,
  names,
  onChoose,
}: {
  candidates: readonly Candidate[];
  names: ReadonlyMap<string, string>;
  onChoose: (candidate: Candidate, name: string | undefined) => void;
}) {
  return (
    <section aria-label="Parameters">
      <p className={styles.legend}>
        Choose the numbers that each instance may set for itself. Two of equal value can share a name, and
        then change together.
      </p>
      <ScrollArea.Autosize mah="38vh" type="auto">
        <table className={styles.candidates}>
          <thead>
            <tr>
              <th scope="col">Becomes a parameter</th>
              <th scope="col">Node</th>
              <th scope="col">Value</th>
              <th scope="col">Named</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate) => {
              const given = names.get(keyOf(candidate));
              const what = `${candidate.label} of ${candidate.node}`;
              return (
                <tr key={keyOf(candidate)}>
                  <td>
                    <Checkbox
                      size="xs"
                      label={candidate.label}
                      aria-label={what}
                      checked={given !== undefined}
                      onChange={(event) =>
                        onChoose(
                          candidate,
                          event.currentTarget.checked
                            ? freeParameterName(candidate.param, names.values())
                            : undefined,
                        )
                      }
                    />
                  </td>
                  <td>{candidate.node}</td>
                  <td className={styles.value}>{candidate.value}</td>
                  <td>
                    {given !== undefined && (
                      <TextInput
                        size="xs"
                        classNames={{ input: styles.cell ?? '' }}
                        aria-label={`Name of the parameter for ${what}`}
                        spellCheck={false}
                        value={given}
                        onChange={(event) => onChoose(candidate, event.currentTarget.value)}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollArea.Autosize>
    </section>
  );
}
