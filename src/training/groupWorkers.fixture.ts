// Workers in this very thread for tests of runs that go together: each trains for real, on the tf.js given, and can be
// made to die without a word.
import type { Tf } from '../layers/tfTypes';
import type { RunId } from '../lib/ids';
import type { WorkerLike } from './client';
import { makeControl } from './control';
import { makePace } from './lockstep';
import type { Command, Event } from './protocol';
import { train } from './trainer';

export interface GroupStage {
  readonly makeWorker: () => WorkerLike;
  /** Whose batch was handed to its network, in the order in which it happened. */
  readonly handed: readonly RunId[];
  /** Workers started and ended so far. */
  readonly count: { readonly started: number; readonly terminated: number };
  /** Kills a run's worker: it neither trains on nor tells anybody. */
  readonly kill: (runId: RunId) => void;
}

/** `onHanded` is called whenever a batch is handed over, with whose it is and how many it has had. */
export function groupStage(
  tf: Tf,
  onHanded: (runId: RunId, step: number, stage: GroupStage) => void = () => {},
): GroupStage {
  const handed: RunId[] = [];
  const count = { started: 0, terminated: 0 };
  const killers = new Map<RunId, () => void>();

  const makeWorker = (): WorkerLike => {
    count.started += 1;
    const target = new EventTarget();
    const control = makeControl();
    let alive = true;
    let pace: ReturnType<typeof makePace> | undefined;
    const end = () => {
      alive = false;
      control.stop();
    };
    const emit = (data: Event) => {
      // A real worker's words arrive later, never in the midst of the page's own call; and no later than needed, since
      // Node lets the messages of a busy port go before its timers.
      queueMicrotask(() => alive && target.dispatchEvent(new MessageEvent('message', { data })));
    };
    const start = ({ runId, order, companions }: Extract<Command, { type: 'start' }>) => {
      const made = companions && makePace(companions);
      pace = made;
      killers.set(runId, () => {
        end();
        // The dead say nothing by themselves; the browser reports it to the page.
        queueMicrotask(() =>
          target.dispatchEvent(Object.assign(new Event('error'), { message: 'It died.' })),
        );
      });
      const tools = {
        runId,
        machine: { backend: 'cpu', reason: 'a test', threads: 1 },
        emit,
        control,
        now: () => performance.now(),
      } as const;
      const variableGrads: Tf['variableGrads'] = (...given) => {
        handed.push(runId);
        onHanded(runId, handed.filter((id) => id === runId).length, stage);
        return tf.variableGrads(...given);
      };
      const telling = made && { ...made, leave: () => (alive ? made.leave() : undefined) };
      return train(order, { ...tf, variableGrads }, { ...tools, ...(telling ? { pace: telling } : {}) });
    };
    return {
      postMessage: (command: Command) => {
        if (command.type === 'start') void start(command);
        else if (command.type === 'forget') pace?.forget(command.other);
        else control[command.type]();
      },
      terminate: () => {
        count.terminated += 1;
        end();
      },
      addEventListener: target.addEventListener.bind(target),
    } as WorkerLike;
  };
  const stage: GroupStage = { makeWorker, handed, count, kill: (runId) => killers.get(runId)?.() };
  return stage;
}
