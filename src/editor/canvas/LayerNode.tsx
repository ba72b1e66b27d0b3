// One layer on the canvas: name, parameters in short, output shape and cost, or what is wrong with it. Handles are its
// slots; while a wire is dragged the card says whether and how it would fit.
import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { isPort } from '../../graph/module';
import { smallCurve } from '../../interchange/picture/glyphs/curves';
import { captionActivation, type FusedActivation } from '../../layers/activations';
import { layerOf } from '../../layers/index';
import { formatShape } from '../../lib/format';
import { nodeId } from '../../lib/ids';
import type { NodeShape } from '../../shapes/nodeShape';
import { levelOf } from '../../store/level';
import { useStore } from '../../store/store';
import { classNames } from '../classNames';
import { DiffMark } from '../compare/DiffMark';
import { useCardDiff } from '../compare/paneDiff';
import type { LayerFlowNode } from '../flow';
import { cardHeight } from '../freePlace';
import { LayerGlyph } from '../glyphs/LayerGlyph';
import { colourOf } from '../groups';
import { later } from '../later';
import '../costs/heat.css';
import { CardArithmetic } from './CardArithmetic';
import { useHeat } from './CardCosts';
import { CardFooter } from './CardFooter';
import { InputSlots, OutputSlot } from './CardSlots';
import styles from './LayerNode.module.css';
import { NoteBadge } from './NoteBadge';
import { usePlain } from './plain';
import { useWiring } from './wiring';

const TabHint = later(() => import('../draw/TabHint').then((module) => module.TabHint));

type Drawn = Pick<NodeProps<LayerFlowNode>, 'id' | 'data' | 'selected'>;

/** Where it stands is React Flow's: a card that is moved is not drawn anew. */
const sameCard = (a: Drawn, b: Drawn): boolean =>
  a.id === b.id && a.data === b.data && a.selected === b.selected;

export const LayerNode = memo(function LayerNode({ id, data, selected }: Drawn) {
  const { slots, hasOutput, note } = data;
  // React Flow has a large drawing's new states a moment later.
  const shape = useStore((s) => levelOf(s).shapes.get(nodeId(id)) ?? data.shape);
  const node = shape.node;
  const layer = layerOf(node.kind);
  const heat = useHeat(nodeId(id));
  const diff = useCardDiff(nodeId(id));
  const count = slots.length;
  const fit = useWiring((s) =>
    fitOf(s.active?.bodies.get(nodeId(id))?.verdict.ok, s.active !== undefined, s.active?.fixed.node === id),
  );
  // What one is about to take hold of has its slots.
  const [met, setMet] = useState(false);
  const plain = usePlain() && !selected && !met && fit === undefined;

  return (
    <div
      className={classNames(
        styles.card,
        node.kind === 'module' && styles.stacked,
        isPort(node) && styles.port,
        styles[shape.state],
        selected && styles.selected,
        fit && styles[fit],
        heat !== undefined && styles.heated,
      )}
      style={
        {
          '--group': colourOf(layer.group),
          '--name-chars': Math.max(4, id.length),
          height: cardHeight(count),
        } as React.CSSProperties
      }
      onPointerEnter={plain ? () => setMet(true) : undefined}
      data-node-id={id}
      data-kind={node.kind}
      data-heat={heat}
      data-diff={diff?.state}
      data-state={shape.state}
      data-shape={shape.state === 'ok' ? formatShape(shape.shape) : ''}
    >
      {!plain && <InputSlots node={nodeId(id)} slots={slots} />}
      <div className={styles.head}>
        {!plain && (
          <span className={styles.glyph} aria-hidden>
            <LayerGlyph kind={node.kind} params={node.params} size={30} />
          </span>
        )}
        <div className={styles.titles}>
          <div className={styles.nameLine}>
            <span className={styles.name} title={id}>
              {id}
            </span>
            {note !== undefined && <NoteBadge note={note} />}
            {diff && <DiffMark diff={diff} instance={node.kind === 'module'} />}
          </div>
          {!plain && <Caption shape={shape} />}
        </div>
      </div>
      {!plain && <CardArithmetic shape={shape} />}
      <CardFooter shape={shape} brief={plain && heat === undefined} />
      {hasOutput && !plain && <OutputSlot node={nodeId(id)} />}
      {hasOutput && selected && <TabHint id={nodeId(id)} />}
    </div>
  );
}, sameCard);

function fitOf(fits: boolean | undefined, dragging: boolean, own: boolean): 'fits' | 'unfit' | undefined {
  if (!dragging || own) return undefined;
  return fits ? 'fits' : 'unfit';
}

/** What the layer is, in short; an activation of its own is drawn as its curve behind the words. */
function Caption({ shape }: { shape: NodeShape }) {
  const caption = captionOf(shape);
  const { activation } = shape.node.params;
  const points = smallCurve(activation);
  const named = points.length > 0 ? captionActivation(activation as FusedActivation) : '';
  const words = named !== '' && caption.endsWith(named) ? caption.slice(0, -named.length) : caption;
  return (
    <div className={styles.caption} title={caption}>
      <span className={styles.words}>{words}</span>
      {words !== caption && (
        <svg
          className={styles.curve}
          width={12}
          height={12}
          viewBox="-1 -1 14 14"
          role="img"
          aria-label={named.slice(2)}
        >
          <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
        </svg>
      )}
    </div>
  );
}

/** Characters that fit on a card's second line. */
const widest = 22;

function captionOf(shape: NodeShape): string {
  if (shape.node.kind === 'module') return String(shape.node.params.module);
  const layer = layerOf(shape.node.kind);
  const caption = layer.caption(shape.node.params, shape.state === 'waiting' ? [] : shape.inputs);
  // The picture tells the layer, and the wide captions are those of convolutions: better whole than with their label.
  const whole = caption ? `${layer.label} · ${caption}` : layer.label;
  return caption && whole.length > widest ? caption : whole;
}
