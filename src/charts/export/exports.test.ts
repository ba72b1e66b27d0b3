import { describe, expect, it } from 'vitest';
import { escapeMarkup } from '../../lib/escapeMarkup';
import { designOf, runOf } from '../overlay/runs.fixture';
import { curvesCsv } from './curvesCsv';
import { curvesSvg } from './curvesSvg';
import { flowSvg } from './flowSvg';
import { wrapText } from './svgText';

/** RFC 4180, read by its grammar. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
    const plain = /^[^",\r\n]*/.exec(text.slice(at))?.[0] ?? '';
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : plain);
    at += quoted ? quoted[0].length : plain.length;
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else if (text[at] === ',') at += 1;
    else throw new Error(`neither comma nor end of line at ${at}`);
  }
  return rows;
}

/** Every tag closed in its order, no bare ampersand, no angle bracket in text. */
function checkXml(text: string): void {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/y;
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const words = text.slice(at, next < 0 ? undefined : next);
      expect(words).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)|>/);
      at = next < 0 ? text.length : next;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(text);
    if (!found) throw new Error(`no tag: ${text.slice(at, at + 60)}`);
    if (found[1]) expect(open.pop()).toBe(found[2]);
    else if (!found[4]) open.push(found[2] ?? '');
    at = tag.lastIndex;
  }
  expect(open).toEqual([]);
}

const evil = '<script>"A" & \'B\'</script>, 2\u0000';
const runs = [
  runOf({ id: 'a', label: evil, colour: 0, points: 250 }),
  runOf({
    id: 'b',
    label: 'Residual',
    colour: 1,
    points: 300,
    seed: 2,
    ended: { state: 'failed', step: 300, reason: 'so & so' },
  }),
];

describe('curvesCsv', () => {
  const text = curvesCsv(runs.map((run) => ({ ...run, heads: ['classes'] })));
  const [header, ...rows] = parseCsv(text);

  it('reads back: a row for every batch of every run, with its names as they were', () => {
    expect(header).toEqual([
      'run',
      'step',
      'epoch',
      'images',
      'seconds',
      'training loss',
      'training loss of classes',
      'training metric of classes',
      'held-out loss',
      'held-out loss of classes',
      'held-out metric of classes',
    ]);
    expect(rows).toHaveLength(550);
    expect(rows.every((row) => row.length === 11)).toBe(true);
    expect(new Set(rows.map(([run]) => run))).toEqual(new Set([evil, 'Residual']));
    const point = runs[0]?.curves.batches[99];
    expect(rows[99]?.slice(1, 6)).toEqual(['100', '1', '3200', '2', String(point?.loss)]);
    expect(Number(rows[99]?.[8])).toBe(runs[0]?.curves.heldOut[0]?.loss);
    expect(rows[98]?.[8]).toBe('');
  });

  it('writes what is not finite, and leaves epochs of unknown length empty', () => {
    const batches = [{ step: 1, loss: Number.NaN, heads: [], elapsed: 5 }];
    const heldOut = [{ step: 2, loss: Number.POSITIVE_INFINITY, heads: [], elapsed: 9 }];
    const out = curvesCsv([{ label: 'x', curves: { batches, heldOut }, stepsPerEpoch: 0, batchSize: 4 }]);
    expect(out).toBe(
      'run,step,epoch,images,seconds,training loss,held-out loss\r\nx,1,,4,0.005,NaN,\r\nx,2,,8,0.009,,Infinity\r\n',
    );
  });
});

describe('curvesSvg', () => {
  const seeds = [1, 2, 3].map((seed) =>
    runOf({ id: `s${seed}`, label: `seed ${seed}`, colour: 2, points: 100, seed, band: 'Deep & wide' }),
  );
  const svg = curvesSvg([...runs, ...seeds], {
    title: 'Loss <1>',
    figure: 'loss',
    smoothing: 0.8,
    log: true,
  });

  it('is well-formed and names every run, escaped', () => {
    checkXml(svg);
    expect(svg).toContain(escapeMarkup(evil));
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('Deep &amp; wide, 3 seeds');
    expect(svg).toContain('Residual (failed at batch 300: so &amp; so)');
    expect(svg).toContain('Loss &lt;1&gt;');
  });

  it('keeps all it draws within the picture', () => {
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)" viewBox/.exec(svg) ?? [];
    for (const [, x, y] of svg.matchAll(/<text x="(-?[\d.]+)" y="(-?[\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(Number(width));
      expect(Number(y)).toBeLessThanOrEqual(Number(height));
    }
    expect(/NaN|undefined|Infinity/.test(svg)).toBe(false);
  });

  it('leaves hidden runs out, and draws axes where there is nothing', () => {
    const some = curvesSvg(runs, { title: 'Loss', figure: 'loss', hidden: new Set(['b']) });
    expect(some).not.toContain('Residual');
    checkXml(curvesSvg([], { title: 'Accuracy', figure: 'metric' }));
  });

  it('stays small: ten runs of ten thousand points are thinned to the columns', () => {
    const many = Array.from({ length: 10 }, (_, i) =>
      runOf({ id: `${i}`, label: `run ${i}`, colour: i, points: 10_000, seed: i }),
    );
    expect(curvesSvg(many, { title: 'Loss', figure: 'loss' }).length).toBeLessThan(500_000);
  });
});

describe('flowSvg', () => {
  const designs = [
    designOf({ id: 'p', label: evil, colour: 0, layers: 30, looks: 500, decay: 0.6 }),
    { ...designOf({ id: 'r', label: 'Residual', colour: 1, layers: 4, looks: 3, decay: 0.9 }), insights: [] },
  ];
  it('is well-formed, names designs and layers, and says where nothing was recorded', () => {
    for (const quantity of ['gradient', 'update', 'mean', 'deviation', 'dead'] as const) {
      const svg = flowSvg(designs, { quantity });
      checkXml(svg);
      expect(svg).toContain(escapeMarkup(evil));
      expect(svg).toContain('Nothing was recorded.');
      expect(svg).toContain('>conv1<');
      expect(/NaN|undefined/.test(svg)).toBe(false);
    }
  });

  it('covers the panel: cells add up to its whole area', () => {
    const [design] = designs;
    const svg = flowSvg(design ? [design] : [], { quantity: 'gradient' });
    let area = 0;
    for (const [, x, y, right, below] of svg.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H/g))
      area += (Number(right) - Number(x)) * (Number(below) - Number(y));
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)" fill="none"/.exec(svg) ?? [];
    expect(area / (Number(width) * Number(height))).toBeCloseTo(1, 2);
  });
});

describe('svgText', () => {
  it('wraps text between words', () => {
    expect(wrapText('one two three four', 10, 50).join(' ')).toBe('one two three four');
    expect(wrapText('one two three four', 10, 50).length).toBeGreaterThan(1);
  });
});
