// Repeats the selected block in series: how often, and at once what comes of it.
import { Button, Modal, NumberInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { directionOf } from '../../graph/document';
import type { Problem } from '../../graph/problem';
import { mostRepeats, type Repeated, repeat } from '../../graph/repeat';
import { formatCount, formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import { firstFault } from '../../shapes/firstFault';
import type { Shapes } from '../../shapes/nodeShape';
import { levelNow } from '../../store/derive';
import { useStore } from '../../store/store';
import { focusCardSoon, revealNode } from '../canvas/useView';
import { levelAfter } from '../commands';
import { closeRepeat, useDraw } from './drawState';
import { movedWithNotes } from './placing';
import styles from './RepeatDialog.module.css';

export function RepeatDialog() {
  const nodes = useDraw((s) => s.repeating);
  if (!nodes) return null;
  const close = () => {
    closeRepeat();
    const [first] = useStore.getState().selectedNodes;
    if (first !== undefined) requestAnimationFrame(() => focusCardSoon(first));
  };
  const what = nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`;
  return (
    <Modal opened onClose={close} returnFocus={false} size="sm" title={`Repeat ${what} in series`}>
      <Form nodes={nodes} what={`${what}`} onDone={close} />
    </Modal>
  );
}

function Form({ nodes, what, onDone }: { nodes: readonly NodeId[]; what: string; onDone: () => void }) {
  const [times, setTimes] = useState(2);
  const outcome = useMemo(() => outcomeOf(nodes, times), [nodes, times]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!outcome.ok) return;
        const { edits, added } = outcome.value;
        const all = edits.flatMap((edit) =>
          edit.type === 'move' ? movedWithNotes(levelNow(), edit.positions) : [edit],
        );
        const made = useStore.getState().apply(`Repeat ${what} ×${times}`, all);
        if (!made.ok) return;
        useStore.getState().select(added);
        const [first] = added;
        if (first !== undefined) revealNode(first);
        onDone();
      }}
    >
      <NumberInput
        data-autofocus
        size="xs"
        label="Blocks in a row, this one included"
        min={2}
        max={mostRepeats}
        allowDecimal={false}
        clampBehavior="strict"
        value={times}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(value) => setTimes(Math.max(2, Math.min(mostRepeats, Number(value) || 2)))}
      />
      <Verdict outcome={outcome} />
      <div className={styles.buttons}>
        <Button size="xs" variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={!outcome.ok}>
          Repeat ×{times}
        </Button>
      </div>
    </form>
  );
}

function Verdict({ outcome }: { outcome: Outcome }) {
  if (!outcome.ok) {
    return (
      <p role="alert" className={styles.refused} data-verdict="refused">
        <IconAlertTriangle size={15} stroke={1.9} aria-hidden />
        {outcome.error.message}
      </p>
    );
  }
  const { added, shape, before, after } = outcome.value;
  return (
    <div role="status" className={styles.fits} data-verdict="ok">
      <IconCheck size={15} stroke={2.2} aria-hidden />
      <dl className={styles.facts}>
        <dt>New nodes</dt>
        <dd className="tabular">{added.length}</dd>
        <dt>Shape at the end</dt>
        <dd className="tabular">{shape ?? 'not known yet'}</dd>
        <dt>Weights</dt>
        <dd className="tabular">
          {formatCount(before)} → {formatCount(after)}
        </dd>
      </dl>
    </div>
  );
}

type Outcome = Result<
  Repeated & { readonly shape: string | undefined; readonly before: number; readonly after: number },
  Problem
>;

function outcomeOf(nodes: readonly NodeId[], times: number): Outcome {
  const level = levelNow();
  const repeated = repeat(level, nodes, times, directionOf(useStore.getState().document));
  if (!repeated.ok) return repeated;
  const { edits, last, added } = repeated.value;
  const drawn = levelAfter(edits);
  if (!drawn.ok) return drawn;
  const { graph, shapes } = drawn.value;
  for (const id of added) {
    const state = shapes.get(id);
    const fault = state?.state === 'misfit' ? firstFault(level.shapes, graph, shapes, id) : undefined;
    if (fault) return err(fault);
  }
  const fault = firstFault(level.shapes, graph, shapes);
  if (fault) return err(fault);
  const end = shapes.get(last);
  return ok({
    ...repeated.value,
    shape: end?.state === 'ok' ? formatShape(end.shape) : undefined,
    before: weightsOf(level.shapes),
    after: weightsOf(shapes),
  });
}

/** Trainable weights of everything that has a shape; those of an instance are within its own figure. */
const weightsOf = (shapes: Shapes): number =>
  [...shapes.values()].reduce((sum, state) => sum + (state.state === 'ok' ? state.cost.trainable : 0), 0);
