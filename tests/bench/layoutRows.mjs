// What arranging a large network takes, modules unfolded, and whether the page stays responsive meanwhile.
import { figureOf, load, show } from './figures.mjs';

const networks = [
  { name: 'googlenet', label: 'GoogLeNet', budget: 0.5 },
  { name: 'resnet152', label: 'ResNet-152', budget: 2 },
];
const rounds = 3;

export async function benchLayout({ measure }) {
  const table = [];
  for (const { name, label, budget } of networks) {
    const found = await measure('measureArrangement', name, rounds);
    if (found.error) throw new Error(`${label}: ${found.error}`);
    table.push({
      label,
      nodes: found.nodes,
      budget,
      seconds: figureOf(found.times.map((ms) => ms / 1000)),
      longestTask: figureOf(found.longestTasks),
      load: load(),
    });
  }
  return { table, report: layoutTable(table), ok: true };
}

export const layoutTable = (table) =>
  [
    '| arranging with all modules unfolded | seconds | budget | longest task of the page meanwhile, ms |',
    '|---|---|---|---|',
    ...table.map(
      ({ label, nodes, seconds, budget, longestTask }) =>
        `| ${label}, ${nodes} nodes | ${show(seconds, 2)} | ${budget} | ${
          longestTask.max === 0 ? 'none over 50' : show(longestTask)
        } |`,
    ),
  ].join('\n');
