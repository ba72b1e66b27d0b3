// Starting a run: what is in its way, what the worker is ordered, and how its events arrive.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { welcomeDocument } from './templates';
import { makeBench } from './tools.fixture';

async function ready() {
  const bench = makeBench();
  const state = () => bench.store.getState();
  state().open('Open', welcomeDocument());
  await state().followDocument();
  return { ...bench, state };
}

const codes = (
  started: ReturnType<ReturnType<typeof makeBench>['store']['getState']>['startRun'] extends () => infer R
    ? R
    : never,
) => (started.ok ? [] : started.error.map(({ code }) => code));

describe('startRun', () => {
  it('orders the plan, the settings and the images', async () => {
    const { state, runs } = await ready();
    expect(state().startRun().ok).toBe(true);
    const [run] = runs;
    expect(run?.order).toMatchObject({
      imageShape: [28, 28, 1],
      classCount: 10,
      plan: { title: 'Mini Inception' },
    });
    expect(run?.order.settings).not.toHaveProperty('data');
    expect(run?.order.settings.epochs).toBe(state().document.training.epochs);
    expect([run?.order.train.count, run?.order.train.images.length]).toEqual([4, 4 * 784]);
    expect(state().run).toMatchObject({ state: 'preparing', title: 'Mini Inception', id: run?.id });
  });

  it('turns the worker’s events into the run, and passes on pause, resume and stop', async () => {
    const { state, runs, recorded } = await ready();
    state().startRun();
    const [run] = runs;
    if (!run) throw new Error('No run was started.');
    const runId = run.id;
    const told = {
      backend: 'wasm',
      reason: 'because',
      threads: 1,
      stepsPerEpoch: 2,
      totalSteps: 4,
      trainingCount: 4,
      heldOutCount: 0,
      watched: { weighted: [], active: [] },
    } as const;
    run.emit({ type: 'ready', runId, ...told });
    expect(state().run?.state).toBe('training');
    expect(state().startRun().ok).toBe(true);
    expect(runs).toHaveLength(1);
    state().pauseRun();
    run.emit({ type: 'paused', runId });
    expect(state().run?.state).toBe('paused');
    state().resumeRun();
    run.emit({ type: 'resumed', runId });
    state().stopRun();
    expect(state().run).toMatchObject({ state: 'training', stopping: true });
    expect(run.said).toEqual(['pause', 'resume', 'stop']);
    run.emit({
      type: 'done',
      runId,
      stopped: true,
      test: { loss: 1, count: 4, heads: [] },
    });
    expect(state().run?.state).toBe('done');
    const kept = recorded.map((one) => one.state);
    expect(kept).toEqual(['preparing', 'training', 'paused', 'training', 'done']);
    expect(state().startRun().ok).toBe(true);
    expect(runs).toHaveLength(2);
    run.emit({ type: 'failed', runId, failure: { code: 'bug', step: 0, message: '', remedies: [] } });
    expect(state().run?.state).toBe('preparing');
  });

  it('answers with what is in the way and starts nothing', async () => {
    const { state, runs } = await ready();
    state().apply('Delete', [{ type: 'remove', nodes: [nodeId('classes')], edges: [] }]);
    expect(codes(state().startRun())).toEqual(['no-output']);
    state().undo();
    state().chooseData('shapes');
    expect(codes(state().startRun())).toEqual(['no-data']);
    await state().followDocument();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(codes(state().startRun())).toEqual(['data-shape-differs']);
    expect(runs).toEqual([]);
    expect(state().run).toBeUndefined();
  });

  it('refuses a batch that no memory holds, and offers one that fits', async () => {
    const { state } = await ready();
    state().apply('Set', [{ type: 'set', node: nodeId('stem'), params: { filters: 2048, stride: 1 } }]);
    state().setTraining('Set', { batchSize: 4096 });
    const started = state().startRun();
    expect(codes(started)).toEqual(['memory']);
    const fix = started.ok ? undefined : started.error[0]?.fixes?.[0];
    if (!fix) throw new Error('No remedy is offered.');
    state().applyFix(fix);
    expect(state().document.training.batchSize).toBeLessThan(4096);
    expect(state().startRun().ok).toBe(true);
  });
});
