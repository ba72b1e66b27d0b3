// What judging every shape of a large network takes, from scratch and after an edit.
import { load, percentilesOf } from './figures.mjs';

const sizes = [1_000, 10_000];
const rounds = 60;

export async function benchInference({ measure }) {
  const table = [];
  for (const size of sizes) {
    const found = await measure('measureInference', size, rounds);
    if (found.error) throw new Error(`${size} nodes: ${found.error}`);
    table.push({
      nodes: found.nodes,
      scratch: percentilesOf(found.scratch),
      parameter: percentilesOf(found.parameter),
      wire: percentilesOf(found.wire),
      load: load(),
    });
  }
  return { table, report: inferenceTable(table), ok: true };
}

const ms = ({ median, p95: most }) => `${median.toFixed(1)} (${most.toFixed(1)})`;

export const inferenceTable = (table) =>
  [
    '| shape inference alone, ms: median (95th percentile) | from scratch | after a parameter | after a wire |',
    '|---|---|---|---|',
    ...table.map(
      (row) =>
        `| ${row.nodes.toLocaleString('en')} nodes | ${ms(row.scratch)} | ${ms(row.parameter)} | ${ms(row.wire)} |`,
    ),
  ].join('\n');
