// The gradient of batch norm through the batch's own statistics, in three dispatches where tf.js's takes about twenty.
import type * as tf from '@tensorflow/tfjs';
import {
  type BatchNormTrainAttrs,
  type BatchNormTrainGradInputs,
  batchNormTrainGrad as name,
} from '../ops/names';
import { partsOf, sumsOverGroup, workgroupSize } from './columns';
import { addKernel } from './override';
import { allocate, groupsFor, type Program, run, sizeOf } from './program';

/** Of each part of the rows Σ dy and Σ dy·(x − mean). */
const partGradients: Program<'rows' | 'columns' | 'parts'> = {
  name: 'ConvasPartGradients',
  reads: [{ name: 'dy' }, { name: 'x' }, { name: 'mean' }],
  writes: [{ name: 'partials' }],
  sizes: ['rows', 'columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.columns * u.parts) { return; }
  let column = index % u.columns;
  let middle = mean[column];
  var sum = 0.0;
  var moment = 0.0;
  for (var row = index / u.columns; row < u.rows; row += u.parts) {
    let at = row * u.columns + column;
    sum += dy[at];
    moment += dy[at] * (x[at] - middle);
  }
  partials[2 * index] = sum;
  partials[2 * index + 1] = moment;`,
};

/** dβ = Σ dy; dγ = Σ dy·x̂ with x̂ = (x − mean)/√(variance + ε). One workgroup a column. */
const joinGradients: Program<'columns' | 'parts' | 'epsilon'> = {
  name: 'ConvasJoinGradients',
  reads: [{ name: 'partials' }, { name: 'variance' }],
  writes: [{ name: 'dgamma' }, { name: 'dbeta' }],
  sizes: ['columns', 'parts'],
  factors: ['epsilon'],
  workgroup: [workgroupSize, 1, 1],
  ...sumsOverGroup('vec2f'),
  body: `
  let column = min(group.y * groups.x + group.x, u.columns - 1);
  var own = vec2f(0.0);
  for (var part = local; part < u.parts; part += ${workgroupSize}) {
    let at = 2 * (part * u.columns + column);
    own += vec2f(partials[at], partials[at + 1]);
  }
  let sums = sumOverGroup(local, own);
  if (local == 0) {
    dbeta[column] = sums.x;
    dgamma[column] = sums.y * inverseSqrt(variance[column] + u.epsilon);
  }`,
};

/** dx = γ/√(variance + ε) · (dy − (dβ + x̂·dγ)/N) (Ioffe & Szegedy 2015, section 3, gathered). */
const inputGradient: Program<'size' | 'columns' | 'scaled' | 'epsilon' | 'share'> = {
  name: 'ConvasBatchNormInputGradient',
  reads: [
    { name: 'dy' },
    { name: 'x' },
    { name: 'mean' },
    { name: 'variance' },
    { name: 'gamma' },
    { name: 'dgamma' },
    { name: 'dbeta' },
  ],
  writes: [{ name: 'dx' }],
  sizes: ['size', 'columns', 'scaled'],
  factors: ['epsilon', 'share'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.size) { return; }
  let column = index % u.columns;
  let inverse = inverseSqrt(variance[column] + u.epsilon);
  let scale = select(1.0, gamma[column], u.scaled == 1) * inverse;
  let normal = (x[index] - mean[column]) * inverse;
  dx[index] = scale * (dy[index] - (dbeta[column] + normal * dgamma[column]) * u.share);`,
};

/** dy, x [..., c], mean, variance [c] → dx [..., c], dγ [c], dβ [c]. */
export const batchNormTrainGrad = addKernel<BatchNormTrainGradInputs, BatchNormTrainAttrs>(
  name,
  [partGradients, joinGradients, inputGradient],
  ({ inputs, attrs: { epsilon }, backend }) => {
    const { dy, x, mean, variance, gamma } = inputs;
    const columns = x.shape.at(-1) ?? 1;
    const size = sizeOf(x);
    const rows = size / columns;
    const parts = partsOf(rows, columns);
    const partial = allocate(backend, [parts, columns, 2]);
    const [dx, dgamma, dbeta] = [x.shape, [columns], [columns]].map((shape) => allocate(backend, shape)) as [
      tf.TensorInfo,
      tf.TensorInfo,
      tf.TensorInfo,
    ];
    run(backend, partGradients, {
      reads: [dy, x, mean],
      writes: [partial],
      uniforms: { rows, columns, parts },
      groups: groupsFor(columns * parts, workgroupSize),
    });
    run(backend, joinGradients, {
      reads: [partial, variance],
      writes: [dgamma, dbeta],
      uniforms: { columns, parts, epsilon },
      groups: groupsFor(columns, 1),
    });
    run(backend, inputGradient, {
      reads: [dy, x, mean, variance, gamma ?? mean, dgamma, dbeta],
      writes: [dx],
      uniforms: { size, columns, scaled: gamma ? 1 : 0, epsilon, share: 1 / rows },
      groups: groupsFor(size, workgroupSize),
    });
    backend.disposeData(partial.dataId);
    return [dx, dgamma, dbeta];
  },
);
