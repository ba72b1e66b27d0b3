// Which backend of stock tf.js trains a network fastest on this machine: each is tried shortly, on a page of its own.
import { openPage, within, wordsOf } from './bench.mjs';

const batchSize = 64;
/** Images in the batch by which backends are first compared. */
export const probeBatch = 4;
/** Seconds of a whole batch. */
const longBatch = 12;

/** Images per second of stock tf.js at this batch size, from one batch after one that compiles; gives up in time. */
async function probe(browser, network, backend, size, patience) {
  const page = await openPage(browser);
  try {
    const tried = page.evaluate(
      async (given) => {
        await window.openColumn('stock', ...given);
        return await window.spell(0.2);
      },
      [network, backend, size],
    );
    return { backend, speed: await within(patience, tried) };
  } catch (error) {
    return { backend, error: wordsOf(error) };
  } finally {
    await page.close();
  }
}

/** The backend of stock tf.js that trains this network fastest here, with all that were tried. */
export async function findBestStock(browser, adapter, network) {
  const order =
    adapter.type === 'hardware' ? ['webgpu', 'webgl', 'cpu', 'wasm'] : ['webgl', 'cpu', 'webgpu', 'wasm'];
  const tried = [];
  let patience = 60;
  for (const backend of order) {
    const start = Date.now();
    const found = await probe(browser, network, backend, probeBatch, patience);
    tried.push(found);
    // What takes many times as long as another is out of the running.
    if (found.speed) patience = Math.min(patience, 10 + (2 * (Date.now() - start)) / 1000);
  }
  const able = tried.filter(({ speed }) => speed).sort((a, b) => b.speed - a.speed);
  const [first] = able;
  if (!first) return { tried };
  // Small batches favour whoever has little to do besides computing, as plain JavaScript has; a whole batch decides, but
  // where it takes that long, a small one is computing enough.
  const close = able.filter(({ speed }) => speed > first.speed / 4);
  if (close.length === 1 || batchSize / first.speed > longBatch) return { best: first.backend, tried };
  for (const one of close) {
    const { speed, error } = await probe(browser, network, one.backend, batchSize, 4 * longBatch);
    one.whole = speed ?? 0;
    if (error) one.error = error;
  }
  close.sort((a, b) => b.whole - a.whole);
  return { best: close[0].backend, tried };
}
