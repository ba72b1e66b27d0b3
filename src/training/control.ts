// How a run is paused, resumed and stopped from outside, and how its loop lets such words in. The worker turns
// commands into calls here; a test calls directly.

export interface RunControl {
  pause(): void;
  resume(): void;
  /** Ends the run after the batch in hand. Also ends a pause. */
  stop(): void;
  readonly state: 'running' | 'paused' | 'stopped';
  /** Resolves once the run is no longer paused; at once where it is not. */
  unpaused(): Promise<void>;
  /** Calls `listener` at every change of state from now on. */
  onChange(listener: () => void): void;
}

export function makeControl(): RunControl {
  let state: RunControl['state'] = 'running';
  let waiting: (() => void)[] = [];
  const listeners: (() => void)[] = [];
  const change = (next: RunControl['state']) => {
    if (state === 'stopped') return;
    state = next;
    for (const listener of listeners) listener();
    if (next === 'paused') return;
    for (const wake of waiting) wake();
    waiting = [];
  };
  return {
    pause: () => change('paused'),
    resume: () => change('running'),
    stop: () => change('stopped'),
    get state() {
      return state;
    },
    onChange: (listener) => void listeners.push(listener),
    unpaused: () =>
      state === 'paused' ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(),
  };
}

export interface Breather {
  /** Lets the event loop handle what has arrived; resolves after it. */
  readonly breathe: () => Promise<void>;
  readonly close: () => void;
}

/** A message to oneself is a full turn of the event loop; a zero timeout would be stretched to 4 ms by browsers. */
export function makeBreather(): Breather {
  const { port1, port2 } = new MessageChannel();
  let wake: (() => void) | undefined;
  port1.onmessage = () => wake?.();
  return {
    breathe: () =>
      new Promise((resolve) => {
        wake = resolve;
        port2.postMessage(0);
      }),
    close: () => port1.close(),
  };
}
