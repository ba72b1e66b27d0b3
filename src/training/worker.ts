// The training worker's entry: loads tf.js, chooses a backend, and hands commands and events through.
import { browserBackends } from './browserBackends';
import { chooseBackend } from './chooseBackend';
import { makeControl } from './control';
import { errorText } from './failures';
import type { Command, Event } from './protocol';
import { train } from './trainer';

type Start = Extract<Command, { type: 'start' }>;

const control = makeControl();
const emit = (event: Event) => self.postMessage(event);

async function start({ runId, order }: Start): Promise<void> {
  const tf = await import('@tensorflow/tfjs');
  (await import('../kernels/gradients/register')).registerGradients();
  const chosen = await chooseBackend(order.settings.backend, browserBackends(tf));
  if (!chosen.ok) {
    const failure = { code: 'no-backend', step: 0, message: chosen.error, remedies: [] } as const;
    return emit({ type: 'failed', runId, failure });
  }
  for (const message of chosen.value.notes) emit({ type: 'note', runId, message });
  await train(order, tf, { runId, machine: chosen.value, emit, control, now: () => performance.now() });
}

self.onmessage = ({ data: command }: MessageEvent<Command>) => {
  if (command.type !== 'start') return control[command.type]();
  const { runId } = command;
  start(command).catch((error: unknown) => {
    const message = `The training worker could not start: ${errorText(error)}`;
    emit({ type: 'failed', runId, failure: { code: 'bug', step: 0, message, remedies: [] } });
  });
};
