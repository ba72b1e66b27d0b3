// What stands in the way of training, where modules are drawn: told at nodes that are on the canvas.
import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../graph/document';
import { draw } from '../graph/drawing.fixture';
import { type Module, makeGraph } from '../graph/graph';
import { nodeId } from '../lib/ids';
import { fitOf, planOf, problemsOf } from './judge';
import { dataSetOf } from './tools.fixture';

/** An auxiliary classifier as a module of its own, and a drawing that places it beside its main one. */
function drawing(units: number) {
  const definition: Module = {
    name: 'aux',
    doc: '',
    parameters: [],
    graph: draw(`
      x = moduleInput
      flat = flatten < x
      fc = dense units:${units} < flat
      out = classifier weight:0.3 trainingOnly:true < fc`),
    layout: new Map(),
  };
  const { nodes, edges } = draw(`
    image = input
    side = module module:"aux" < image
    flat = flatten < image
    fc = dense units:10 < flat
    classes = classifier < fc`);
  return makeGraph(nodes.values(), edges.values(), new Map([['aux', definition]]));
}

const documentOf = (units: number) => ({ ...emptyDocument, graph: drawing(units) });
const places = (problems: ReturnType<typeof fitOf>) =>
  problems.map(({ code, at, fixes }) => [code, at.type === 'node' ? at.node : '', fixes?.length ?? 0]);

describe('a drawing with modules', () => {
  it('is planned with what is inside, under paths', () => {
    const planned = planOf(documentOf(10));
    if (!planned.ok) throw new Error(planned.error[0]?.message);
    expect(planned.value.heads.map(({ step }) => step)).toEqual(['classes', 'side/out']);
  });

  it('tells what is wrong inside an instance at the instance, once', () => {
    const problems = problemsOf(documentOf(7), { state: 'loading', id: 'digits', progress: 0 });
    expect(problems.map(({ at }) => at)).toEqual([{ type: 'node', node: nodeId('side') }]);
  });

  it('tells at the instance what the data lacks inside it, without edits that would miss their node', () => {
    const data = { ...dataSetOf('own'), classNames: ['a', 'b'] };
    expect(places(fitOf(drawing(10), data))).toEqual([
      ['data-classes-differ', 'side', 0],
      ['data-classes-differ', 'classes', 1],
    ]);
  });
});
