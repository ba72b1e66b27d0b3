// A wire let go over empty canvas opens the menu of the layers that it could lead to, or come from.

import type { FixedEnd } from '../canvas/judgeWires';
import { activeFlow } from '../canvas/paneFlows';
import { snapped } from '../flow';
import { card } from '../freePlace';
import { openMenu } from './drawState';

export function offerLayers(fixed: FixedEnd, at: { readonly x: number; readonly y: number }): void {
  const over = document.elementFromPoint(at.x, at.y);
  const flow = activeFlow()?.flow;
  if (!flow || !over?.closest('.react-flow__renderer, .react-flow__pane')) return;
  const point = flow.screenToFlowPosition(at);
  // The handle that the wire ends at then lies under the pointer.
  const left = fixed.end === 'output' ? point.x : point.x - card.width;
  openMenu({
    place:
      fixed.end === 'output'
        ? { type: 'after', node: fixed.node }
        : { type: 'before', node: fixed.node, slot: fixed.slot },
    at: snapped({ x: left, y: point.y - 42 }),
    ...at,
  });
}
