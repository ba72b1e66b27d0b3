// What went wrong, in words a user can act on: exceptions of tf.js, WebAssembly and the graphics drivers, sorted by
// what they say, since none of them carries a code.
import type { Divergence } from './divergence';
import {
  type Backend,
  backends,
  type Failure,
  type FailureCode,
  type Remedy,
  type RunSettings,
} from './protocol';

export interface FailureContext {
  readonly step: number;
  readonly settings: RunSettings;
  /** Undefined before one was chosen. */
  readonly backend: Backend | undefined;
}

export const backendNames: Readonly<Record<Backend, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
};

// The words are Chromium's, Firefox's, Safari's, Emscripten's and tf.js's own.
const outOfMemory =
  /out of memory|OOM|allocation fail|allocation size|enlarge memory|memory\.grow|array buffer|array length|buffer size|max(imum)? ?buffer|exceeds the max|texture size|memory access out of bounds/i;
const deviceLost =
  /device (is |was )?lost|lost device|context.?lost|CONTEXT_LOST|device.*destroyed|GPU (process|connection) (was )?lost/i;

/** Sorts an exception by its message. */
export function failureCodeOf(error: unknown): Extract<FailureCode, 'out-of-memory' | 'device-lost' | 'bug'> {
  const text = errorText(error);
  if (deviceLost.test(text)) return 'device-lost';
  return outOfMemory.test(text) ? 'out-of-memory' : 'bug';
}

export const errorText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** The failure an exception means for the run, with remedies that its settings leave open. */
export function failureOf(error: unknown, context: FailureContext): Failure {
  const code = failureCodeOf(error);
  const where = context.backend ? backendNames[context.backend] : 'the backend';
  const when = context.step === 0 ? 'before the first batch' : `at batch ${context.step}`;
  const said = errorText(error);
  const other = otherBackend(context.backend);
  switch (code) {
    case 'out-of-memory': {
      const message = `Memory did not suffice on ${where} ${when} (${said}).`;
      return { code, step: context.step, message, remedies: [...smallerBatch(context.settings), ...other] };
    }
    case 'device-lost': {
      const message = `${where} lost its device ${when} (${said}): the driver was reset, or another page took it.`;
      return {
        code,
        step: context.step,
        message,
        remedies: [...other, { label: 'Try again', settings: {} }],
      };
    }
    case 'bug': {
      const message = `Training broke off on ${where} ${when}: ${said}`;
      return {
        code,
        step: context.step,
        message,
        remedies: [...other, { label: 'Try again', settings: {} }],
      };
    }
  }
}

export function divergedFailure({ step, reason }: Divergence, settings: RunSettings): Failure {
  const message = `Training diverged at batch ${step}: ${reason}. The steps along the gradient are too large for this network.`;
  const rate = (divisor: number): Remedy => {
    const learningRate = Number((settings.learningRate / divisor).toPrecision(3));
    return {
      label: `Divide the learning rate by ${divisor}, to ${learningRate}`,
      settings: { learningRate },
    };
  };
  const remedies = [rate(10), rate(100)];
  if (settings.optimizer !== 'adam') {
    const adam: Partial<RunSettings> = { optimizer: 'adam', learningRate: 0.001 };
    remedies.push({ label: 'Use Adam, which scales the gradient, at 0.001', settings: adam });
  }
  return { code: 'diverged', step, message, remedies };
}

function smallerBatch(settings: RunSettings): Remedy[] {
  if (settings.batchSize <= 1) return [];
  const batchSize = Math.max(1, Math.floor(settings.batchSize / 4));
  return [
    { label: `Use batches of ${batchSize} images instead of ${settings.batchSize}`, settings: { batchSize } },
  ];
}

/** The next best backend: those after it in the order of preference, then those before it. */
function otherBackend(backend: Backend | undefined): Remedy[] {
  if (!backend) return [];
  const at = backends.indexOf(backend);
  const next = backends[at + 1] ?? backends[at - 2];
  return next ? [{ label: `Train on ${backendNames[next]}`, settings: { backend: next } }] : [];
}
