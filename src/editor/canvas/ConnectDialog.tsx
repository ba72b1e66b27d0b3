// Wiring by keyboard: every place where the selected node's output could go, with the verdict on each.
import { Modal, ScrollArea, TextInput } from '@mantine/core';
import { IconCheck, IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { Problem } from '../../graph/problem';
import { formatShape } from '../../lib/format';
import type { NodeId } from '../../lib/ids';
import { shapesNow, useLevel } from '../../store/derive';
import { classNames } from '../classNames';
import { connect } from '../commands';
import { closeDialog, useOverlays } from '../overlays';
import { ProblemCard } from '../problems/ProblemCard';
import styles from './ConnectDialog.module.css';
import { type Judged, judgeWires } from './judgeWires';
import { focusCard } from './useView';

export function ConnectDialog() {
  const dialog = useOverlays((s) => s.dialog);
  if (dialog?.type !== 'connect') return null;
  const close = () => {
    closeDialog();
    requestAnimationFrame(() => focusCard(dialog.from));
  };
  return (
    <Modal opened onClose={close} returnFocus={false} size="md" title={`Connect ${dialog.from} to…`}>
      <Targets from={dialog.from} onDone={close} />
    </Modal>
  );
}

function Targets({ from, onDone }: { from: NodeId; onDone: () => void }) {
  const document = useLevel();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [refused, setRefused] = useState<Problem>();
  const all = useMemo(() => targetsOf(document, from), [document, from]);
  const shown = all.filter(({ wire }) => wire.to.toLowerCase().includes(query.toLowerCase()));
  const choose = (judged: Judged | undefined) => {
    if (!judged) return;
    const made = connect(judged.wire);
    if (made.ok) onDone();
    else setRefused(made.error);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((now) => Math.max(0, Math.min(shown.length - 1, now + step)));
      setRefused(undefined);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(shown[at]);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="xs"
        mb="sm"
        role="combobox"
        aria-expanded
        aria-controls="connect-targets"
        aria-activedescendant={shown[at] ? `target-${at}` : undefined}
        aria-label="Search for a node to connect to"
        placeholder="Search for a node"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
          setRefused(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <ScrollArea.Autosize mah="40vh" type="auto" viewportProps={{ tabIndex: 0 }}>
        <div id="connect-targets" role="listbox" aria-label="Places to connect to">
          {shown.map((judged, i) => (
            <Target
              key={`${judged.wire.to}:${judged.wire.slot}`}
              id={`target-${i}`}
              judged={judged}
              numbered={shown.some(({ wire }) => wire.to === judged.wire.to && wire.slot > 0)}
              active={i === at}
              onChoose={() => choose(judged)}
            />
          ))}
        </div>
        {shown.length === 0 && (
          <p className={styles.none}>There is no other node of that name with an input.</p>
        )}
      </ScrollArea.Autosize>
      {refused && (
        <div className={styles.refused} role="alert">
          <ProblemCard problem={refused} onDone={onDone} />
        </div>
      )}
    </>
  );
}

function Target({
  id,
  judged,
  numbered,
  active,
  onChoose,
}: {
  id: string;
  judged: Judged;
  /** The node has several inputs. */
  numbered: boolean;
  active: boolean;
  onChoose: () => void;
}) {
  const { wire, verdict } = judged;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above, which keeps the focus, has the keys.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={classNames(styles.target, active && styles.active)}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={onChoose}
    >
      {verdict.ok ? (
        <IconCheck size={15} stroke={2.2} color="var(--cv-ok)" aria-label="fits" />
      ) : (
        <IconX size={15} stroke={2.2} color="var(--cv-bad)" aria-label="does not fit" />
      )}
      <span className={styles.text}>
        <strong>
          {wire.to}
          {numbered && <span className={styles.dim}> input {wire.slot + 1}</span>}
        </strong>
        <span className={styles.dim}>{verdict.ok ? fitsText(judged) : verdict.problem.message}</span>
      </span>
    </div>
  );
}

function fitsText({ verdict }: Judged): string {
  if (!verdict.ok) return '';
  const shape = verdict.shape ? `fits: ${formatShape(verdict.shape)}` : 'fits';
  return verdict.replaces ? `${shape}, in place of the wire that is there` : shape;
}

/** Every slot the output is not wired to already: first what fits and is free, then what would replace a wire. */
function targetsOf(document: Parameters<typeof judgeWires>[0], from: NodeId): readonly Judged[] {
  const { places } = judgeWires(document, shapesNow(), { end: 'output', node: from });
  const rank = ({ verdict }: Judged): number => (verdict.ok ? (verdict.replaces ? 1 : 0) : 2);
  return [...places.values()]
    .flatMap((slots) => [...slots.values()])
    .filter(
      ({ wire, verdict }) =>
        (verdict.ok || verdict.problem.code !== 'already-wired') && !isDrawn(document, wire),
    )
    .sort((a, b) => rank(a) - rank(b));
}

const isDrawn = ({ graph }: Parameters<typeof judgeWires>[0], wire: Judged['wire']): boolean =>
  graph.incoming.get(wire.to)?.some((edge) => edge.from === wire.from && edge.slot === wire.slot) ?? false;
