// What could mend each kind of misfit, best first. Candidates need not work: `fixes.ts` tries each and drops those
// that do not.
import { edgesInto } from '../graph/graph';
import type { Fix } from '../graph/problem';
import { isImage, type MisfitCode } from '../layers/contract';
import { pair, type Size } from '../layers/fields';
import { formatShape } from '../lib/format';
import type { NodeId } from '../lib/ids';
import { countOf, cropFixes, groupFixes, headFixes, valueFixes } from './countFixes';
import { insertChain, set, type Trouble } from './fixEdits';
import { insideFixes } from './insideFixes';
import { addFixes, concatFixes, rankFixes } from './mergeFixes';

export function candidatesFor(t: Trouble): readonly Fix[] {
  return byCode[t.misfit.code]?.(t) ?? [];
}

const byCode: Partial<Record<MisfitCode, (t: Trouble) => readonly Fix[]>> = {
  'needs-vector': vectorFixes,
  'needs-image': imageFixes,
  'window-too-large': windowFixes,
  'shapes-differ': addFixes,
  'sizes-differ': concatFixes,
  'ranks-differ': rankFixes,
  'classes-differ': headFixes,
  'values-differ': valueFixes,
  'groups-do-not-divide': groupFixes,
  'crop-too-large': cropFixes,
  'parameters-clash': clashFixes,
  'inside-module': (t) => insideFixes(t, candidatesFor),
};

function vectorFixes({ graph, node, edge, arriving }: Trouble): readonly Fix[] {
  const shape = arriving[0]?.shape;
  if (!edge || !shape) return [];
  const count = countOf(node)?.count;
  if (count === undefined) {
    return [
      { label: 'Insert flatten', edits: insertChain(graph, edge, [['flatten', {}]]) },
      { label: 'Insert global average pool', edits: insertChain(graph, edge, [['globalAvgPool', {}]]) },
    ];
  }
  const logits = ['dense', { units: count, initializer: 'glorotUniform' }] as const;
  return [
    { label: 'Insert global average pool', edits: insertChain(graph, edge, [['globalAvgPool', {}]]) },
    {
      label: `Insert global average pool and dense, ${count} units`,
      edits: insertChain(graph, edge, [['globalAvgPool', {}], logits]),
    },
    {
      label: `Insert flatten and dense, ${count} units`,
      edits: insertChain(graph, edge, [['flatten', {}], logits]),
    },
  ];
}

/** A vector where feature maps are needed: take the tensor from before it was flattened or pooled away. */
function imageFixes({ graph, shapes, edge }: Trouble): readonly Fix[] {
  if (!edge) return [];
  for (let at: NodeId | undefined = edge.from; at !== undefined; at = edgesInto(graph, at)[0]?.from) {
    const state = shapes.get(at);
    if (state?.state === 'ok' && isImage(state.shape)) {
      return [
        {
          label: `Wire from “${at}” (${formatShape(state.shape)}) instead`,
          edits: [
            { type: 'remove', nodes: [], edges: [edge.id] },
            { type: 'connect', from: at, to: edge.to, slot: edge.slot },
          ],
        },
      ];
    }
  }
  return [];
}

function windowFixes({ node, arriving }: Trouble): readonly Fix[] {
  const shape = arriving[0]?.shape;
  const field = 'kernel' in node.params ? 'kernel' : 'size';
  if (!shape || !isImage(shape)) return [];
  const side = Math.min(shape[0], shape[1]);
  return [
    { label: `Set padding of “${node.id}” to same`, edits: [set(node.id, { padding: 'same' })] },
    { label: `Set ${field} of “${node.id}” to ${side}×${side}`, edits: [set(node.id, { [field]: side })] },
    {
      label: `Set ${field} of “${node.id}” to ${side}×${side}, dilation 1`,
      edits: [set(node.id, { [field]: side, dilation: 1 })],
    },
  ];
}

function clashFixes({ node }: Trouble): readonly Fix[] {
  if ('dilation' in node.params) {
    return [
      { label: `Set dilation of “${node.id}” to 1`, edits: [set(node.id, { dilation: 1 })] },
      { label: `Set stride of “${node.id}” to 1`, edits: [set(node.id, { stride: 1 })] },
    ];
  }
  const window = Math.min(...pair((node.params.size ?? 1) as Size));
  const most = Math.floor(window / 2);
  return [
    { label: `Set padding of “${node.id}” to ${most}`, edits: [set(node.id, { padding: most })] },
    { label: `Set padding of “${node.id}” to same`, edits: [set(node.id, { padding: 'same' })] },
  ];
}
