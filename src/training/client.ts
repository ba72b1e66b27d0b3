// The page's end of a run: one worker per run, ended as soon as the run is. Whatever becomes of the worker, exactly
// one `done` or `failed` arrives, unless the page itself throws the run away.
import type { RunId } from '../lib/ids';
import type { Companion } from './lockstep';
import { browserStorage, type ProbeMemory, probeMemory } from './probeMemory';
import type { Command, Event, FailureCode, RunOrder, Word } from './protocol';

export interface RunHandle {
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the run after the batch in hand, with test figures. A worker that stays silent is ended by force. */
  readonly stop: () => void;
  /** Throws the run away at once: no further event arrives. */
  readonly terminate: () => void;
}

/** A run among companions: what the page must tell it of them. */
export interface MemberHandle extends RunHandle {
  /** Says that a companion is gone and is not to be waited for. */
  readonly forget: (other: RunId) => void;
}

/** What of a Worker is used here, so that a test can stand in for one. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface ClientOptions {
  readonly makeWorker?: () => WorkerLike;
  /** Milliseconds without a word, after stop, until the worker is ended by force. */
  readonly patience?: number;
  /** Runs to go step for step with, and the lines to them, which are given away. */
  readonly companions?: readonly Companion[];
  /** What is known of the speed of backends here; the browser's own, where left out. */
  readonly memory?: ProbeMemory;
}

const trainingWorker = (): WorkerLike =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' });

/** Longer than one batch of a network that is worth waiting for; an evaluation says a word each second. */
const defaultPatience = 20_000;

/** An order, or one whose images are still being laid where a worker reads them. */
export type ComingOrder = RunOrder | Promise<RunOrder>;

/** Starts a worker that trains `order`. `onEvent` is called with this run's events only, until its last. */
export function startRun(
  runId: RunId,
  order: ComingOrder,
  onEvent: (event: Event) => void,
  options: Omit<ClientOptions, 'companions'> = {},
): RunHandle {
  return startMember(runId, order, onEvent, options);
}

/** The same for a run that may have companions. */
export function startMember(
  runId: RunId,
  order: ComingOrder,
  onEvent: (event: Event) => void,
  options: ClientOptions,
): MemberHandle {
  const { makeWorker = trainingWorker, patience = defaultPatience, companions } = options;
  const memory = options.memory ?? probeMemory(browserStorage());
  const worker = makeWorker();
  let ended = false;
  let stopping = false;
  let step = 0;
  let deadline: ReturnType<typeof setTimeout> | undefined;

  const end = () => {
    ended = true;
    clearTimeout(deadline);
    worker.terminate();
  };
  const fail = (code: FailureCode, message: string) => {
    if (ended) return;
    end();
    const remedies = [{ label: 'Try again', settings: {} }];
    onEvent({ type: 'failed', runId, failure: { code, step, message, remedies } });
  };
  const watchSilence = () => {
    clearTimeout(deadline);
    const message = `The training worker did not answer for ${patience / 1000} s after Stop and was ended; there are no test figures.`;
    deadline = setTimeout(() => fail('worker-died', message), patience);
  };
  const hear = (event: Word) => {
    if (ended || event.runId !== runId) return;
    if (event.type === 'measured') return memory.keep(event.key, event.times);
    if (event.type === 'batch') step = event.points.at(-1)?.step ?? step;
    if (event.type === 'done' || event.type === 'failed') end();
    else if (stopping) watchSilence();
    onEvent(event);
  };
  const post = (command: Command, given: readonly Transferable[] = []) => {
    if (!ended) worker.postMessage(command, [...given]);
  };
  // Whatever is told the worker comes after its order.
  let coming: Promise<void> | undefined;
  const tell = (command: Command) => {
    if (coming) void coming.then(() => post(command));
    else post(command);
  };
  const ports = companions?.map(({ port }) => port);
  const begin = (given: RunOrder) => {
    const stepTimes = memory.all();
    post({ type: 'start', runId, order: given, stepTimes, ...(companions ? { companions } : {}) }, ports);
  };

  worker.addEventListener('message', ({ data }) => hear(data as Word));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const said = event.message ? `: ${event.message}` : ', perhaps because its script could not be loaded';
    fail('worker-died', `The training worker died${said}.`);
  });
  worker.addEventListener('messageerror', () =>
    fail('worker-died', 'A message from the training worker could not be read.'),
  );
  if (order instanceof Promise)
    coming = order.then(begin).then(
      () => {
        coming = undefined;
      },
      (error: unknown) =>
        fail('out-of-memory', `The images could not be given to the training worker: ${String(error)}.`),
    );
  else begin(order);

  return {
    pause: () => tell({ type: 'pause', runId }),
    resume: () => tell({ type: 'resume', runId }),
    stop: () => {
      if (ended || stopping) return;
      stopping = true;
      tell({ type: 'stop', runId });
      watchSilence();
    },
    terminate: end,
    forget: (other) => tell({ type: 'forget', runId, other }),
  };
}
