// The speed of training, images per second: ours, the same network in stock tf.js on the best of its backends, in
// ConvNetJS and in PyTorch, all held ready and asked in turn, so that what else the machine does meets all alike.
import { openColumn, openPage, within, wordsOf } from './bench.mjs';
import { findBestStock, probeBatch } from './bestStock.mjs';
import { figureOf, load } from './figures.mjs';
import { networkNames } from './networkNames.mjs';
import { speedTable, threadCounts } from './tables.mjs';
import { startTorch } from './torchColumn.mjs';

const batchSize = 64;
/** Milliseconds of a spell, of one batch then, from which on two spells must do. */
const tooSlow = 20_000;
/** ConvNetJS has chains of convolutions, pools and dense layers, and nothing else. */
const convnetNetworks = ['LeNet-5', 'VGG-style'];

async function pageColumn(browser, name, ...given) {
  const page = await openPage(browser);
  try {
    const { note, threads } = await openColumn(page, ...given);
    return {
      name,
      note,
      threads,
      spell: (seconds) =>
        within(
          180,
          page.evaluate((s) => window.spell(s), seconds),
        ),
      end: () => page.close(),
    };
  } catch (error) {
    await page.close();
    throw error;
  }
}

/** All columns of a row that can be had, ready to train; what cannot is told in `errors`. */
async function openColumns({ browser, adapter, torch }, network, stock, errors) {
  const wanted = [['ours', () => pageColumn(browser, 'ours', 'ours', network, 'wasm')]];
  if (adapter.type === 'hardware')
    wanted.push(['oursWebGpu', () => pageColumn(browser, 'oursWebGpu', 'ours', network, 'webgpu')]);
  if (stock.best) wanted.push(['stock', () => pageColumn(browser, 'stock', 'stock', network, stock.best)]);
  if (convnetNetworks.includes(network))
    wanted.push(['convnet', () => pageColumn(browser, 'convnet', 'convnet', network)]);
  const columns = [];
  for (const [name, open] of wanted) {
    try {
      columns.push(await open());
    } catch (error) {
      errors[name] = wordsOf(error);
    }
  }
  if (!torch) return columns;
  try {
    const page = await openPage(browser);
    const plan = await page.evaluate((name) => window.planOf(name), network);
    await page.close();
    await torch.open(plan, batchSize);
    for (const threads of threadCounts)
      columns.push({
        name: `torch${threads}`,
        threads,
        spell: (s) => torch.spell(threads, s),
        end: async () => {},
      });
  } catch (error) {
    errors.torch = wordsOf(error);
  }
  return columns;
}

async function measureRow(tools, network) {
  const errors = {};
  const start = Date.now();
  const stock = await findBestStock(tools.browser, tools.adapter, network);
  const probing = (Date.now() - start) / 1000;
  const columns = await openColumns(tools, network, stock, errors);
  const runs = Object.fromEntries(columns.map(({ name }) => [name, []]));
  const slow = new Set();
  for (let i = 0; i < tools.repeats; i += 1)
    for (const { name, spell } of columns) {
      if (errors[name] || (i > 1 && slow.has(name))) continue;
      const begun = Date.now();
      try {
        runs[name].push(await spell(tools.seconds));
        if (Date.now() - begun > tooSlow) slow.add(name);
      } catch (error) {
        errors[name] = wordsOf(error);
      }
    }
  const busy = load();
  for (const { end } of columns) await end();
  const figures = Object.fromEntries(
    Object.entries(runs).flatMap(([name, speeds]) => (speeds.length > 0 ? [[name, figureOf(speeds)]] : [])),
  );
  const ours = columns.find(({ name }) => name === 'ours');
  const peers = { stock: 'stock', convnet: 'convnet', torch: `torch${Math.min(ours?.threads ?? 1, 2)}` };
  const notes = Object.fromEntries(columns.flatMap(({ name, note }) => (note ? [[name, note]] : [])));
  return {
    network,
    figures,
    ratios: ratiosOf(runs, 'ours', peers),
    ...(runs.oursWebGpu ? { ratiosWebGpu: ratiosOf(runs, 'oursWebGpu', peers) } : {}),
    stock,
    threads: ours?.threads,
    notes,
    errors,
    seconds: { probing, all: (Date.now() - start) / 1000 },
    load: busy,
  };
}

/** Ratios of ours to each peer, repeat by repeat, so that a slow spell of the machine stands in both. */
function ratiosOf(runs, ours, peers) {
  const entries = Object.entries(peers).map(([peer, name]) => {
    const pairs = (runs[name] ?? []).flatMap((speed, i) => {
      const own = runs[ours]?.[i];
      return own ? [own / speed] : [];
    });
    return [peer, pairs.length > 0 ? figureOf(pairs) : undefined];
  });
  return Object.fromEntries(entries.filter(([, figure]) => figure));
}

export async function benchSpeed({ browser, adapter, repeats, seconds }) {
  const torch = startTorch();
  const tools = { browser, adapter, torch, repeats, seconds };
  const table = [];
  for (const network of networkNames) {
    const row = await measureRow(tools, network);
    console.log(
      `  ${network}: ${row.seconds.probing.toFixed(0)} s to choose a backend, ${row.seconds.all.toFixed(0)} s in all, load ${row.load}`,
    );
    table.push(row);
  }
  torch?.end();
  const ok = table.every(({ ratios }) => ratios.stock);
  return {
    table,
    torch: Boolean(torch),
    report: [speedTable(table), ...remarks(table, Boolean(torch))].join('\n'),
    ok,
  };
}

function remarks(table, hasTorch) {
  const lines = [];
  if (!hasTorch)
    lines.push(
      '',
      'No Python with PyTorch was found: that column is left out. BENCH_PYTHON names one elsewhere.',
    );
  for (const { network, errors, notes, stock } of table) {
    for (const [column, error] of Object.entries(errors)) lines.push('', `${network}, ${column}: ${error}`);
    if (notes.convnet) lines.push('', `${network} in ConvNetJS: ${notes.convnet}.`);
    const tried = stock.tried.map(({ backend, speed, whole, error }) => {
      const at64 = whole ? `, ${whole.toFixed(1)} at ${batchSize}` : '';
      return `${backend} ${speed ? speed.toFixed(1) + at64 : error}`;
    });
    lines.push('', `${network}, stock tf.js, images per second at batch ${probeBatch}: ${tried.join('; ')}.`);
  }
  return lines;
}
