// One node: its name, parameters, wires, arithmetic, and what is wrong with it.
import { Alert } from '@mantine/core';
import { IconInfoTriangle } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import type { GraphNode, Module } from '../../graph/graph';
import { moduleOf } from '../../graph/module';
import { atNode } from '../../graph/problem';
import type { FieldValue } from '../../layers/fields';
import { layerOf } from '../../layers/index';
import type { NodeId } from '../../lib/ids';
import { fixesFor } from '../../shapes/fixes';
import type { NodeShape } from '../../shapes/nodeShape';
import { levelNow, useGraph, useShapes } from '../../store/derive';
import { levelOf } from '../../store/level';
import { useStore, useStoreAfterwards } from '../../store/store';
import { needs } from '../describe';
import { DrawButtons } from '../draw/DrawButtons';
import { colourOf, iconOf } from '../groups';
import { InstanceButtons } from '../modules/InstanceButtons';
import { announceProblem } from '../problems/announce';
import { wayIn } from '../problems/goTo';
import { ProblemCard } from '../problems/ProblemCard';
import { NodeArithmetic } from './Arithmetic';
import { DeleteButton } from './DeleteButton';
import type { Binding } from './fields/Binding';
import { fieldsOf } from './fields/fieldsOf';
import { NodeFields } from './fields/NodeFields';
import { writeValue } from './fields/writeValue';
import styles from './Inspector.module.css';
import { NameField } from './NameField';
import { Section } from './Section';
import { ShapesSection } from './ShapesSection';

/** An edit that leaves the node and what enters it alone draws nothing of this again but its wires. */
export const NodeInspector = memo(function NodeInspector({ id }: { id: NodeId }) {
  const note = useStore((s) => s.importNotes.get(id));
  const shape = useStore((s) => levelOf(s).shapes.get(id));
  const definition = useStore((s) => {
    const { graph } = levelOf(s);
    return moduleOf(graph, graph.nodes.get(id));
  });
  const fields = useStore((s) => {
    const { graph } = levelOf(s);
    const drawn = graph.nodes.get(id);
    return drawn && fieldsOf(graph, drawn);
  });
  const within = useStore((s) => levelOf(s).inside?.module);
  const onSet = useCallback(
    (name: string, label: string, value: FieldValue) => setParam(id, name, label, value),
    [id],
  );
  if (!shape || !fields) return null;
  const { node } = shape;
  const layer = layerOf(node.kind);
  const group = definition ? 'Module' : layer.group;
  const Icon = iconOf(group, node.kind);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.kind} style={{ color: colourOf(group) }}>
          <Icon size={15} stroke={1.9} aria-hidden />
          {definition ? `Module ${definition.name}` : layer.label}
        </div>
        <NameField id={id} />
        <p className={styles.doc}>{(definition?.doc ?? layer.doc).replaceAll('`', '')}</p>
      </header>
      <DrawButtons id={id} />
      {definition && <InstanceButtons id={id} />}
      {note !== undefined && <ImportNote note={note} />}
      {Object.keys(fields).length > 0 && (
        <Section title="Parameters">
          <NodeFields
            key={id}
            fields={fields}
            params={node.params}
            {...(within ? { binding: bindingOf(node, within) } : {})}
            onSet={onSet}
          />
        </Section>
      )}
      {/* Below the parameters: what appears when one is applied must not move them from under the pointer. */}
      {shape.state !== 'ok' && <Trouble shape={shape} />}
      <Following id={id} />
      <DeleteButton what={id} />
    </>
  );
});

/** What follows from the parameters and from the other nodes: told once the cards have shown their verdicts. */
function Following({ id }: { id: NodeId }) {
  const after = useStoreAfterwards(levelOf);
  // One that an edit has just brought is told of at once.
  const { graph, shapes } = after.shapes.has(id) ? after : levelNow();
  const shape = shapes.get(id);
  if (!shape) return null;
  return (
    <>
      <ShapesSection shape={shape} graph={graph} shapes={shapes} />
      <NodeArithmetic id={id} shape={shape} />
    </>
  );
}

/** Within a definition, a parameter can follow the module's. */
const bindingOf = (node: GraphNode, { parameters }: Module): Binding => ({
  bindings: node.bindings ?? {},
  names: parameters.map(({ name }) => name),
  onBind: (param, label, expression) => {
    const what = expression === undefined ? 'no longer follow the module' : `follow ${expression}`;
    return useStore
      .getState()
      .apply(`Let ${label.toLowerCase()} of ${node.id} ${what}`, [
        { type: 'bind', node: node.id, param, expression },
      ]);
  },
});

function setParam(id: NodeId, name: string, label: string, value: FieldValue): void {
  const made = useStore
    .getState()
    .apply(`Set ${label.toLowerCase()} of ${id} to ${writeValue(value)}`, [
      { type: 'set', node: id, params: { [name]: value } },
    ]);
  if (!made.ok) announceProblem('Not changed', made.error);
}

function ImportNote({ note }: { note: string }) {
  const dismiss = useStore((s) => s.dismissNotes);
  return (
    <Alert
      color="yellow"
      p="sm"
      icon={<IconInfoTriangle size={16} />}
      title="From opening the file"
      withCloseButton
      closeButtonLabel="Dismiss all notes from opening the file"
      onClose={dismiss}
    >
      {note}
    </Alert>
  );
}

/** What is wrong with the node, or what it still lacks. */
function Trouble({ shape }: { shape: Exclude<NodeShape, { state: 'ok' }> }) {
  const graph = useGraph();
  const shapes = useShapes();
  const path = useStore((s) => s.path);
  const focusNode = useStore((s) => s.focusNode);
  const { id } = shape.node;
  if (shape.state === 'misfit') {
    const fixes = fixesFor(graph, shapes, id);
    return (
      <Section title="Problem">
        <ProblemCard
          problem={{
            code: shape.misfit.code,
            at: atNode(id),
            message: `“${id}”: ${shape.misfit.message}.`,
            fixes,
          }}
          way={wayIn(shapes, id, path)}
        />
      </Section>
    );
  }
  if (shape.state === 'incomplete') {
    return (
      <p className={styles.pending}>
        This node {needs(shape.missing)}. Drag a wire to it, or choose a source below.
      </p>
    );
  }
  return (
    <p className={styles.pending}>
      Waiting for{' '}
      <button type="button" className={styles.link} onClick={() => focusNode(shape.on)}>
        {shape.on}
      </button>
      , which has no shape yet.
    </p>
  );
}
