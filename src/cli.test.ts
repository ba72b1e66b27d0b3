// The command line as others run it: a process of its own, its streams and its exit code.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from './cli/report';
import { emptyDocument } from './graph/document';
import { draw } from './graph/drawing.fixture';
import { placeNodes } from './graph/placeNodes';
import { serialise } from './graph/serialise';

const root = new URL('..', import.meta.url).pathname;
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { convas: string };
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What `npm run -s convas -- …` runs, without npm in between. */
function convas(args: readonly string[], input = ''): Promise<Ended> {
  return run(scripts.convas, args, input);
}

function run(command: string, args: readonly string[], input: string): Promise<Ended> {
  const quoted = args.map((argument) => `'${argument}'`).join(' ');
  const child = spawn('sh', ['-c', command.includes('|') ? command : `${command} ${quoted}`], { cwd: root });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const fileOf = (text: string, title = 'Test'): string => {
  const graph = draw(text);
  return serialise({ ...emptyDocument, title, graph, layout: placeNodes(graph) });
};

const valid = fileOf(
  `input = input height:32 width:32 channels:3
   conv = conv2d filters:10 kernel:5 padding:2 < input
   bn = batchNorm < conv
   gap = globalAvgPool < bn
   out = classifier classes:10 < gap`,
  'A “small” network',
);
const misfit = fileOf(
  `input = input height:28 width:28 channels:1
   fc = dense units:10 < input
   out = classifier classes:10 < fc`,
);
const nested = fileOf(
  `module pair width:8
     x = moduleInput
     a = conv2d filters:"=width" < x
     b = conv2d filters:"=2*width" < a
     y = moduleOutput < b
   end
   input = input height:16 width:16 channels:3
   first = pair width:4 < input
   second = pair < first
   gap = globalAvgPool < second
   out = classifier classes:16 < gap`,
);
const faulty = fileOf(
  `module head
     x = moduleInput
     fc = dense units:10 < x
     y = moduleOutput < fc
   end
   input = input height:16 width:16 channels:3
   first = head < input
   out = classifier classes:10 < first`,
);

describe('convas inspect', () => {
  let folder = '';
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const asJson = async (text: string) => {
    const { code, out, err } = await convas(['inspect', '--json'], text);
    return { code, err, report: JSON.parse(out) as Report };
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'convas-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints exactly the promised JSON of a valid file, and leaves 0', async () => {
    const { code, out, err } = await convas(['inspect', file('valid.json', valid), '--json']);
    expect([code, err]).toEqual([0, '']);
    const none = { trainable: 0, frozen: 0, macs: 0 };
    expect(JSON.parse(out)).toEqual({
      name: 'A “small” network',
      totals: {
        trainable: 780,
        frozen: 20,
        macs: 768_000,
        activationBytes: 4 * (32 * 32 * (3 + 10 + 10) + 10 + 10),
        depth: 1,
      },
      nodes: [
        { id: 'input', layer: 'input', shape: [32, 32, 3], ...none, receptiveField: [1, 1] },
        {
          ...{ id: 'conv', layer: 'conv2d', shape: [32, 32, 10] },
          ...{ trainable: 760, frozen: 0, macs: 768_000, receptiveField: [5, 5] },
        },
        {
          ...{ id: 'bn', layer: 'batchNorm', shape: [32, 32, 10] },
          ...{ trainable: 20, frozen: 20, macs: 0, receptiveField: [5, 5] },
        },
        { id: 'gap', layer: 'globalAvgPool', shape: [10], ...none, receptiveField: [32, 32] },
        { id: 'out', layer: 'classifier', shape: [10], ...none, receptiveField: [32, 32] },
      ],
      problems: [],
    });
  });
  it('prints a table without --json, from standard input too', async () => {
    const named = await convas(['inspect', file('valid.json', valid)]);
    expect(named.code).toBe(0);
    expect(named.out).toMatch(/^node +layer +output +trainable +frozen +MACs +sees\n/);
    expect(named.out).toMatch(/\nconv +conv2d +32×32×10 +760 +– +768,000 +5×5\n/);
    expect(named.out).toContain('780 trainable weights and 20 frozen; 768,000 MACs');
    expect(named.out).toContain('No problems.');
    expect((await convas(['inspect'], valid)).out).toBe(named.out);
    expect((await convas(['inspect', '-'], valid)).out).toBe(named.out);
  });
  it('names a problem, its place and its remedy, and leaves 1', async () => {
    const { code, report } = await asJson(misfit);
    expect(code).toBe(1);
    expect(report.problems).toEqual([
      { code: 'needs-vector', at: 'fc', message: expect.any(String), fix: expect.any(String) },
    ]);
    expect(report.nodes.map(({ shape }) => shape)).toEqual([[28, 28, 1], null, null]);
    const table = await convas(['inspect'], misfit);
    expect(table.code).toBe(1);
    expect(table.out).toMatch(/Problems \(1\):\n {2}needs-vector at fc: .*\n {4}remedy: /);
  });
  it('reports a drawing without an output, and a stray node that nothing needs', async () => {
    const { code, report } = await asJson(fileOf('input = input\nstray = conv2d'));
    expect(code).toBe(1);
    expect(report.problems.map((problem) => [problem.code, problem.at])).toEqual([
      ['no-output', ''],
      ['missing-input', 'stray'],
    ]);
  });
  it('expands modules to paths, and finds faults within them', async () => {
    const { code, report } = await asJson(nested);
    expect(code).toBe(0);
    expect(report.nodes.map(({ id }) => id)).toEqual([
      ...['input', 'first/a', 'first/b', 'second/a', 'second/b', 'gap', 'out'],
    ]);
    expect(report.nodes[4]).toMatchObject({ shape: [16, 16, 16], receptiveField: [9, 9] });
    const broken = await asJson(faulty);
    expect(broken.code).toBe(1);
    expect(broken.report.problems).toMatchObject([{ code: 'needs-vector', at: 'first/fc' }]);
  });
  it('leaves 1 and says where, when a file has faults but most of it can be kept', async () => {
    const { code, report } = await asJson(valid.replace('"filters": 10', '"filters": -1'));
    expect(code).toBe(1);
    expect(report.nodes).toHaveLength(5);
    expect(report.problems[0]).toMatchObject({ code: 'bad-params', at: expect.stringContaining('nodes[1]') });
  });
  it.each([
    ['no JSON', '{ "format": ', 'not-json'],
    ['an empty file', '', 'not-json'],
    ['another format', '{"hello": 1}', 'other-format'],
  ])('leaves 2 for %s, in either form', async (_, text, problem) => {
    const { code, report } = await asJson(text);
    expect(code).toBe(2);
    expect(report).toEqual({
      name: 'standard input',
      totals: { trainable: 0, frozen: 0, macs: 0, activationBytes: 0, depth: 0 },
      nodes: [],
      problems: [{ code: problem, at: expect.any(String), message: expect.any(String) }],
    });
    const table = await convas(['inspect'], text);
    expect([table.code, table.out]).toEqual([2, '']);
    expect(table.err).not.toContain('    at ');
  });
  it('leaves 2 for a file that is not there, and for a folder', async () => {
    const missing = await convas(['inspect', join(folder, 'nothing.json')]);
    expect([missing.code, missing.out]).toEqual([2, '']);
    expect(missing.err).toContain('There is no file');
    const directory = await convas(['inspect', folder, '--json']);
    expect(directory.code).toBe(2);
    expect((JSON.parse(directory.out) as Report).problems[0]).toMatchObject({ code: 'unreadable' });
  });
  it.each([[[]], [['inspect', '--xml']], [['inspect', 'a.json', 'b.json']]])(
    'explains its usage, and leaves 2, for %j',
    async (args) => {
      const { code, out, err } = await convas(args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('Usage: npm run -s convas -- inspect');
    },
  );
  it('explains its usage, and leaves 0, for --help', async () => {
    const { code, out, err } = await convas(['inspect', '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Exit code: 0');
  });
  it('ends quietly when its reader has seen enough', async () => {
    const lines = Array.from({ length: 900 }, (_, i) => `c${i + 1} = conv2d filters:3 < c${i}`);
    const path = file('long.json', fileOf(`c0 = input\n${lines.join('\n')}`));
    const { out, err } = await run(`${scripts.convas} inspect '${path}' --json | head -n 1`, [], '');
    expect([out, err]).toEqual(['{\n', '']);
  });
});
