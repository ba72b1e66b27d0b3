// Writes the figures of tests/bench/latest.json into the README, between `<!-- bench … -->` and `<!-- /bench -->`, and
// nowhere else.
import { inferenceTable } from './inferenceRows.mjs';
import { layoutTable } from './layoutRows.mjs';
import { editorTable, kernelTable, leakTable, speedTable, startTable } from './tables.mjs';

/** The text between the markers, from what the bench found; groups that were not measured are left out. */
export function benchText(found) {
  const { machine, speed, kernels, start, editor, leaks } = found;
  const parts = [];
  if (speed)
    parts.push(
      `Training, images per second at batch 64: medians of ${speed.repeats} spells taken in turn (least–most), ${whereOf(machine, speed)}.`,
      speedTable(speed.table),
    );
  if (kernels) parts.push(kernelTable(kernels.table));
  if (start) parts.push(startTable(start));
  if (editor) parts.push(editorTable(editor));
  if (leaks) parts.push(leakTable(leaks.table));
  if (found.inference) parts.push(inferenceTable(found.inference.table));
  if (found.layout) parts.push(layoutTable(found.layout.table));
  return parts.join('\n\n');
}

function whereOf(machine, { date, table }) {
  const loads = table.map(({ load }) => Number(load)).filter(Number.isFinite);
  const [least, most] = [Math.min(...loads), Math.max(...loads)];
  const busy = loads.length === 0 ? '' : `, load ${least === most ? least : `${least}–${most}`}`;
  const gpu =
    machine.adapter.type === 'hardware'
      ? `WebGPU on ${machine.adapter.name}`
      : 'no GPU: WebGPU and WebGL are software';
  return `${date}, ${machine.cores} × ${machine.cpu}${busy}, ${machine.browser}, ${gpu}`;
}

/** The README's text with the part between the markers replaced; throws where they do not stand. */
export function withBench(readme, text) {
  const opening = /<!-- bench\b[^>]*-->/.exec(readme);
  const closing = readme.indexOf('<!-- /bench -->');
  if (!opening || closing < opening.index)
    throw new Error(
      'README.md has no <!-- bench --> and <!-- /bench -->: place them where the table belongs.',
    );
  const start = opening.index + opening[0].length;
  return `${readme.slice(0, start)}\n${text}\n${readme.slice(closing)}`;
}
