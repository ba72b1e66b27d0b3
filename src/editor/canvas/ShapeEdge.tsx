// A wire and the tensor that runs along it. Its shape stands on a pill before the target where it is news, and else when
// one points at the wire or selects it; a broken wire is red and dashed and says why, a waiting one grey.
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { directionOf } from '../../graph/document';
import { formatShape } from '../../lib/format';
import type { EdgeState } from '../../shapes/edgeStates';
import { useStore } from '../../store/store';
import { classNames } from '../classNames';
import { useWireDiff } from '../compare/paneDiff';
import { describeEdge } from '../describe';
import { useDraw } from '../draw/drawState';
import type { ShapeFlowEdge } from '../flow';
import { Hint } from '../Hint';
import { later, laterRound } from '../later';
import { OnWires } from './OnWires';
import { usePlain } from './plain';
import styles from './ShapeEdge.module.css';
import { headUrl, type WireHead } from './WireHeads';
import { wirePath } from './wirePath';

const WirePlus = later(() => import('../draw/WirePlus').then((module) => module.WirePlus));
const BrokenCard = laterRound(() => import('./BrokenCard').then((module) => module.BrokenCard));

export const ShapeEdge = memo(function ShapeEdge(props: EdgeProps<ShapeFlowEdge>) {
  const { data, selected } = props;
  const diff = useWireDiff(data?.edge);
  const [pointedAt, setPointedAt] = useState(false);
  const drop = useDraw((s) => (s.drop?.edge === data?.edge.id ? s.drop?.fits : undefined));
  // Every wire would carry the plus, and a card can have hundreds of them.
  const hovered = useDraw((s) => s.hovered !== undefined && s.hovered === data?.edge.id);
  const direction = useStore((s) => directionOf(s.document));
  const plain = usePlain();
  if (!data) return null;
  const { edge, state, crowded, skip, touched } = data;
  const shown = data.news || touched || pointedAt || selected === true;
  // From afar the cards tell what fits.
  const bare = plain && state.state === 'ok' && !pointedAt && selected !== true;
  const { path, label, middle } = wirePath(
    props,
    { width: pillWidth(state), crowded },
    direction,
    data.bends,
  );
  return (
    <g onPointerEnter={() => setPointedAt(true)} onPointerLeave={() => setPointedAt(false)}>
      <BaseEdge
        id={edge.id}
        path={path}
        interactionWidth={20}
        markerEnd={headUrl(headOf(state, diff, skip, touched || selected === true))}
        className={classNames(
          styles.wire,
          styles[state.state],
          skip && styles.skip,
          touched && styles.touched,
          diff && styles[diff],
          selected && styles.selected,
          drop !== undefined && (drop ? styles.taking : styles.refusing),
        )}
        data-drop={drop === undefined ? undefined : drop ? 'fits' : 'unfit'}
      />
      {!bare && (
        <>
          {(hovered || selected) && (
            <WirePlus edge={edge.id} selected={selected === true} x={middle.x} y={middle.y} />
          )}
          <OnWires>
            <div
              className={classNames(styles.place, 'nodrag nopan')}
              style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
            >
              <WirePill data={data} selected={selected === true} quiet={!shown} />
            </div>
          </OnWires>
        </>
      )}
    </g>
  );
});

/** The arrow head in the wire's own colour. */
function headOf(
  state: EdgeState,
  diff: ReturnType<typeof useWireDiff>,
  skip: boolean,
  emphasised: boolean,
): WireHead {
  if (diff) return diff === 'added' ? 'added' : 'broken';
  if (state.state === 'broken') return 'broken';
  if (emphasised) return 'accent';
  if (state.state === 'waiting') return 'waiting';
  return skip ? 'skip' : 'plain';
}

/** About as wide as the pill is drawn, in canvas units; measured, each new shape would be drawn twice. */
function pillWidth(state: EdgeState): number {
  if (state.state === 'waiting') return 25;
  return 12 + 6.2 * formatShape(state.shape).length + (state.state === 'broken' ? 15 : 0);
}

function WirePill({
  data: { edge, state },
  selected,
  quiet,
}: {
  data: NonNullable<ShapeFlowEdge['data']>;
  selected: boolean;
  /** Not seen until one points at it: its shape is known from elsewhere. */
  quiet: boolean;
}) {
  const select = useStore((s) => s.select);
  const broken = state.state === 'broken';
  const pill = (
    <button
      type="button"
      tabIndex={-1}
      className={classNames(
        styles.pill,
        styles[state.state],
        selected && styles.selected,
        quiet && styles.quiet,
        'tabular',
      )}
      data-label={quiet ? 'quiet' : 'shown'}
      data-edge-id={edge.id}
      data-state={state.state}
      data-shape={state.state === 'waiting' ? '' : formatShape(state.shape)}
      aria-label={describeEdge(edge, state, formatShape)}
      onClick={() => select([], [edge.id])}
    >
      <PillText state={state} />
    </button>
  );
  if (broken && selected) {
    return (
      <BrokenCard edge={edge} message={state.message}>
        {pill}
      </BrokenCard>
    );
  }
  const hint = broken ? state.message : state.state === 'waiting' ? `Waiting for ${state.on}` : undefined;
  return hint ? <Hint label={hint}>{pill}</Hint> : pill;
}

function PillText({ state }: { state: EdgeState }) {
  if (state.state === 'waiting') return <IconClock size={11} stroke={2} aria-hidden />;
  return (
    <>
      {state.state === 'broken' && <IconAlertTriangle size={11} stroke={2.2} aria-hidden />}
      <span className={styles.pillText}>{formatShape(state.shape)}</span>
    </>
  );
}
