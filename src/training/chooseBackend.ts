// Which backend a run trains on, and why. The choice is made on what the browser says of itself, through a few
// doors that a test can stand behind; each backend that cannot be set up is passed over, and the reason says so.
import { err, ok, type Result } from '../lib/result';
import { backendNames } from './failures';
import type { Backend, RunSettings, StepTimes } from './protocol';

/** What the browser offers as WebGPU. */
export type Adapter =
  | { readonly type: 'hardware'; readonly name: string }
  /** Computes on the processor: right, but slower than WASM by far. */
  | { readonly type: 'software'; readonly name: string }
  | { readonly type: 'none' };

export interface OpenedBackend {
  readonly threads: number;
  /** As it is to be called: `WASM with SIMD and 4 threads`. */
  readonly name: string;
  /** For the run's log: kernels that this machine does without. */
  readonly notes?: readonly string[];
  /** What has come up since it was asked last: threads lost and kernels that failed in training. */
  readonly lateNotes?: () => readonly string[];
  readonly trouble?: Promise<Error>;
  /** Compiles ahead what a step needs; left out where nothing is compiled. */
  readonly warmUp?: (step: () => void) => Promise<void>;
}

export interface BackendDoors {
  readonly adapter: () => Promise<Adapter>;
  /** Loads a backend and makes tf.js use it; the error is a clause that says why not. */
  readonly open: (backend: Backend) => Promise<Result<OpenedBackend, string>>;
}

export interface ChosenBackend extends OpenedBackend {
  readonly backend: Backend;
  /** A sentence: which backend, and why this one. */
  readonly reason: string;
  /** What the user should know beyond the reason: a fallback taken, a software adapter. */
  readonly notes: readonly string[];
  /** What was measured just now, to be remembered. */
  readonly measured?: { readonly key: string; readonly times: StepTimes };
}

/** How WebGPU on a hardware adapter and WASM are compared by the run's own network. */
export interface Contest {
  /** What a measurement of this run on that adapter is remembered by. */
  readonly key: (adapter: string) => string;
  readonly known: Readonly<Record<string, StepTimes>>;
  /** Milliseconds of a training step on the backend opened last; left out where measuring would disturb others. */
  readonly time?: () => Promise<number>;
}

/**
 * WebGPU where there is a hardware adapter, else WASM, else WebGL, else plain JavaScript; a choice in the settings
 * comes first. Where the browser names a hardware adapter, which of the first two is faster cannot be told from its
 * name: a `contest` decides. The error is a sentence with every reason, when not even the last can be set up.
 */
export async function chooseBackend(
  choice: RunSettings['backend'],
  doors: BackendDoors,
  contest?: Contest,
): Promise<Result<ChosenBackend, string>> {
  const adapter = await doors.adapter();
  if (choice === 'auto' && adapter.type === 'hardware' && contest) {
    const winner = await decide(contest, adapter.name, doors);
    if (winner) return ok(winner);
  }
  const passedOver: string[] = [];
  for (const backend of candidates(choice)) {
    const unfit = backend === 'webgpu' ? unfitAdapter(adapter, choice) : undefined;
    const opened = unfit === undefined ? await doors.open(backend) : err(unfit);
    if (opened.ok) return ok(described(backend, opened.value, choice, adapter, passedOver));
    const asked = backend === choice ? `${backendNames[backend]} was chosen, but ` : '';
    passedOver.push(`${asked}${opened.error}`);
  }
  return err(`No backend can be set up here: ${passedOver.join('; ')}.`);
}

/** The faster of WebGPU and WASM; undefined where that is not known and cannot be measured. */
async function decide(
  contest: Contest,
  adapter: string,
  doors: BackendDoors,
): Promise<ChosenBackend | undefined> {
  const key = contest.key(adapter);
  const known = contest.known[key];
  const measured = known ? undefined : await measure(contest, doors);
  const times = known ?? measured?.times;
  if (!times) return undefined;
  const backend = times.webgpu <= times.wasm ? 'webgpu' : 'wasm';
  const open = measured?.last.backend === backend ? measured.last.opened : await doors.open(backend);
  if (!open.ok) return undefined;
  const when = measured ? 'measured just now' : 'measured here before';
  const [own, other] = backend === 'webgpu' ? [times.webgpu, times.wasm] : [times.wasm, times.webgpu];
  const rival = backend === 'webgpu' ? backendNames.wasm : `${backendNames.webgpu} (${adapter})`;
  const reason = `${open.value.name}: ${when} with this network, ${inWords(own)} a batch against ${inWords(other)} on ${rival}.`;
  // What has just been measured there is compiled already.
  const { warmUp, ...opened } = open.value;
  return {
    ...opened,
    ...(warmUp && !(measured?.last.backend === backend) ? { warmUp } : {}),
    backend,
    reason,
    notes: open.value.notes ?? [],
    ...(measured ? { measured: { key, times } } : {}),
  };
}

const inWords = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** WebGPU comes last, because it wins most often and then is open already. */
async function measure({ time }: Contest, doors: BackendDoors) {
  if (!time) return undefined;
  try {
    const wasm = await doors.open('wasm');
    if (!wasm.ok) return undefined;
    const onWasm = await time();
    const opened = await doors.open('webgpu');
    if (!opened.ok) return undefined;
    const times: StepTimes = { webgpu: await time(), wasm: onWasm };
    return { times, last: { backend: 'webgpu', opened } as const };
  } catch {
    // What fails here, fails or not in the run itself, where it is told with its remedies.
    return undefined;
  }
}

function candidates(choice: RunSettings['backend']): readonly Backend[] {
  const preferred: readonly Backend[] = ['webgpu', 'wasm', 'webgl', 'cpu'];
  return choice === 'auto' ? preferred : [choice, ...preferred.filter((backend) => backend !== choice)];
}

/** Why WebGPU is not to be used; a software adapter is used only by whoever asks for it. */
function unfitAdapter(adapter: Adapter, choice: RunSettings['backend']): string | undefined {
  if (adapter.type === 'none') return 'this browser offers no WebGPU adapter';
  if (adapter.type === 'hardware' || choice === 'webgpu') return undefined;
  return `this browser offers no hardware WebGPU adapter (only ${adapter.name}, a software one)`;
}

function described(
  backend: Backend,
  opened: OpenedBackend,
  choice: RunSettings['backend'],
  adapter: Adapter,
  passedOver: readonly string[],
): ChosenBackend {
  const notes: string[] = [...(opened.notes ?? [])];
  if (choice !== 'auto' && choice !== backend) {
    notes.push(`${backendNames[choice]} is not available here; training runs on ${opened.name} instead.`);
  }
  if (backend === 'webgpu' && adapter.type === 'software') {
    notes.push(`${adapter.name} computes WebGPU on the processor, many times slower than WASM.`);
  }
  const reasons = choice === backend ? ['chosen in the settings'] : passedOver;
  const offered =
    adapter.type === 'hardware' ? `this browser offers a hardware adapter (${adapter.name})` : '';
  const why = reasons.length > 0 ? reasons.join('; ') : offered;
  return { ...opened, backend, reason: `${opened.name}: ${why}.`, notes };
}
