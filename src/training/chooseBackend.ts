// Which backend a run trains on, and why. The choice is made on what the browser says of itself, through a few
// doors that a test can stand behind; each backend that cannot be set up is passed over, and the reason says so.
import { err, ok, type Result } from '../lib/result';
import { backendNames } from './failures';
import type { Backend, RunSettings } from './protocol';

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
  readonly trouble?: Promise<Error>;
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
}

/**
 * WebGPU where there is a hardware adapter, else WASM, else WebGL, else plain JavaScript; a choice in the settings
 * comes first. The error is a sentence with every reason, when not even the last can be set up.
 */
export async function chooseBackend(
  choice: RunSettings['backend'],
  doors: BackendDoors,
): Promise<Result<ChosenBackend, string>> {
  const adapter = await doors.adapter();
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
  const notes: string[] = [];
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
