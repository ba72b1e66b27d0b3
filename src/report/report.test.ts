// What a report promises: whole in itself, every word escaped, nothing said that was not measured, and the designs in it
// to be had again.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../graph/document';
import { makeGraph } from '../graph/graph';
import { parseTemplate } from '../graph/parseTemplate';
import { serialise } from '../graph/serialise';
import { runId } from '../lib/ids';
import { reportHtml } from './report';
import type { ReportRun } from './reportInput';
import { runOf, testOf, traceOf } from './run.fixture';

function templateOf(name: string): Document {
  const parsed = parseTemplate(
    readFileSync(new URL(`../../templates/${name}.json`, import.meta.url), 'utf8'),
  );
  if (!parsed.ok) throw new Error(parsed.error.problems[0]?.message);
  return parsed.value;
}

const date = new Date(2026, 2, 3, 14, 5);
const lenet = templateOf('lenet-5');
const residual = templateOf('resnet-20');
const plain = templateOf('plain-20');

const reportOf = (documents: readonly Document[], runs: readonly ReportRun[], title = 'A report') =>
  reportHtml({
    title,
    date,
    designs: documents.map((document, i) => ({ label: 'ABCD'[i] ?? '', document })),
    runs,
  });

/** The page without pictures and tags, as it is read; one blank between elements. */
function read(html: string): string {
  let words = html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, ' ');
  // Innermost first, for pictures stand in pictures.
  for (let before = ''; before !== words; ) {
    before = words;
    words = words.replace(/<svg\b(?:(?!<svg\b)[\s\S])*?<\/svg>/g, ' ');
  }
  return words
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

const designsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<script type="application\/json" data-convas-design="[^"]*">([\s\S]*?)<\/script>/g)].map(
    ([, json = '']) => json,
  );

const two = [
  runOf(residual, 'A', { id: runId('a1') }),
  runOf(plain, 'B', { id: runId('b1'), test: testOf(0.731, 0.8) }, traceOf(255, 0.9)),
] as const;

describe('a report', () => {
  it('names no resource outside itself and runs nothing', () => {
    const html = reportOf([residual, plain], two);
    expect(html).not.toMatch(/\bsrc=|<link|@import|url\(|<iframe|<object|\son\w+=/i);
    expect(html.match(/<script\b/g)).toHaveLength(2);
    for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
      expect(href).toMatch(/^data:application\/json/);
    const page = html.replace(/<script[\s\S]*?<\/script>|href="[^"]*"/g, '');
    const addresses = [...page.matchAll(/https?:[^"\s<]*/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
  });

  it.each(['lenet-5', 'googlenet', 'resnet-20', 'two-tasks'])('gives the design back: %s', (name) => {
    const document = templateOf(name);
    const html = reportOf([document], []);
    const [json = ''] = designsIn(html);
    expect(parseTemplate(json)).toEqual({ ok: true, value: document });
    const href = /href="data:application\/json;charset=utf-8,([^"]*)"/.exec(html)?.[1] ?? '';
    expect(decodeURIComponent(href.replaceAll('&#39;', "'"))).toBe(serialise(document));
  });

  it('gives back a design that tries to end its element', () => {
    const evil = { ...lenet, title: '</script><script>alert(1)</script><!--', description: ']]> <b>&amp;"' };
    const html = reportOf([evil], [runOf(evil)], evil.title);
    expect(html.match(/<script\b/g)).toHaveLength(1);
    expect(html).not.toContain('<b>&amp;');
    expect(html).toContain('&lt;/script&gt;');
    const [json = ''] = designsIn(html);
    expect(parseTemplate(json)).toEqual({ ok: true, value: evil });
  });

  it('escapes the names, notes and failures of runs', () => {
    const name = '<img onerror=x> & "me"';
    const run = runOf(lenet, 'A', {
      name,
      notes: ['<i>note</i>'],
      device: '<b>',
      state: 'failed',
      failure: { code: 'bug', step: 3, message: '<u>broken</u>', remedies: [] },
    });
    const html = reportOf([lenet], [run]);
    expect(html).not.toMatch(/<(img|i|u)\b/);
    expect(read(html)).toContain('<img onerror=x> & ');
    expect(read(html)).toContain('<u>broken</u>');
  });

  it('says title, date and what to watch', () => {
    const html = reportHtml({
      title: 'Skips',
      watch: 'The second loss.',
      date,
      designs: [{ label: 'A', document: lenet }],
      runs: [],
    });
    expect(read(html)).toContain(
      'Skips 3 March 2026, 14:05 · 1 design, not trained What to watch The second loss.',
    );
    expect(html.startsWith('<!doctype html>')).toBe(true);
  });

  it('tells a single run as one, without letters of panes and without bests', () => {
    const html = reportOf([lenet], [runOf(lenet)]);
    expect(read(html)).toContain('LeNet-5 done 97.3 % 0.0871 12.3 k 1 0:14 1,180');
    expect(html).not.toContain('class="number best"');
    expect(read(html)).not.toContain('What differs');
    expect(read(html)).toContain('Digits');
    expect(read(html)).toContain('WASM, 1 thread');
    expect(read(html)).toContain('9f3a61c2b07d54e8');
  });

  it('leaves out what there is none of', () => {
    const html = read(reportOf([lenet], []));
    expect(html).not.toMatch(/ Results | Training (?!images)/);
    expect(html).toContain('The design');
  });

  it('marks the best of each figure, the least of errors', () => {
    const best = /<td class="number best">([^<]*)</g;
    const html = reportOf([residual, plain], two);
    expect([...html.matchAll(best)].map(([, value]) => value)).toEqual(['97.3 %']);
    const errors = two.map((run, i) => {
      const head = {
        id: 'values',
        target: 'values' as const,
        loss: 1,
        metrics: [{ name: 'mean absolute error' as const, value: 0.2 - i / 10 }],
      };
      return { ...run, record: { ...run.record, test: { loss: 1, count: 10, heads: [head] } } };
    });
    expect([...reportOf([residual, plain], errors).matchAll(best)].map(([, value]) => value)).toEqual([
      '0.100',
    ]);
  });

  it('says how each run ended, and why', () => {
    const failure = {
      code: 'diverged' as const,
      step: 12,
      message: 'The loss became NaN.',
      remedies: [{ label: 'Divide the learning rate by 10', settings: {} }],
    };
    const { test: _, ...untested } = runOf(lenet).record;
    const ended = (over: Partial<ReportRun['record']>) => ({
      ...runOf(lenet),
      record: { ...untested, ...over },
    });
    const html = read(
      reportOf(
        [lenet],
        [
          ended({ id: runId('1'), state: 'stopped', step: 1200, totalSteps: 2550 }),
          ended({ id: runId('2'), state: 'failed', failure }),
          ended({ id: runId('3'), state: 'interrupted', step: 7 }),
          ended({ id: runId('4'), state: 'training', step: 9 }),
        ],
      ),
    );
    expect(html).toContain('LeNet-5 (1) stopped at batch 1,200 of 2,550');
    expect(html).toContain('LeNet-5 (2) diverged at batch 12');
    expect(html).toContain('The loss became NaN. Remedy: Divide the learning rate by 10.');
    expect(html).toContain('LeNet-5 (3) interrupted at batch 7 of 255');
    expect(html).toContain('LeNet-5 (4) still training at batch 9 of 255');
  });

  it('gives mean and range of several seeds', () => {
    const settings = { ...lenet.training, seed: 2 };
    const runs = [
      runOf(lenet, 'A', { id: runId('1'), test: testOf(0.9, 0.2) }),
      runOf(lenet, 'A', { id: runId('2'), settings, test: testOf(0.8, 0.4) }),
    ];
    const html = read(reportOf([lenet], runs));
    expect(html).toContain('LeNet-5 · seed 1 done');
    expect(html).toContain('LeNet-5 · seed 2 done');
    expect(html).toContain('mean of 2 seeds mean (range) 85.0 % (80.0 % … 90.0 %) 0.300 (0.200 … 0.400)');
  });

  it('says what two designs differ in, and marks it in their pictures', () => {
    const html = reportOf([residual, plain], two);
    expect(read(html)).toMatch(
      /From A \(ResNet-20 for CIFAR\) to B \(Plain-20 for CIFAR\): − Removed 9 × Skip-add/,
    );
    expect(html).toMatch(/data-node="add" data-state="removed"/);
    expect(html).toMatch(/data-node="conv2_1" data-state="changed"/);
    expect(html).not.toMatch(/data-node="stem" data-state="(changed|removed|added)"/);
    const totals = read(html).slice(read(html).indexOf('Side by side'));
    expect(totals).toContain('Trainable weights 272,474 269,722 0.99×');
    expect(totals).toContain('Depth 20 20 1×');
  });

  it('says that a design and its copy do not differ', () => {
    const html = reportOf([lenet, { ...lenet, title: 'Copy' }], []);
    expect(read(html)).toContain('Nothing differs but names, places and texts');
    expect(html).not.toContain('data-state="changed"');
  });

  it('says once what all runs share, and in a table what they do not', () => {
    const other = { ...plain.training, ...two[0].record.settings, learningRate: 0.5 };
    const html = read(
      reportOf([residual, plain], [two[0], { ...two[1], record: { ...two[1].record, settings: other } }]),
    );
    expect(html).toContain('What differed from run to run. Run Learning rate');
    expect(html.match(/Batch size/g)).toHaveLength(1);
  });

  it('says that all saw the same batches only where their hashes say so', () => {
    const same = 'All runs saw the same batches in the same order.';
    expect(read(reportOf([residual, plain], two))).toContain(same);
    const other = { ...two[1], record: { ...two[1].record, batchesHash: '00' } };
    expect(read(reportOf([residual, plain], [two[0], other]))).not.toContain(same);
  });

  it('draws the insides of modules, each once', () => {
    const html = read(reportOf([residual, { ...residual, title: 'Copy' }], []));
    expect(html.match(/The module block, with the shapes at/g)).toHaveLength(1);
    expect(html).toContain('Drawn above as they are here: block, projection-block.');
  });

  it('draws the curves of all runs over each other', () => {
    const html = reportOf([residual, plain], two);
    const curves = html.slice(html.indexOf('class="curves"'), html.indexOf('<h2>Designs'));
    expect(curves.match(/<svg [^>]*role="img"/g)).toHaveLength(2);
    expect(curves).toContain('>Loss<');
    expect(curves).toContain('>Accuracy<');
    expect(curves).toContain('A · ResNet-20');
    expect(curves).toContain('B · Plain-20');
  });

  it('draws the gradients of one run of each design, where they were recorded', () => {
    const html = reportOf([residual, plain], [...two, runOf(plain, 'B', { id: runId('b2') })]);
    const flow = html.slice(html.indexOf('Through the layers'), html.indexOf('<h2>Training'));
    expect(flow).toContain('gradient norm');
    expect(flow.match(/<figure>/g)).toHaveLength(2);
    expect(flow).toContain('the first run is shown');
    const { insights: _, watched: __, ...rest } = traceOf(255);
    const blind = runOf(lenet, 'A', {}, { ...rest, insights: [] });
    expect(reportOf([lenet], [blind])).not.toContain('Through the layers');
  });

  it('can tell of a design that cannot be planned', () => {
    const none = makeGraph(lenet.graph.nodes.values(), []);
    const html = reportOf([lenet, { ...lenet, graph: none }], []);
    expect(html).toContain('lacks an input');
    expect(read(html)).not.toContain('Side by side');
  });
});
