// The training worker's entry: loads tf.js, chooses a backend, and hands commands and events through.
import { browserBackends } from './browserBackends';
import { chooseBackend } from './chooseBackend';
import { makeControl } from './control';
import { errorText } from './failures';
import { makePace, type Pace } from './lockstep';
import type { Command, Event } from './protocol';
import { train } from './trainer';

type Start = Extract<Command, { type: 'start' }>;

const control = makeControl();
let pace: Pace | undefined;
const emit = (event: Event) => self.postMessage(event);

async function start({ runId, order, companions }: Start): Promise<void> {
  // Before anything is awaited, so that a companion that is gone can be forgotten.
  pace = companions && makePace(companions);
  const tf = await import('@tensorflow/tfjs');
  (await import('../kernels/gradients/register')).registerGradients();
  const chosen = await chooseBackend(order.settings.backend, browserBackends(tf));
  if (!chosen.ok) {
    pace?.leave();
    const failure = { code: 'no-backend', step: 0, message: chosen.error, remedies: [] } as const;
    return emit({ type: 'failed', runId, failure });
  }
  for (const message of chosen.value.notes) emit({ type: 'note', runId, message });
  const now = () => performance.now();
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
