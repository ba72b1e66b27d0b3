// Kernels that a training step runs and the most memory it holds: ours on WASM and on WebGPU, and stock tf.js on WebGPU.
// On WebGPU the commands are recorded and not executed, so that a software adapter counts as well as any other.
import { openColumn, openPage, within, wordsOf } from './bench.mjs';
import { countKernels, countNow, countUntil, perStep, recordOnly, trainingWorker } from './counting.mjs';
import { networkNames } from './networkNames.mjs';
import { kernelTable } from './tables.mjs';

async function ours(browser, network, backend) {
  const page = await openPage(browser);
  try {
    // The first worker of the page is the training worker, whose backend takes seconds to set up.
    if (backend === 'webgpu') page.once('worker', (worker) => worker.evaluate(recordOnly));
    await openColumn(page, 'ours', network, backend, 64, 0);
    const worker = await trainingWorker(page);
    const marks = await countUntil(
      page,
      worker,
      (all) => all.length > 2 && all.at(-1).step - all[0].step >= 3,
    );
    return perStep(marks[0], marks.at(-1), marks.at(-1).step - marks[0].step);
  } finally {
    await page.close();
  }
}

/** What `fit` does once, before the first batch, is taken off by the difference between three batches and one. */
async function stock(browser, network, backend) {
  const page = await openPage(browser);
  try {
    await page.evaluate(recordOnly);
    await openColumn(page, 'stock', network, backend);
    await page.evaluate(countKernels);
    const marks = [await countNow(page)];
    for (const count of [1, 3]) {
      await within(
        60,
        page.evaluate((n) => window.trainBatches(n), count),
      );
      marks.push(await countNow(page));
    }
    const [zero, one, three] = marks;
    const less = { kernels: one.kernels - zero.kernels, dispatches: one.dispatches - zero.dispatches };
    const rest = {
      ...three,
      kernels: three.kernels - less.kernels,
      dispatches: three.dispatches - less.dispatches,
    };
    return perStep(one, rest, 2);
  } finally {
    await page.close();
  }
}

export async function benchKernels({ browser, adapter }) {
  const columns = {
    ours: (network) => ours(browser, network, 'wasm'),
    ...(adapter.type === 'none'
      ? {}
      : {
          oursWebGpu: (network) => ours(browser, network, 'webgpu'),
          stockWebGpu: (network) => stock(browser, network, 'webgpu'),
        }),
  };
  const table = [];
  for (const network of networkNames) {
    const row = { network, errors: {} };
    for (const [column, count] of Object.entries(columns)) {
      try {
        row[column] = await count(network);
      } catch (error) {
        row.errors[column] = wordsOf(error);
      }
    }
    table.push(row);
  }
  const errors = table.flatMap(({ network, errors: all }) =>
    Object.entries(all).map(([column, error]) => `\n${network}, ${column}: ${error}`),
  );
  return { table, report: [kernelTable(table), ...errors].join('\n'), ok: errors.length === 0 };
}
