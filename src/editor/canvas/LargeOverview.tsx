// The overview of a large drawing. React Flow's own has a listener for every node, which each frame of a drag has to
// ask; this one draws all cards of a colour as one path, and only those on the move by themselves.
import { Panel, useStore as useFlowStore, useReactFlow, useStoreApi } from '@xyflow/react';
import { memo, type PointerEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { extent } from '../../lib/boxes';
import type { Box } from '../../lib/turned';
import { maskColour, minimapColour, minimapEdge, overviewLabel } from './overviewColours';
import type { DrawnNode } from './useFlowState';

/** `moving`: cards are being dragged. */
export function LargeOverview({
  nodes,
  moving,
  className,
}: {
  nodes: readonly DrawnNode[];
  moving: boolean;
  className: string | undefined;
}) {
  const [still, setStill] = useState(nodes);
  if (!moving && still !== nodes) setStill(nodes);
  const drawn = moving ? still : nodes;
  const bounds = useMemo(() => extent(drawn.map(boxOf)), [drawn]);
  const transform = useFlowStore((s) => s.transform);
  const width = useFlowStore((s) => s.width);
  const height = useFlowStore((s) => s.height);
  const [x, y, zoom] = transform;
  const seen: Box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  const whole = withAir(extent([bounds, seen]));
  const svg = useRef<SVGSVGElement>(null);
  useWheel(svg);
  const pan = usePan(svg, whole);
  return (
    <Panel position="bottom-right" className={`react-flow__minimap ${className ?? ''}`}>
      <svg
        ref={svg}
        className="react-flow__minimap-svg"
        viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`}
        role="img"
        aria-label={overviewLabel}
        {...pan}
      >
        <Cards nodes={drawn} />
        {moving && <Cards nodes={nodes.filter((node, i) => node !== still[i])} />}
        <path
          d={`${rectangle(beyond(whole))}${rectangle(seen)}`}
          fill={maskColour}
          stroke="var(--cv-border-strong)"
          strokeWidth={whole.width / 200}
          fillRule="evenodd"
          pointerEvents="none"
        />
      </svg>
    </Panel>
  );
}

const Cards = memo(function Cards({ nodes }: { nodes: readonly DrawnNode[] }) {
  const paths = new Map<string, { fill: string; stroke: string; d: string[] }>();
  for (const node of nodes) {
    const [fill, stroke] = [minimapColour(node), minimapEdge(node)];
    const key = `${fill} ${stroke}`;
    const path = paths.get(key) ?? { fill, stroke, d: [] };
    paths.set(key, path);
    path.d.push(rectangle(boxOf(node)));
  }
  return [...paths].map(([key, { fill, stroke, d }]) => (
    <path key={key} d={d.join('')} fill={fill} stroke={stroke} strokeWidth={24} shapeRendering="crispEdges" />
  ));
});

const rectangle = ({ x, y, width, height }: Box): string => `M${x},${y}h${width}v${height}h${-width}z`;

const boxOf = ({ position, measured }: DrawnNode): Box => ({
  ...position,
  width: measured?.width ?? 0,
  height: measured?.height ?? 0,
});

/** Of the larger side. */
const air = 0.03;

const withAir = (box: Box): Box => widened(box, air);

/** What it shows beside a drawing of another aspect too. */
const beyond = (box: Box): Box => widened(box, 2);

/** By so many times its larger side, on every side. */
function widened({ x, y, width, height }: Box, times: number): Box {
  const by = Math.max(width, height) * times;
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Dragging in it moves the canvas's window over the drawing. */
function usePan(svg: RefObject<SVGSVGElement | null>, whole: Box) {
  const { getViewport, setViewport } = useReactFlow();
  const last = useRef<{ x: number; y: number }>(undefined);
  const release = () => {
    last.current = undefined;
  };
  return {
    onPointerDown: ({ clientX, clientY, pointerId, button }: PointerEvent) => {
      if (button !== 0) return;
      svg.current?.setPointerCapture(pointerId);
      last.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = last.current;
      const box = svg.current?.getBoundingClientRect();
      if (!from || !box) return;
      last.current = { x: clientX, y: clientY };
      const { x, y, zoom } = getViewport();
      const scale = Math.max(whole.width / box.width, whole.height / box.height) * zoom;
      void setViewport({ x: x - (clientX - from.x) * scale, y: y - (clientY - from.y) * scale, zoom });
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}

/** How far a turn of the wheel zooms, by the unit that the browser counts it in: pixels, lines, pages. */
const zoomPer = [0.002, 0.05, 1] as const;

/** React listens to the wheel without being able to keep the page from scrolling. */
function useWheel(svg: RefObject<SVGSVGElement | null>): void {
  const flow = useStoreApi();
  const { zoomTo } = useReactFlow();
  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const by = -event.deltaY * (zoomPer[event.deltaMode] ?? 1);
      void zoomTo(flow.getState().transform[2] * 2 ** by);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [svg, flow, zoomTo]);
}
