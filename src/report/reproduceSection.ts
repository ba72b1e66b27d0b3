// How to have the same again: seeds, what the networks were shown, and the designs themselves, to be saved from the page
// and opened. They stand in the page as JSON too, for programs.
import { serialise } from '../graph/serialise';
import { cell, numberCell, section, table, tag, text, words } from './html';
import { type ReportDesign, type ReportRun, runLabels } from './reportInput';

export function reproduceSection(designs: readonly ReportDesign[], runs: readonly ReportRun[]): string {
  return section(
    'To reproduce it',
    runs.length === 0 ? '' : batches(runs),
    tag(
      'p',
      {},
      text('Each design is in this page, whole. Save it as a file and open it in Convas with File ▸ Open.'),
    ),
    tag('ul', { class: 'files' }, ...designs.map(fileOf)),
  );
}

function batches(runs: readonly ReportRun[]): string {
  const labels = runLabels(runs);
  const hashes = runs.flatMap(({ record }) => record.batchesHash ?? []);
  const same = runs.length > 1 && hashes.length === runs.length && new Set(hashes).size === 1;
  const rows = runs.map(({ record }, i) => ({
    head: words(labels[i] ?? ''),
    cells: [
      numberCell(String(record.settings.seed)),
      numberCell(String(record.step)),
      cell(record.batchesHash ?? 'not recorded'),
    ],
  }));
  return (
    tag(
      'p',
      {},
      text(
        'The seed decides the initial weights, the shuffling, the held-out images and dropout. The hash is of the indices of all images that a run was shown, in order; two runs with the same hash saw the same batches.',
      ),
    ) +
    (same ? tag('p', {}, tag('strong', {}, text('All runs saw the same batches in the same order.'))) : '') +
    table('Seeds and batches.', ['Run', 'Seed', 'Batches', 'Hash of the batches'], rows)
  );
}

function fileOf({ label, document }: ReportDesign): string {
  const json = serialise(document);
  return tag(
    'li',
    {},
    tag(
      'a',
      {
        download: fileName(label, document.title),
        href: `data:application/json;charset=utf-8,${encodeURIComponent(json)}`,
      },
      text('Save '),
      words(document.title),
    ),
    text(` as a file (${document.graph.nodes.size} nodes drawn)`),
    // Nothing in it may end the element: `<` as JSON's own escape is the same text to every reader.
    `<script type="application/json" data-convas-design="${text(label)}">${json.replaceAll('<', '\\u003c')}</script>`,
  );
}

/** A name that every file system takes. */
function fileName(label: string, title: string): string {
  const plain = title
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${plain || `design-${label}`}.json`;
}
