// Memory after ten thousand training steps against after one hundred, in the real worker: nothing may be left behind.
import { openColumn, openPage, within } from './bench.mjs';
import { countUntil, trainingWorker } from './counting.mjs';
import { leakTable } from './tables.mjs';

const steps = [100, 10_000];
const batch = 8;

/** Bytes of JavaScript in the page and its workers; undefined where the browser does not tell. */
const scriptBytes = (page) =>
  page.evaluate(async () => {
    const measured = await performance.measureUserAgentSpecificMemory?.();
    return measured?.bytes;
  });

async function follow(browser, backend) {
  const page = await openPage(browser);
  try {
    await openColumn(page, 'ours', 'tiny', backend, batch, 0);
    const worker = await trainingWorker(page);
    const until = (step) =>
      within(
        300,
        countUntil(page, worker, (all) => (all.at(-1)?.step ?? 0) >= step),
      );
    const found = [];
    for (const step of steps) {
      const marks = await until(step);
      found.push({ ...marks.find((mark) => mark.step >= step), script: await scriptBytes(page) });
    }
    return found.map(({ step, bytes, tensors, heap, script }) => ({ step, bytes, tensors, heap, script }));
  } finally {
    await page.close();
  }
}

export async function benchLeaks({ browser, adapter }) {
  const table = [];
  // Ten thousand steps on a software adapter would take minutes.
  for (const backend of adapter.type === 'hardware' ? ['wasm', 'webgpu'] : ['wasm']) {
    const [early, late] = await follow(browser, backend);
    table.push({ backend, early, late });
  }
  const ok = table.every(({ early, late }) => late.tensors <= early.tensors && late.bytes <= early.bytes);
  return { table, report: leakTable(table), ok };
}
