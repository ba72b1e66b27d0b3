// The promise of the gallery's badge: every network marked as training here does train, with its own settings, on the
// WASM backend. Each run goes through the real worker and ends as soon as its loss has fallen far enough.
import { expect, test } from 'vitest';
import { makeBuiltIn } from '../data/builtIn';
import type { BuiltInId, DataSet, ImageSplit } from '../data/dataSet';
import { isQuick } from '../editor/gallery/isQuick';
import { expand } from '../graph/expand';
import { runId } from '../lib/ids';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { inferShapes } from '../shapes/inferShapes';
import { runSettings } from '../store/runOrder';
import { loadTemplate, type Template, templateIds } from '../store/templates';
import { startRun } from './client';
import type { BatchPoint, Event, RunOrder } from './protocol';

/**
 * The share of the first batches' loss that training must come below: a half, or less where answering the same to
 * every image would reach that already, since most pixels are background and most squared errors begin large; and more
 * for super-resolution, which begins as the plain enlargement (MSE 0.0083) and has only detail to add.
 */
const shares: Readonly<Record<string, number>> = {
  'deconvnet-small': 0.3,
  'u-shaped-segmenter': 0.3,
  'two-tasks': 0.2,
  'super-resolution': 0.75,
  colourisation: 0.3,
};

const sets = new Map<string, DataSet>();
function builtIn(id: BuiltInId): DataSet {
  const set = sets.get(id) ?? makeBuiltIn(id, () => {});
  sets.set(id, set);
  return set;
}

/** Its first images: what they are tested on after training tells here that figures come, not how good they are. */
function firstOf(split: ImageSplit, count: number): ImageSplit {
  const part = <T extends Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(of: T): T =>
    of.slice(0, (of.length / split.count) * count) as T;
  const { images, labels, masks, values, attributes } = split;
  return {
    count,
    images: part(images),
    labels: part(labels),
    ...(masks && { masks: part(masks) }),
    ...(values && { values: part(values) }),
    ...(attributes && { attributes: part(attributes) }),
  };
}

function planOf({ id, document }: Template): Plan | undefined {
  const flat = expand(document.graph);
  const planned = makePlan(id, flat, inferShapes(flat));
  return planned.ok ? planned.value : undefined;
}

function orderOf({ document: { training } }: Template, plan: Plan): RunOrder {
  const { imageShape, classNames, train, test } = builtIn(training.data === 'digits' ? 'digits' : 'shapes');
  const settings = { ...runSettings(training), backend: 'wasm' as const };
  return { plan, settings, imageShape, classCount: classNames.length, train, test: firstOf(test, 100) };
}

const small: [id: string, order: RunOrder][] = [];
for (const template of await Promise.all(templateIds.map(loadTemplate))) {
  const plan = planOf(template);
  if (plan && isQuick(plan, template.document.training)) small.push([template.id, orderOf(template, plan)]);
}

/** One of every kind of target or build, so that all tests together stay short; VITE_TEMPLATES=whole trains all. */
const short = new Set([
  'small-residual',
  'googlenet-small-with-auxiliary-head',
  'u-shaped-segmenter',
  'deepface-small',
]);
const chosen = import.meta.env.VITE_TEMPLATES === 'whole' ? small : small.filter(([id]) => short.has(id));

const meanLoss = (points: readonly BatchPoint[]): number =>
  points.reduce((sum, { loss }) => sum + loss, 0) / points.length;

interface Outcome {
  readonly last: Event;
  readonly start: number;
  readonly lowest: number;
  readonly steps: number;
}

/** Trains until the mean of five points of the curve falls below `share` of the first three's, or to the end. */
function trainBelow(share: number, order: RunOrder): Promise<Outcome> {
  const points: BatchPoint[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  return new Promise((resolve) => {
    const run = startRun(runId('template'), order, (event) => {
      const start = meanLoss(points.slice(0, 3));
      if (event.type === 'batch') {
        for (const point of event.points) {
          points.push(point);
          if (points.length >= 8) lowest = Math.min(lowest, meanLoss(points.slice(-5)));
        }
        if (lowest < share * meanLoss(points.slice(0, 3))) run.stop();
      }
      if (event.type === 'done' || event.type === 'failed')
        resolve({ last: event, start, lowest, steps: points.at(-1)?.step ?? 0 });
    });
  });
}

test('there are small networks of every family that has one', () => {
  expect(chosen.length).toBeGreaterThanOrEqual(short.size);
  expect(small.map(([id]) => id)).toEqual(
    expect.arrayContaining(['lenet-5', 'mini-inception', 'small-residual', 'super-resolution', 'two-tasks']),
  );
});

// Two at a time: each trains in a worker of its own, on one core.
test.concurrent.each(chosen)(
  '%s trains: its loss falls far below its start',
  { timeout: 300_000 },
  async (id, order) => {
    const share = shares[id] ?? 0.5;
    const { last, start, lowest, steps } = await trainBelow(share, order);
    if (last.type !== 'done') throw new Error(`${id} broke off: ${JSON.stringify(last)}`);
    const words = `${id}: a loss of ${start.toPrecision(3)} at the start fell to ${lowest.toPrecision(3)} in ${steps} batches`;
    expect(lowest, `${words}, not below ${share} of it`).toBeLessThan(share * start);
    for (const head of last.test.heads) expect(Number.isFinite(head.loss), `${id}, ${head.id}`).toBe(true);
  },
);
