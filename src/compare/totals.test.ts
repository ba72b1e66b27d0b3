// The table of figures: those of the plans, with ratios to the first.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeGraph } from '../graph/graph';
import { nodeId } from '../lib/ids';
import { countedDrawing, countedPlan } from '../plan/counted';
import { makePlan } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { fieldSize, receptiveField } from '../plan/receptiveField';
import { inferShapes } from '../shapes/inferShapes';
import { flatGraphIn } from './edits.fixture';
import { totalsTable } from './totals';

const folder = new URL('../../templates/', import.meta.url);
const flatTemplate = (name: string) => flatGraphIn(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

function planned(name: string): Plan {
  const flat = flatTemplate(name);
  const plan = makePlan(name, flat, inferShapes(flat));
  if (!plan.ok) throw new Error(`${name}: ${plan.error[0]?.message}`);
  return plan.value;
}
const row = (plans: readonly Plan[], figure: string) =>
  totalsTable(plans.map(countedPlan)).find((each) => each.figure === figure);

describe('totals', () => {
  const plans = ['vgg-d', 'resnet-152', 'vgg-d'].map(planned);

  it('are the plans’ own, with the first’s ratio 1', () => {
    for (const { ratios } of totalsTable(plans.map(countedPlan))) {
      expect(ratios[0]).toBe(1);
      expect(ratios[2]).toBe(1);
    }
    const weights = row(plans, 'trainable');
    // Simonyan & Zisserman 2015 (with biases), exactly.
    expect(weights?.values[0]).toBe(138_357_544);
    expect(weights?.ratios[1]).toBeCloseTo((plans[1]?.totals.trainable ?? 0) / 138_357_544, 12);
    expect(row(plans, 'depth')?.values).toEqual([16, 152, 16]);
    expect(row(plans, 'macs')?.values).toEqual(plans.map(({ totals }) => totals.macs));
    expect(row(plans, 'activations')?.values[0]).toBe((plans[0]?.totals.activations ?? 0) * 4);
    expect(row(plans, 'layers')?.values[0]).toBe((plans[0]?.steps.length ?? 0) - 1);
  });

  it('measure the receptive field of the last maps as the drawing does', () => {
    // VGG-16 after its last pool: 212 pixels (Araujo et al. 2019, table 1 of the Distill article).
    expect(row(plans, 'receptiveField')?.values[0]).toBe(212);
    const flat = flatTemplate('resnet-152');
    const shapes = inferShapes(flat);
    const fields = receptiveField(flat, shapes);
    const last = [...flat.nodes.values()].filter(({ kind }) => kind === 'activation').at(-1);
    const size = last && fieldSize(fields.get(last.id), shapes);
    expect(row(plans, 'receptiveField')?.values[1]).toBe(size?.[0]);
  });

  it('have no receptive field without maps, and no ratio to nothing', () => {
    const vectors = planned('toy-mlp');
    const field = row([vectors, ...plans], 'receptiveField');
    expect(field?.values[0]).toBeUndefined();
    expect(field?.ratios).toEqual([undefined, undefined, undefined, undefined]);
    expect(totalsTable([])[0]?.values).toEqual([]);
  });

  it('count all that is drawn where nothing leads to an output, as of a single module', () => {
    const drawn = ['inception-3a-reduced', 'inception-3a-naive'].map((name) => {
      const flat = flatTemplate(name);
      return countedDrawing(flat, inferShapes(flat)) ?? expect.fail(name);
    });
    const valuesOf = (figure: string) =>
      totalsTable(drawn).find((each) => each.figure === figure)?.values ?? [];
    // Szegedy et al. 2014, table 1, row inception (3a), with biases.
    expect(valuesOf('trainable')[0]).toBe(163_696);
    expect(valuesOf('macs')[1]).toBeGreaterThan(2 * Number(valuesOf('macs')[0]));
    expect(valuesOf('receptiveField')).toEqual([5, 5]);
    expect(valuesOf('layers')).toEqual([8, 5]);
  });

  it('are not counted while a layer has no shape, or nothing is drawn', () => {
    const graph = makeGraph([{ id: nodeId('alone'), kind: 'flatten', params: {} }], []);
    expect(countedDrawing(graph, inferShapes(graph))).toBeUndefined();
    const empty = makeGraph([], []);
    expect(countedDrawing(empty, inferShapes(empty))).toBeUndefined();
  });
});
