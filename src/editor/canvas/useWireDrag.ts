// Picking up a wire, carrying it and dropping it: on a slot, on a node's body, or beside everything. A drop that the
// judge refuses changes nothing and says why.
import type { FinalConnectionState, IsValidConnection, OnConnectStart } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import { type EdgeId, nodeId } from '../../lib/ids';
import { slotOfHandle } from '../cardGeometry';
import { connect, deleteEdge } from '../commands';
import type { ShapeFlowEdge } from '../flow';
import { soon } from '../later';
import { closeRefusal, showRefusal } from '../overlays';
import { type Judged, outputPlace, type Wiring } from './judgeWires';
import { endWiring, judgedAt, nodeAt, startWiring, useWiring } from './wiring';

const menu = soon(() => import('../draw/offerLayers'));

export function useWireDrag() {
  const moved = useRef<EdgeId>(undefined);
  const onReconnectStart = useCallback((_event: unknown, edge: ShapeFlowEdge) => {
    moved.current = edge.id as EdgeId;
  }, []);
  const onConnectStart = useCallback<OnConnectStart>((_event, { nodeId: id, handleId }) => {
    closeRefusal();
    if (id === null) return;
    const slot = slotOfHandle(handleId);
    const node = nodeId(id);
    startWiring(slot === undefined ? { end: 'output', node } : { end: 'input', node, slot }, moved.current);
  }, []);
  const onConnectEnd = useCallback((event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    const { active } = useWiring.getState();
    endWiring();
    moved.current = undefined;
    if (active) drop(active, state, pointOf(event));
  }, []);
  const isValidConnection = useCallback<IsValidConnection<ShapeFlowEdge>>((wire) => {
    const { active } = useWiring.getState();
    if (!active) return false;
    const forward = active.fixed.end === 'output';
    const place = forward ? slotOfHandle(wire.targetHandle) : outputPlace;
    return judgedAt(active, nodeId(forward ? wire.target : wire.source), place)?.verdict.ok ?? false;
  }, []);
  return { onReconnectStart, onConnectStart, onConnectEnd, isValidConnection };
}

interface WindowPoint {
  readonly x: number;
  readonly y: number;
}

function pointOf(event: MouseEvent | TouchEvent): WindowPoint {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

function drop(wiring: Wiring, state: FinalConnectionState, at: WindowPoint): void {
  const judged = droppedOn(wiring, state, at);
  if (!judged) {
    // A drawn wire pulled off its slot and let go over nothing is taken away; a new one asks what it shall lead to.
    if (nodeAt(at.x, at.y) !== undefined) return;
    if (wiring.moved) deleteEdge(wiring.moved);
    else menu()?.offerLayers(wiring.fixed, at);
    return;
  }
  const made = connect(judged.wire, wiring.moved);
  if (!made.ok) showRefusal({ problem: made.error, wire: wiring.fixed, ...at });
}

function droppedOn(wiring: Wiring, { toHandle }: FinalConnectionState, at: WindowPoint): Judged | undefined {
  if (toHandle) {
    const place = slotOfHandle(toHandle.id) ?? outputPlace;
    return judgedAt(wiring, nodeId(toHandle.nodeId), place);
  }
  const node = nodeAt(at.x, at.y);
  return node === undefined ? undefined : judgedAt(wiring, node, undefined);
}
