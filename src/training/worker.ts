// The training worker's entry: loads tf.js, chooses a backend, and hands commands and events through.
import { browserBackends } from './browserBackends';
import { chooseBackend } from './chooseBackend';
import { makeControl } from './control';
import { errorText } from './failures';
import { makePace, type Pace } from './lockstep';
import { arraysOf, withBlock } from './packed';
import { probeKey, timeSteps } from './probe';
import type { Command, Word } from './protocol';
import { orderProblem } from './schedule';
import { train } from './trainer';

type Start = Extract<Command, { type: 'start' }>;

const control = makeControl();
let pace: Pace | undefined;

/** A checkpoint's values are read back for the page alone, which uses the arrays and keeps the block. */
function emit(word: Word): void {
  const checkpoint = word.type === 'checkpoint' ? withBlock(word.checkpoint) : undefined;
  const transfer = checkpoint ? arraysOf(checkpoint).map(({ buffer }) => buffer) : [];
  self.postMessage(checkpoint ? { ...word, checkpoint } : word, { transfer });
}

async function start({ runId, order, companions, stepTimes = {} }: Start): Promise<void> {
  // Before anything is awaited, so that a companion that is gone can be forgotten.
  pace = companions && makePace(companions);
  const tf = await import('@tensorflow/tfjs');
  (await import('../kernels/gradients/register')).registerGradients();
  const now = () => performance.now();
  // Others of a group would be measured along, and an order that cannot be carried out cannot be measured.
  const alone = !companions && !orderProblem(order);
  const chosen = await chooseBackend(order.settings.backend, browserBackends(tf, { helpers: !companions }), {
    key: (adapter) => probeKey(adapter, order.plan, order.settings.batchSize),
    known: stepTimes,
    ...(alone ? { time: () => timeSteps(tf, order, now) } : {}),
  });
  if (!chosen.ok) {
    pace?.leave();
    const failure = { code: 'no-backend', step: 0, message: chosen.error, remedies: [] } as const;
    return emit({ type: 'failed', runId, failure });
  }
  const { measured } = chosen.value;
  if (measured) emit({ type: 'measured', runId, ...measured });
  for (const message of chosen.value.notes) emit({ type: 'note', runId, message });
  await train(order, tf, { runId, machine: chosen.value, emit, control, now, ...(pace ? { pace } : {}) });
}

self.onmessage = ({ data: command }: MessageEvent<Command>) => {
  if (command.type === 'forget') return pace?.forget(command.other);
  if (command.type !== 'start') return control[command.type]();
  const { runId } = command;
  start(command).catch((error: unknown) => {
    pace?.leave();
    const message = `The training worker could not start: ${errorText(error)}`;
    emit({ type: 'failed', runId, failure: { code: 'bug', step: 0, message, remedies: [] } });
  });
};
