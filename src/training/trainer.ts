// One training run from order to test figures. It is told how to speak and where to listen, and never touches the
// worker it runs in, so that a test runs the same code.
import type { Tf } from '../layers/tfTypes';
import { hasEnded, letIn, takeTurn } from './betweenBatches';
import { compileAhead } from './compileAhead';
import { evaluate } from './evaluate';
import { divergedFailure, failureOf } from './failures';
import { isKeepingDue, keepCheckpoint } from './keepCheckpoint';
import { mostPictures } from './pictures';
import type { RunOrder, TestFigures, WireSplit } from './protocol';
import { batchesIn, batchesOf, orderProblem } from './schedule';
import { closeSession, openSession, passOn, report, type Session, say, type TrainTools } from './session';

/** Milliseconds of silence after which an evaluation shows that it lives. */
const wordEvery = 1000;

/**
 * Trains the order's network on the backend that `tf` is set to, and emits the run's events: `ready` first, `done`
 * or `failed` last, always exactly one of those two. Never rejects: what goes wrong is emitted as `failed`.
 */
export async function train(order: RunOrder, tf: Tf, tools: TrainTools): Promise<void> {
  const { runId, emit, machine } = tools;
  const problem = orderProblem(order);
  if (problem) {
    tools.pace?.leave();
    emit({ type: 'failed', runId, failure: { code: 'bad-order', step: 0, message: problem, remedies: [] } });
    return;
  }
  let session: Session | undefined;
  try {
    await compileAhead(order, tf, tools);
    session = openSession(order, tf, tools);
    await work(session);
  } catch (error) {
    if (session) passOn(session);
    const context = { step: session?.step ?? 0, settings: order.settings, backend: machine.backend };
    emit({ type: 'failed', runId, failure: failureOf(error, context) });
  } finally {
    tools.pace?.leave();
    if (session) closeSession(session);
  }
}

async function work(session: Session): Promise<void> {
  const { runId, emit, machine, schedule, order } = session;
  const { stepsPerEpoch, totalSteps, training, heldOut } = schedule;
  const { backend, reason, threads } = machine;
  const counts = { stepsPerEpoch, totalSteps, trainingCount: training.length, heldOutCount: heldOut.length };
  const watched = session.learner.insight?.watched ?? { weighted: [], active: [] };
  emit({ type: 'ready', runId, backend, reason, threads, ...counts, watched });
  passOn(session);
  session.clock.start();
  await learnAll(session);
  if (session.diverged) {
    const failure = divergedFailure(session.diverged, order.settings);
    emit({ type: 'failed', runId, failure });
    return;
  }
  const stopped = session.control.state === 'stopped' && session.step < totalSteps;
  await keepCheckpoint(session);
  const all = Uint32Array.from({ length: order.test.count }, (_, i) => i);
  const test = await assess(session, order.test, all, { full: true, untilStop: false });
  if (!test) return;
  passOn(session);
  const pictures = await session.learner.show(order.test, all.subarray(0, mostPictures));
  emit({ type: 'done', runId, stopped, test: pictures ? { ...test, pictures } : test });
}

async function learnAll(session: Session): Promise<void> {
  const { order, schedule } = session;
  for (let { epoch } = session; epoch <= order.settings.epochs && !hasEnded(session); epoch++) {
    session.epoch = epoch;
    await learnEpoch(session);
    passOn(session);
    if (!hasEnded(session)) await glance(session, schedule.look);
    if (!hasEnded(session) && isKeepingDue(session)) await keepCheckpoint(session);
  }
  // Nobody need wait for the test.
  session.pace?.leave();
}

async function learnEpoch(session: Session): Promise<void> {
  const { schedule, learner, meter, learning, order } = session;
  let inEpoch = batchesIn(schedule, session.inEpoch);
  for (const indices of batchesOf(schedule, order.settings.seed, session.epoch, inEpoch)) {
    if (!(await takeTurn(session))) break;
    learning.start();
    session.step += 1;
    session.inEpoch += indices.length;
    inEpoch += 1;
    session.hash.add(indices);
    const figures = learner.learn(indices, session.step, isLookDue(order, session.step));
    meter.add({ step: session.step, images: indices.length, elapsed: session.clock.elapsed() }, figures);
    const glancing = schedule.glances.has(inEpoch) && schedule.glance > 0;
    if (glancing || meter.due()) await report(session, glancing);
    learning.stop();
    if (glancing && !hasEnded(session)) await glance(session, schedule.glance);
  }
  learning.start();
  await report(session, true);
  learning.stop();
  if (inEpoch < schedule.stepsPerEpoch) return;
  session.inEpoch = 0;
  session.epochsDone = session.epoch;
}

/** At the first batch and at every n-th. */
const isLookDue = ({ insightEvery = 0 }: RunOrder, step: number): boolean =>
  insightEvery > 0 && (step === 1 || step % insightEvery === 0);

/** Looks at the first `count` held-out images and emits what the network makes of them. */
async function glance(session: Session, count: number): Promise<void> {
  if (count === 0) return;
  const { runId, emit, order, schedule, step } = session;
  const indices = schedule.heldOut.subarray(0, count);
  const found = await assess(session, order.train, indices, { full: false, untilStop: true });
  if (!found) return;
  const heads = found.heads.map(({ loss, metrics }) => ({ loss, metric: metrics[0]?.value ?? Number.NaN }));
  const elapsed = session.clock.elapsed();
  emit({ type: 'heldOut', runId, point: { step, loss: found.loss, heads, elapsed } });
}

function assess(
  session: Session,
  split: WireSplit,
  indices: Uint32Array,
  { full, untilStop }: { readonly full: boolean; readonly untilStop: boolean },
): Promise<TestFigures | undefined> {
  const goOn = async () => {
    await letIn(session);
    if (session.now() - session.lastWord > wordEvery) say(session);
    return !(untilStop && session.control.state === 'stopped');
  };
  const { schedule, fetch } = session;
  const tools = { batchSize: schedule.evaluationBatch, full, fetch, goOn };
  return evaluate(session.learner, split, indices, tools);
}
