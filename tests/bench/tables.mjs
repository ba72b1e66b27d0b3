// The bench's tables, the same on the screen as in the README, from what its rows found.
import { show } from './figures.mjs';
import { titleOf } from './networkNames.mjs';

/** Threads that PyTorch is measured with. */
export const threadCounts = [1, 2];

const ratio = (figure) => (figure ? `${show(figure, figure.median < 1 ? 2 : 1)}` : '–');
const cell = (figure) => (figure ? show(figure) : '–');

/** The table of speeds and ratios. */
export function speedTable(table) {
  const gpu = table.some(({ figures }) => figures.oursWebGpu);
  const head = [
    'network',
    'Convas, WASM',
    ...(gpu ? ['Convas, WebGPU'] : []),
    'stock tf.js (its best backend)',
    'ConvNetJS',
    ...threadCounts.map((n) => `PyTorch, ${n === 1 ? 'one thread' : `${n} threads`}`),
    'to stock',
    'to ConvNetJS',
    'to PyTorch',
    ...(gpu ? ['WebGPU to stock'] : []),
  ];
  const lines = table.map(({ network, figures, ratios, ratiosWebGpu, stock }) => [
    titleOf(network),
    cell(figures.ours),
    ...(gpu ? [cell(figures.oursWebGpu)] : []),
    figures.stock ? `${show(figures.stock, figures.stock.median < 10 ? 1 : 0)} (${stock.best})` : '–',
    cell(figures.convnet),
    ...threadCounts.map((n) => cell(figures[`torch${n}`])),
    ratio(ratios.stock),
    ratio(ratios.convnet),
    ratio(ratios.torch),
    ...(gpu ? [ratio(ratiosWebGpu?.stock)] : []),
  ]);
  const row = (cells) => `| ${cells.join(' | ')} |`;
  return [row(head), `|${'---|'.repeat(head.length)}`, ...lines.map(row)].join('\n');
}

const mebibytes = (bytes) => (bytes === undefined ? '–' : `${(bytes / 2 ** 20).toFixed(0)} MiB`);
const counted = (counts) =>
  counts ? `${counts.kernels}${counts.dispatches ? ` (${counts.dispatches})` : ''}` : '–';

/** The table of kernels and memory. */
export function kernelTable(table) {
  const lines = table.map(({ network, ours: wasm, oursWebGpu, stockWebGpu }) => {
    const columns = [wasm, oursWebGpu, stockWebGpu];
    return `| ${titleOf(network)} | ${columns.map((c) => `${counted(c)} | ${mebibytes(c?.bytes)}`).join(' | ')} |`;
  });
  return [
    '| a training step at batch 64 | kernels, Convas on WASM | heap | kernels (dispatches), Convas on WebGPU | GPU memory | kernels (dispatches), stock tf.js on WebGPU | GPU memory |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

const kibibytes = (bytes) => (bytes === undefined ? '–' : `${Math.round(bytes / 1024)} KiB`);

/** The table of memory early and late. */
export function leakTable(table) {
  const line = (backend, { step, tensors, bytes, heap, script }) =>
    `| ${backend} | ${step} | ${tensors} | ${kibibytes(bytes)} | ${kibibytes(heap)} | ${kibibytes(script)} |`;
  return [
    '| a tiny network on | step | tensors | their bytes | heap of WASM | JavaScript, page and workers |',
    '|---|---|---|---|---|---|',
    ...table.flatMap(({ backend, early, late }) => [line(backend, early), line(backend, late)]),
  ].join('\n');
}

const longestWords = (tasks) => {
  const above = tasks.filter((ms) => ms !== undefined && ms !== null);
  if (above.length === 0) return 'none above 50 ms';
  return `${Math.max(...above).toFixed(0)} ms (in ${above.length} of ${tasks.length} runs above 50)`;
};

/** The table of the start. */
export const startTable = ({ network: name, seconds, starting, training }) =>
  [
    '| the built app | Train pressed → first batch known to the page | longest main-thread task until then | while it trains |',
    '|---|---|---|---|',
    `| ${name} | ${show(seconds, 2)} s | ${longestWords(starting)} | ${longestWords(training)} |`,
  ].join('\n');

/** The table of how large drawings feel; figures in milliseconds. */
export function editorTable({ opening, pan, panAll, drag, dragAll, parameter, wire, undo, first }) {
  const ms = (figure) => `${show(figure, 1)} ms`;
  const late = (figure) => `${figure.p95.toFixed(1)} ms`;
  const row = (...cells) => `| ${cells.join(' | ')} |`;
  return [
    '| the editor, built | median (least–most) | 95 % within |',
    '|---|---|---|',
    row('ResNet-152 unfolded, 516 nodes: file chosen → seen and at rest', ms(opening), '–'),
    row('1,000 nodes: parameter entered → verdict on the card', ms(parameter), late(parameter)),
    row('1,000 nodes: wire deleted → verdict on the card', ms(wire), late(wire)),
    row('1,000 nodes: undo → verdict on the card', ms(undo), late(undo)),
    row('1,000 nodes: scripting for a frame while panning', ms(pan), late(pan)),
    row('… all of the main thread’s work', ms(panAll), late(panAll)),
    row('1,000 nodes: scripting for a frame while dragging a card', ms(drag), late(drag)),
    row('… all of the main thread’s work', ms(dragAll), late(dragAll)),
    row(
      'before the canvas can be used',
      `${(first.bytes / 1000).toFixed(0)} kB of JavaScript (gzip) in ${first.scripts} files`,
      `${first.requests} requests in all`,
    ),
  ].join('\n');
}
