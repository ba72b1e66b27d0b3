// Helper workers that share the work of our own compiled kernels with the thread that trains. tf.js's own pool has half
// of the logical cores, on two cores one thread, so that the other core would be idle.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { HelperStart } from './helper';
import type { OwnKernels } from './kernelNames';
import { compiledModule, ownKernels } from './ownModule';
import { makeQueue, runJob, type TaskQueue } from './taskQueue';
import { makeWorthwhile, type Worthwhile } from './worthwhile';

/** More helpers than this would wait for memory. */
const mostHelpers = 7;
/** Milliseconds that a helper may take to start. */
const startTime = 5000;
/** Multiply-adds below which a job is done sooner than a helper is woken. */
const leastWork = 100_000;
/** What an element of a pass over memory costs, in the multiply-adds of a convolution. */
export const passWork = 8;
/** Tasks for each thread, so that one that is held up leaves the rest to others. */
const tasksEach = 3;

/** `by-speed`: while they make jobs faster (`worthwhile.ts`); `always`; or `rest`, so that one thread does all. */
export type Mode = 'by-speed' | 'always' | 'rest';

interface Team {
  readonly workers: readonly Worker[];
  readonly queue: TaskQueue;
  mode: Mode;
  /** Until one of them has failed. */
  sound: boolean;
  readonly worthwhile: Worthwhile;
}

const teams = new WeakMap<OwnKernels, Team>();
const troubles: string[] = [];

/** Helpers for every logical core but one. */
export const usualHelpers = (): number =>
  Math.min(Math.max((globalThis.navigator?.hardwareConcurrency ?? 1) - 1, 0), mostHelpers);

/**
 * Starts `count` helpers for the backend's compiled kernels and resolves with how many there are then: none where
 * memory cannot be shared, or where they do not start.
 */
export async function startHelpers(backend: BackendWasm, count = usualHelpers()): Promise<number> {
  const own = ownKernels(backend);
  const compiled = compiledModule(backend);
  if (!own || !compiled?.shared || count === 0 || typeof Worker === 'undefined') return 0;
  endHelpers(backend);
  const queue = makeQueue();
  const start: HelperStart = {
    module: compiled.module,
    memory: compiled.memory,
    queue: queue.words.buffer as SharedArrayBuffer,
  };
  const workers: Worker[] = [];
  try {
    for (let i = 0; i < count; i++)
      workers.push(
        new Worker(new URL('./helper.ts', import.meta.url), { type: 'module', name: `helper ${i}` }),
      );
    await Promise.all(workers.map((worker) => started(worker, start)));
  } catch (error) {
    for (const worker of workers) worker.terminate();
    note(error instanceof Error ? error.message : String(error));
    return 0;
  }
  teams.set(own, { workers, queue, mode: 'by-speed', sound: true, worthwhile: makeWorthwhile() });
  return count;
}

/**
 * Without helpers, as where several trainings share the cores: kernels are chosen all the same as if the usual number of
 * them were there, so that a run comes to the same to the last bit, alone or beside others.
 */
export function computeAsWithHelpers(backend: BackendWasm): void {
  const own = ownKernels(backend);
  if (own && compiledModule(backend)?.shared) usual.set(own, usualHelpers() + 1);
}

/** The threads that kernels are chosen for where there is no team. */
const usual = new WeakMap<OwnKernels, number>();

function started(worker: Worker, start: HelperStart): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it does not answer')), startTime);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.onerror = ({ message }) => {
      clearTimeout(timer);
      reject(new Error(message || 'it could not be loaded'));
    };
    worker.postMessage(start);
  });
}

/** Ends the backend's helpers; its kernels go on with one thread. */
export function endHelpers(backend: BackendWasm): void {
  const own = ownKernels(backend);
  if (own) disband(own);
}

function disband(own: OwnKernels): void {
  for (const worker of teams.get(own)?.workers ?? []) worker.terminate();
  teams.delete(own);
}

/** Sets whether the helpers work: as they do at first, or otherwise for comparisons. */
export function setHelpers(backend: BackendWasm, mode: Mode): void {
  const own = ownKernels(backend);
  const team = own && teams.get(own);
  if (team) team.mode = mode;
}

/**
 * The threads that a job can have: one, and the helpers, unless they were told to rest. Which kernel is used may depend on
 * this, and on nothing that changes in a run: so a run comes to the same however busy the machine is.
 */
export function threadsOf(own: OwnKernels): number {
  const team = teams.get(own);
  if (!team) return usual.get(own) ?? 1;
  return team.mode !== 'rest' ? team.workers.length + 1 : 1;
}

/** Into how many tasks a job of `most` like parts is best cut: 1 where nobody helps. */
export function tasksFor(own: OwnKernels, most: number, work: number): number {
  const threads = threadsOf(own);
  return threads === 1 || work < leastWork ? 1 : Math.max(1, Math.min(most, threads * tasksEach));
}

/** The part `index` of `count` like parts of `total`: the first and the one after the last. */
export function part(total: number, index: number, count: number): readonly [number, number] {
  return [Math.floor((total * index) / count), Math.floor((total * (index + 1)) / count)];
}

/**
 * Does `count` tasks, shared with the helpers where there are any and `work` (in multiply-adds) is worth it. A task calls
 * the kernels that it is handed and does nothing else, writes where no other task reads or writes, and comes to the
 * same if it is done twice.
 */
export function share(
  own: OwnKernels,
  count: number,
  work: number,
  task: (own: OwnKernels, index: number) => void,
): void {
  const team = teams.get(own);
  const alone = () => {
    for (let index = 0; index < count; index++) task(own, index);
  };
  if (!team?.sound || team.mode === 'rest' || count === 1 || work < leastWork) {
    alone();
    return;
  }
  const lost = () => {
    // It stays the team, so that the same kernels go on in the same way.
    team.sound = false;
    for (const worker of team.workers) worker.terminate();
    note('one of them failed in its work');
  };
  const start = performance.now();
  const tried = team.mode === 'always' || team.worthwhile.now();
  const together = tried && runJob(team.queue, own, count, task, lost) !== 'too-long';
  if (!together) alone();
  if (team.mode === 'by-speed') team.worthwhile.add(work, performance.now() - start);
}

/** The queue that the backend's helpers wait at; for tests of what they do. */
export function helperQueue(backend: BackendWasm): TaskQueue | undefined {
  const own = ownKernels(backend);
  return own && teams.get(own)?.queue;
}

function note(reason: string): void {
  const trouble = `The helper threads of Convas's own WebAssembly kernels are not in use (${reason}); training goes on with one thread.`;
  troubles.push(trouble);
  console.warn(trouble);
}

/** What went wrong with helpers since this was asked last; for the run's log. */
export const takeHelperTroubles = (): readonly string[] => troubles.splice(0);
