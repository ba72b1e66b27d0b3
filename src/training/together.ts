// The page's end of several runs that belong together: step for step, each in a worker of its own, or one after the
// other. What one run meets with, an end, a failure, a dead worker, never holds up the others.
import type { RunId } from '../lib/ids';
import {
  type ClientOptions,
  type ComingOrder,
  type MemberHandle,
  type RunHandle,
  startMember,
  startRun,
} from './client';
import { connect } from './lockstep';
import type { Event } from './protocol';

/** `lockstep`: none begins batch n + 1 before all have begun batch n. `inTurn`: one after the other, at full speed. */
export type PaceKind = 'lockstep' | 'inTurn';

export interface OrderedRun {
  readonly runId: RunId;
  readonly order: ComingOrder;
}

export interface TogetherHandle {
  /** Of all runs under way; in lockstep they stay together, at most one batch apart. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends every run after its batch in hand, with test figures; those that wait for their turn are never started. */
  readonly stop: () => void;
  /** The same for one run; the others go on. */
  readonly stopOne: (runId: RunId) => void;
  /** Throws all runs away at once: no further event arrives. */
  readonly terminate: () => void;
}

export interface TogetherOptions extends Pick<ClientOptions, 'makeWorker' | 'patience'> {
  readonly pace: PaceKind;
}

/**
 * Starts runs that belong together. Of each run exactly one `done` or `failed` arrives, as of a single one; a run
 * that was stopped before its turn came fails as `not-started`.
 */
export function startTogether(
  orders: readonly OrderedRun[],
  onEvent: (event: Event) => void,
  options: TogetherOptions,
): TogetherHandle {
  return options.pace === 'lockstep'
    ? startInLockstep(orders, onEvent, options)
    : startInTurn(orders, onEvent, options);
}

const isLast = ({ type }: Event): boolean => type === 'done' || type === 'failed';

function startInLockstep(
  orders: readonly OrderedRun[],
  onEvent: (event: Event) => void,
  options: TogetherOptions,
): TogetherHandle {
  const lines = connect(orders.map(({ runId }) => runId));
  const living = new Map<RunId, MemberHandle>();
  const hear = (event: Event) => {
    if (isLast(event)) {
      living.delete(event.runId);
      // A worker that ends well has told the others itself, and sooner; one that died has not.
      for (const handle of living.values()) handle.forget(event.runId);
    }
    onEvent(event);
  };
  for (const { runId, order } of orders) {
    const companions = lines.get(runId) ?? [];
    living.set(runId, startMember(runId, order, hear, { ...options, companions }));
  }
  const each = (act: (handle: MemberHandle) => void) => () => {
    for (const handle of [...living.values()]) act(handle);
  };
  return {
    pause: each((handle) => handle.pause()),
    resume: each((handle) => handle.resume()),
    stop: each((handle) => handle.stop()),
    stopOne: (runId) => living.get(runId)?.stop(),
    terminate: each((handle) => handle.terminate()),
  };
}

function startInTurn(
  orders: readonly OrderedRun[],
  onEvent: (event: Event) => void,
  options: TogetherOptions,
): TogetherHandle {
  let waiting = [...orders];
  let current: { readonly runId: RunId; readonly handle: RunHandle } | undefined;
  let paused = false;

  const next = () => {
    const [first, ...rest] = waiting;
    waiting = rest;
    current = first && { runId: first.runId, handle: startRun(first.runId, first.order, hear, options) };
    // Paused between two runs: the next one waits before its first batch.
    if (paused) current?.handle.pause();
  };
  const hear = (event: Event) => {
    if (isLast(event)) current = undefined;
    onEvent(event);
    if (isLast(event)) next();
  };
  const drop = (dropped: readonly OrderedRun[]) => {
    waiting = waiting.filter((ordered) => !dropped.includes(ordered));
    for (const { runId } of dropped) onEvent({ type: 'failed', runId, failure: notStarted });
  };
  next();
  return {
    pause: () => {
      paused = true;
      current?.handle.pause();
    },
    resume: () => {
      paused = false;
      current?.handle.resume();
    },
    stop: () => {
      drop(waiting);
      current?.handle.stop();
    },
    stopOne: (runId) => {
      if (current?.runId === runId) current.handle.stop();
      else drop(waiting.filter((ordered) => ordered.runId === runId));
    },
    terminate: () => {
      waiting = [];
      current?.handle.terminate();
    },
  };
}

const notStarted = {
  code: 'not-started',
  step: 0,
  message: 'It was stopped before its turn came: runs that train in turn wait for the one before to end.',
  remedies: [],
} as const;
