// Every template against what its paper, or the official model file, says: the figures in the file itself, and those
// of the reference collection where that is at hand. Prints the table, and keeps the README's true (`UPDATE_README=1`
// writes it anew).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expand } from '../graph/expand';
import { parseTemplate } from '../graph/parseTemplate';
import { formatCount } from '../lib/format';
import { inferShapes } from '../shapes/inferShapes';
import type { NodeShape } from '../shapes/nodeShape';
import { makePlan, totalsOf } from './makePlan';

const folder = new URL('../../templates/', import.meta.url);
const reference = new URL('../../../shared/reference/figures.json', import.meta.url);
/** One module to be looked at, with nothing to train behind it. */
const studies = ['inception-3a-naive', 'inception-3a-reduced'];

const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map((name) => name.replace('.json', ''));

function counted(id: string) {
  const parsed = parseTemplate(readFileSync(new URL(`${id}.json`, folder), 'utf8'));
  if (!parsed.ok) throw new Error(`${id}: ${parsed.error.problems[0]?.message}`);
  const flat = expand(parsed.value.graph);
  const shapes = inferShapes(flat);
  const states: ReadonlyMap<string, NodeShape> = shapes;
  return {
    document: parsed.value,
    states,
    totals: totalsOf(flat, shapes),
    plan: makePlan(parsed.value.title, flat, shapes),
  };
}

describe('templates as published', () => {
  const rows: string[] = [];
  it.each(ids)('%s plans, and its figures equal or round to the published ones', (id) => {
    const { document, totals, plan } = counted(id);
    if (studies.includes(id))
      expect(plan.ok ? [] : plan.error.map(({ code }) => code)).toEqual(['no-output']);
    else expect(plan.ok ? [] : plan.error).toEqual([]);
    for (const { figure, value, to, source } of document.about?.figures ?? []) {
      const ours = formatCount(totals[figure]);
      rows.push(`| ${document.title} | ${figure} | ${ours} | ${formatCount(value)} | ${source} |`);
      expect(Math.round(totals[figure] / to) * to, source).toBe(value);
    }
  });
  it('stand in the README', () => {
    const head = '| network | figure | ours | published | source |\n|---|---|---|---|---|';
    const wanted = `\n${[head, ...rows].join('\n')}\n`;
    console.info(wanted);
    const text = readFileSync('README.md', 'utf8');
    const [, opening = '', table = ''] =
      /(<!-- published: .*? -->)([\s\S]*?)<!-- \/published -->/.exec(text) ?? [];
    if (process.env.UPDATE_README)
      writeFileSync(
        'README.md',
        text.replace(opening + table, () => opening + wanted),
      );
    else expect(table).toBe(wanted);
  });
});

const figures = existsSync(reference) ? JSON.parse(readFileSync(reference, 'utf8')) : undefined;

describe.skipIf(!figures)('the reference figures (skipped where they are not at hand)', () => {
  const networks = (figures?.networks ?? {}) as Record<string, { trainable?: number; macs?: number }>;
  const own = Object.keys(networks).filter((id) => id !== 'inception-3a-naive-vs-reduced');

  it.each(own)('%s', (id) => {
    const { totals } = counted(id);
    const { trainable, macs } = networks[id] ?? {};
    if (trainable !== undefined) expect(totals.trainable).toBe(trainable);
    if (macs !== undefined) expect(totals.macs).toBe(macs);
  });

  it('AlexNet’s weights and activations layer by layer', () => {
    const { states } = counted('alexnet');
    const { weightsWithoutBias, activations } = figures.networks.alexnet;
    const at = (id: string) => {
      const state = states.get(id);
      if (state?.state !== 'ok') throw new Error(`${id} has no shape`);
      return {
        values: state.shape.reduce((n, d) => n * d, 1),
        trainable: state.cost.trainable,
        node: state.node,
      };
    };
    for (const [id, weights] of Object.entries(weightsWithoutBias))
      expect(at(id).trainable - Number(at(id).node.params.filters), id).toBe(weights);
    for (const [id, values] of Object.entries(activations)) expect(at(id).values, id).toBe(values);
  });

  it('34 layers cost 3.6 billion MACs without shortcuts, and VGG-19 19.6 billion', () => {
    expect(counted('plain-34').totals.macs / 1e9).toBeCloseTo(3.6, 1);
    expect(counted('vgg-e').totals.macs / 1e9).toBeCloseTo(19.6, 1);
  });

  it('the lecture notes’ exercises', () => {
    const { mlpExercise, convExercise, toyMlp } = figures.lectureNotes;
    expect(counted('mlp-exercise').totals.trainable).toBe(mlpExercise.weights);
    const conv = counted('conv-exercise');
    expect(conv.totals.trainable).toBe(convExercise.weights);
    const neurons = ['conv1', 'conv2', 'conv3', 'logits'].map((id) => {
      const state = conv.states.get(id);
      return state?.state === 'ok' ? state.shape.reduce((n, d) => n * d, 1) : 0;
    });
    expect(neurons).toEqual(convExercise.neurons);
    // The notes give each of the ten inputs a bias too; no layer has such weights.
    expect(counted('toy-mlp').totals.trainable + 10).toBe(toyMlp.weights);
  });
});
