// The work of a compiled kernel cut into tasks, in memory that several threads share: who owns the queue writes tasks and
// works them off together with helpers that wait for them. Apart from the workers, because both sides run it.
import { kernelNames, type OwnKernels } from './kernelNames';

/** Places in `state`. Tickets are numbers of tasks, counted over all jobs; they may wrap around. */
const place = {
  /** The next ticket that nobody has taken. */
  next: 0,
  /** The first ticket that is not yet to be taken; helpers sleep on it. */
  limit: 1,
  /** The job's first ticket. */
  base: 2,
  /** How many tasks are done, of all jobs; the owner sleeps on it. */
  done: 3,
  sleeping: 4,
  /** Whether a helper has failed in a task. */
  failed: 5,
} as const;

/** Tasks that a job may have, and numbers that all their calls may take. */
const mostTasks = 256;
const mostWords = 1 << 17;

/** Looks at the queue before a thread goes to sleep: a few microseconds, since the next job mostly comes soon. */
const looks = 2000;
/** Milliseconds after which a helper that has not come back is taken for lost, if nothing else moved. */
const patience = 10_000;

export interface TaskQueue {
  readonly state: Int32Array;
  /** Where each task's calls begin in `words`, and where the last ends. */
  readonly starts: Int32Array;
  /** Calls, one after another: the kernel's number, how many arguments, the arguments. */
  readonly words: Float64Array;
}

/** The queue on memory of its own, or on that of another thread's queue. */
export function makeQueue(
  memory = new SharedArrayBuffer((Object.keys(place).length + mostTasks + 1) * 4 + 4 + mostWords * 8),
): TaskQueue {
  const states = Object.keys(place).length;
  const words = new Float64Array(memory, 0, mostWords);
  const state = new Int32Array(memory, mostWords * 8, states);
  const starts = new Int32Array(memory, mostWords * 8 + states * 4, mostTasks + 1);
  return { state, starts, words };
}

/** Writes down calls instead of making them. */
class Recorder {
  readonly words: number[] = [];
  readonly kernels: OwnKernels;

  constructor() {
    const record =
      (kernel: number) =>
      (...args: readonly number[]) => {
        this.words.push(kernel, args.length, ...args);
      };
    this.kernels = Object.fromEntries(kernelNames.map((name, i) => [name, record(i)])) as OwnKernels;
  }
}

/** Makes the calls of task `index`. */
function play({ starts, words }: TaskQueue, own: OwnKernels, index: number): void {
  const end = starts[index + 1] ?? 0;
  for (let at = starts[index] ?? 0; at < end; ) {
    const name = kernelNames[words[at] ?? -1];
    const count = words[at + 1] ?? 0;
    if (name === undefined) throw new Error(`There is no compiled kernel number ${words[at]}.`);
    own[name](...words.subarray(at + 2, at + 2 + count));
    at += 2 + count;
  }
}

/** Takes one task and plays it; false where none is left. Every ticket below the limit is taken exactly once. */
function playNext(queue: TaskQueue, own: OwnKernels, failed: (error: unknown) => void): boolean {
  const { state } = queue;
  for (;;) {
    const ticket = Atomics.load(state, place.next);
    const limit = Atomics.load(state, place.limit);
    if (((ticket - limit) | 0) >= 0) return false;
    if (Atomics.compareExchange(state, place.next, ticket, (ticket + 1) | 0) !== ticket) continue;
    try {
      play(queue, own, (ticket - Atomics.load(state, place.base)) | 0);
    } catch (error) {
      failed(error);
    }
    if (((Atomics.add(state, place.done, 1) + 1) | 0) === limit) Atomics.notify(state, place.done);
    return true;
  }
}

/** What a helper does for as long as it lives. */
export function help(queue: TaskQueue, own: OwnKernels): never {
  const { state } = queue;
  const failed = () => Atomics.store(state, place.failed, 1);
  for (;;) {
    for (let look = 0; look < looks; look++) if (playNext(queue, own, failed)) look = 0;
    const limit = Atomics.load(state, place.limit);
    if (Atomics.load(state, place.next) !== limit) continue;
    Atomics.add(state, place.sleeping, 1);
    Atomics.wait(state, place.limit, limit);
    Atomics.sub(state, place.sleeping, 1);
  }
}

/** How a job went: `failed` if a helper did not do its part, and the job was then done again without helpers. */
export type JobEnd = 'done' | 'failed' | 'too-long';

/**
 * Does `count` tasks together with the helpers and returns when all are done. A task must come to the same however often
 * it is done, and in whatever order. A job `too-long` for the queue is not begun. `lost` is called before a job is done
 * again, and has to make sure that no helper still writes.
 */
export function runJob(
  queue: TaskQueue,
  own: OwnKernels,
  count: number,
  task: (own: OwnKernels, index: number) => void,
  lost: () => void,
): JobEnd {
  const { state, starts, words } = queue;
  if (count > mostTasks) return 'too-long';
  const recorder = new Recorder();
  for (let index = 0; index < count; index++) {
    starts[index] = recorder.words.length;
    task(recorder.kernels, index);
  }
  if (recorder.words.length > mostWords) return 'too-long';
  starts[count] = recorder.words.length;
  words.set(recorder.words);
  const base = Atomics.load(state, place.limit);
  const limit = (base + count) | 0;
  Atomics.store(state, place.base, base);
  Atomics.store(state, place.limit, limit);
  if (Atomics.load(state, place.sleeping) > 0) Atomics.notify(state, place.limit);
  let wrong: { readonly error: unknown } | undefined;
  while (playNext(queue, own, (error) => (wrong ??= { error })));
  const whole = waitForAll(state, limit);
  if (wrong) throw wrong.error;
  if (whole && Atomics.load(state, place.failed) === 0) return 'done';
  lost();
  for (let index = 0; index < count; index++) play(queue, own, index);
  return 'failed';
}

/** False where a helper that has taken a task does not come back. */
function waitForAll(state: Int32Array, limit: number): boolean {
  // A window may not sleep, a worker may.
  const maySleep = typeof window === 'undefined';
  let since = performance.now();
  let seen = Atomics.load(state, place.done);
  for (let look = 0; ; look++) {
    const done = Atomics.load(state, place.done);
    if (done === limit) return true;
    if (done !== seen) {
      seen = done;
      since = performance.now();
    }
    if (look < looks) continue;
    if (maySleep) Atomics.wait(state, place.done, done, patience);
    // Twice the patience, since a machine that slept wakes with the time gone and the helper still at work.
    if (performance.now() - since > 2 * patience) return false;
  }
}

/** Wakes the helpers that sleep and says how many there were; for a test that none are left. */
export function wakeHelpers({ state }: TaskQueue): number {
  return Atomics.notify(state, place.limit);
}
