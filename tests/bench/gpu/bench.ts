// The bench's rows on a GPU, for Dawn in Node: our training step against `model.fit` of stock tf.js on the same device, spell
// by spell in turn, then PyTorch CUDA in the same call. Bundled by run.mjs; tells the adapter first, so that a software
// adapter is never taken for the GPU.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NetworkName } from '../networks';
import { openOurs } from './ourColumn';
import { startBackend } from './startBackend';

const batchSize = Number(process.env.BENCH_BATCH ?? 64);
const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const repeats = Number(process.env.BENCH_REPEATS ?? 5);

// tf.js asks for Node's modules in the old way, and its WebGPU backend registers itself only in a window or worker.
Object.assign(globalThis, { require: createRequire(import.meta.url), window: globalThis });

const allNames: readonly NetworkName[] = [
  'LeNet-5',
  'mini Inception',
  'VGG-style',
  'ResNet-20',
  'convolutional autoencoder',
];

const median = (found: readonly number[]): number =>
  [...found].sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN;
const shown = (found: readonly number[]): string =>
  found.length === 0
    ? '–'
    : `${median(found).toFixed(0)} (${Math.min(...found).toFixed(0)}–${Math.max(...found).toFixed(0)})`;

interface TorchRows {
  readonly error?: string;
  readonly version?: string;
  readonly gpu?: string;
  readonly rows?: Readonly<Record<string, readonly number[] | string>>;
}

function torchRows(plans: object): TorchRows {
  writeFileSync('plans.json', JSON.stringify(plans));
  try {
    const given = ['torch_gpu.py', 'plans.json', String(batchSize), String(seconds), String(repeats)];
    return JSON.parse(execFileSync(process.env.BENCH_PYTHON ?? 'python3', given, { encoding: 'utf8' }));
  } catch (error) {
    return { error: `PyTorch was not run (${String(error).split('\n')[0]})` };
  }
}

async function main(where: string): Promise<void> {
  const smoke = where === 'smoke';
  const adapter = await startBackend(smoke ? undefined : pathToFileURL(resolve(where, 'index.js')).href);
  console.log(`Adapter: ${JSON.stringify(adapter)}`);
  if (adapter.software && !smoke && process.env.BENCH_SOFTWARE !== '1')
    throw new Error('This adapter computes on the processor. BENCH_SOFTWARE=1 measures it all the same.');
  const { planOf } = await import('../networks');
  const names = smoke ? allNames.slice(0, 1) : allNames;
  const table: Record<string, { ours: number[]; stock: number[]; error?: string }> = {};
  for (const name of names) {
    const row: (typeof table)[string] = { ours: [], stock: [] };
    table[name] = row;
    try {
      const columns = await openOurs(name, batchSize, smoke ? 'cpu' : 'webgpu');
      for (let i = 0; i < (smoke ? 1 : repeats); i++) {
        row.ours.push(await columns.ours(smoke ? 0.5 : seconds));
        row.stock.push(await columns.stock(smoke ? 0.5 : seconds));
      }
      columns.end();
    } catch (error) {
      row.error = String(error).split('\n')[0] ?? '';
    }
    console.log(`${name}: ours ${shown(row.ours)}, stock ${shown(row.stock)} images/s ${row.error ?? ''}`);
  }
  const torch = smoke
    ? { error: 'not asked' }
    : torchRows(Object.fromEntries(names.map((name) => [name, planOf(name)])));
  const lines = names.map((name) => {
    const { ours = [], stock = [] } = table[name] ?? {};
    const limit = torch.rows?.[name];
    const theirs = Array.isArray(limit) ? limit : [];
    const ratios = [stock, theirs].map((other) =>
      other.length > 0 ? `${(median(ours) / median(other)).toFixed(2)} ×` : '–',
    );
    return `| ${name} | ${shown(ours)} | ${shown(stock)} | ${ratios[0]} | ${shown(theirs)} | ${ratios[1]} |`;
  });
  console.log(
    [
      '',
      `${new Date().toISOString().slice(0, 10)}, ${torch.gpu ?? adapter.name}; batch ${batchSize}, fp32, medians of ${repeats} (least–most)`,
      '',
      `| images per second | Convas, WebGPU | stock tf.js, WebGPU | ratio | PyTorch ${torch.version ?? `(${torch.error})`} | ratio |`,
      '|---|---|---|---|---|---|',
      ...lines,
    ].join('\n'),
  );
  writeFileSync(
    'gpu.json',
    JSON.stringify(
      { date: new Date().toISOString(), adapter, batchSize, seconds, repeats, table, torch },
      null,
      2,
    ),
  );
}

main(process.argv[2] ?? './webgpu').then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
