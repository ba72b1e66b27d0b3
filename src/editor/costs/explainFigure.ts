// The arithmetic behind a figure of the cost table: the layer's own, what measuring adds, or for a module's instance
// the sum over what is inside.
import type { Explanation } from '../../layers/contract';
import type { NodeId } from '../../lib/ids';
import { explainField, explainMemory, fieldSteps } from '../../plan/explainMeasures';
import { explainNode } from '../../shapes/explain';
import type { Costs, Measured } from '../../store/measured';
import { amountOf, type Figure, type Summed, writeAmount, writeInFull } from './figures';

/** The lines that explain one figure of a node or an instance; none where it has no shape. */
export function explainFigure(measured: Measured, id: NodeId, figure: Figure): readonly Explanation[] {
  const costs = measured.costs.get(id);
  if (!costs) return [];
  if (figure === 'field') return fieldLines(measured, id, costs);
  if (!measured.flat.nodes.has(id)) return [sumLine(measured, id, costs, figure)];
  if (figure === 'memory') return explainMemory(measured.measures, measured.shapes, id, measured.batch);
  const lines = explainNode(measured.shapes.get(id)).filter(({ label }) => isAbout(label, figure));
  return lines.length > 0 ? lines : [{ label: figure === 'macs' ? 'MACs' : 'Weights', formula: 'none' }];
}

/** Every step from the input to the node that widens its receptive field; none where the step above says it all. */
export function stepsTo(measured: Measured, id: NodeId): readonly Explanation[] {
  const costs = measured.costs.get(id);
  const [input] = costs?.field.keys() ?? [];
  if (!costs?.output || input === undefined) return [];
  return fieldSteps(measured.measures, measured.shapes, costs.output, input);
}

const isAbout = (label: string, figure: Summed): boolean =>
  figure === 'macs' ? label === 'MACs' : /^(Weights|Not trained|Frozen)/.test(label);

function fieldLines(measured: Measured, id: NodeId, { output }: Costs): readonly Explanation[] {
  if (!output) return [];
  const lines = explainField(measured.measures, measured.flat, measured.shapes, output);
  if (lines.length === 0) return [{ label: 'Receptive field', formula: 'none: no image leads here' }];
  if (output === id) return lines;
  // Of an instance, what its own nodes add; its last one alone may add nothing.
  const inside = stepsTo(measured, id).filter(({ label }) => label.startsWith(`${id}/`));
  const steps = inside.map(({ label, formula }) => `${label.slice(id.length + 1)}: ${formula}`);
  const through = steps.length > 0 ? steps.join(' → ') : 'nothing inside widens it';
  return [{ label: 'Receptive field', formula: through }, ...lines.slice(1)];
}

/** `first/a 1,168 + first/b 416 + … = 1.6 k`, the largest first. */
function sumLine(measured: Measured, id: NodeId, costs: Costs, figure: Summed): Explanation {
  const inside = [...measured.measures.nodes]
    .filter(([path]) => path.startsWith(`${id}/`))
    .map(([path, each]) => ({ name: path.slice(id.length + 1), amount: amountOf(each, figure) }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
  const listed = inside.slice(0, 4).map(({ name, amount }) => `${name} ${writeAmount(amount, figure)}`);
  const rest = inside.length > 4 ? [`${inside.length - 4} more`] : [];
  const whole = writeInFull(amountOf(costs, figure), figure);
  return {
    label: `Sum over ${costs.nodes} nodes`,
    formula: inside.length === 0 ? 'none' : `${[...listed, ...rest].join(' + ')} = ${whole}`,
  };
}
