// The page that `npm run demonstrations` drives: trains a demonstration with one seed and answers in figures, and draws
// the curves of all seeds so far.
import { curvesSvg } from '../../src/charts/export/curvesSvg';
import { flowSvg } from '../../src/charts/export/flowSvg';
import type { OverlayRun } from '../../src/charts/overlay/overlay';
import { claims, type DemonstrationId, type Verdict } from './claims';
import { comparisons } from './comparisons';
import { demonstrate } from './demonstrate';
import { endLoss, type Outcome, testAccuracy } from './outcome';

/** One design with one seed. */
export interface RunFigures {
  readonly title: string;
  readonly depth: number;
  readonly weights: number;
  readonly macs: number;
  readonly state: string;
  readonly steps: number;
  readonly firstLoss: number;
  /** Mean over the last tenth of the batches; null where the run failed. */
  readonly endLoss: number | null;
  readonly testAccuracy: number;
  /** Seconds of training as the worker measured them. */
  readonly seconds: number;
}

export interface SeedFigures {
  readonly seed: number;
  /** From the start of the workers to the last test figure. */
  readonly seconds: number;
  readonly verdict: Verdict;
  readonly runs: readonly RunFigures[];
}

declare global {
  interface Window {
    demonstrations: readonly { readonly id: string; readonly title: string }[];
    runDemonstration: (id: DemonstrationId, seed: number) => Promise<SeedFigures>;
    drawDemonstration: (id: DemonstrationId) => string;
    drawGradients: (id: DemonstrationId) => string;
  }
}

const kept = new Map<
  DemonstrationId,
  { readonly seed: number; readonly outcome: Outcome; readonly design: number }[]
>();

function comparisonOf(id: DemonstrationId) {
  const comparison = comparisons.get(id);
  if (!comparison) throw new Error(`There is no comparison ${id}`);
  return comparison;
}

function figuresOf(outcome: Outcome): RunFigures {
  const { plan, run } = outcome;
  const { depth, trainable, macs } = plan.totals;
  const progress = 'progress' in run ? run.progress : undefined;
  const end = endLoss(outcome);
  return {
    title: plan.title,
    depth,
    weights: trainable,
    macs,
    state: run.state === 'failed' ? run.failure.code : run.state,
    steps: progress?.step ?? 0,
    firstLoss: run.curves.batches[0]?.heads[0]?.loss ?? Number.NaN,
    endLoss: Number.isFinite(end) ? end : null,
    testAccuracy: testAccuracy(outcome),
    seconds: (progress?.elapsed ?? 0) / 1000,
  };
}

window.demonstrations = [...comparisons].map(([id, { title }]) => ({ id, title }));

window.runDemonstration = async (id, seed) => {
  const started = performance.now();
  const outcomes = await demonstrate(comparisonOf(id), seed);
  const seconds = (performance.now() - started) / 1000;
  const before = kept.get(id) ?? [];
  kept.set(id, [...before, ...outcomes.map((outcome, design) => ({ seed, outcome, design }))]);
  return { seed, seconds, verdict: claims[id](outcomes), runs: outcomes.map(figuresOf) };
};

window.drawDemonstration = (id) => {
  const { title } = comparisonOf(id);
  const all = [...(kept.get(id) ?? [])].sort((a, b) => a.design - b.design || a.seed - b.seed);
  const runs = all.map(({ seed, outcome: { plan, run }, design }): OverlayRun => {
    const { stepsPerEpoch = 1, step = 0 } = ('progress' in run ? run.progress : undefined) ?? {};
    return {
      id: `${design}/${seed}`,
      label: `${plan.title}, seed ${seed}`,
      band: plan.title,
      colour: design,
      curves: run.curves,
      stepsPerEpoch,
      batchSize: run.settings.batchSize,
      ...(run.state === 'failed'
        ? { ended: { state: 'failed', step, reason: run.failure.message } as const }
        : {}),
    };
  });
  // The first output's own loss: with auxiliary heads the whole loss is a sum over other things as well.
  return curvesSvg(runs, { title, figure: 'loss', head: 0, smoothing: 0.6, log: true });
};

/** Gradient norms by layer and batch, of the first seed that was run. */
window.drawGradients = (id) => {
  const all = kept.get(id) ?? [];
  const shown = all.filter(({ seed }) => seed === all[0]?.seed);
  const { title } = comparisonOf(id);
  const designs = shown.flatMap(({ outcome: { plan, run }, design }) =>
    'progress' in run && run.progress
      ? [
          {
            id: `${design}`,
            label: plan.title,
            colour: design,
            watched: run.progress.watched,
            insights: run.curves.insights,
          },
        ]
      : [],
  );
  return flowSvg(designs, {
    quantity: 'gradient',
    title: `${title}: gradient norms, seed ${shown[0]?.seed ?? ''}`,
  });
};

document.title = 'ready';
