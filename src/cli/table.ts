// A report as text for a terminal: one line a node, the totals, then the problems with their remedies.
import { formatBytes, formatCount, formatShape, formatShort } from '../lib/format';
import type { NodeReport, Report } from './report';

const headings = ['node', 'layer', 'output', 'trainable', 'frozen', 'MACs', 'sees'];
/** Columns of numbers, which end under each other. */
const right = new Set([3, 4, 5, 6]);

/** Without a trailing line break. Widths follow the widest entry. */
export function reportTable(report: Report): string {
  const { name, totals, nodes, problems } = report;
  const summary = [
    `${name}: ${formatCount(nodes.length)} ${nodes.length === 1 ? 'node' : 'nodes'}`,
    `${formatCount(totals.trainable)} trainable weights${totals.frozen > 0 ? ` and ${formatCount(totals.frozen)} frozen` : ''}`,
    `${formatCount(totals.macs)} MACs (${formatShort(totals.macs)}) and ${formatBytes(totals.activationBytes)} of activations for one image`,
    `depth ${totals.depth}`,
  ].join('; ');
  const listed = problems.flatMap(({ code, at, message, fix }) => [
    `  ${[code, at].filter(Boolean).join(' at ')}: ${message}`,
    ...(fix === undefined ? [] : [`    remedy: ${fix}`]),
  ]);
  const heading = problems.length === 0 ? 'No problems.' : `Problems (${problems.length}):`;
  return [...(nodes.length > 0 ? [...rows(nodes), ''] : []), summary, heading, ...listed].join('\n');
}

function rows(nodes: readonly NodeReport[]): readonly string[] {
  const cells = [headings, ...nodes.map(cellsOf)];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => (right.has(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

const cellsOf = (node: NodeReport): readonly string[] => [
  node.id,
  node.layer,
  node.shape ? formatShape(node.shape) : '?',
  countOf(node.trainable),
  countOf(node.frozen),
  countOf(node.macs),
  node.receptiveField ? formatShape(node.receptiveField) : '–',
];

const countOf = (count: number): string => (count === 0 ? '–' : formatCount(count));
