// Batch norm with the batch's own statistics, forward: three dispatches where tf.js takes about ten. Apart from its
// gradient because each is a formula of its own.
import type * as tf from '@tensorflow/tfjs';
import { type BatchNormTrainAttrs, type BatchNormTrainInputs, batchNormTrain as name } from '../ops/names';
import { partsOf, sumsOverGroup, workgroupSize } from './columns';
import { addKernel } from './override';
import { allocate, groupsFor, type Program, run, sizeOf } from './program';

/**
 * Of each part of the rows its mean and the sum M of squared deviations from it. Measured from the part's first value,
 * so that a mean far from zero costs no digits.
 */
const partMoments: Program<'rows' | 'columns' | 'parts'> = {
  name: 'ConvasPartMoments',
  reads: [{ name: 'x' }],
  writes: [{ name: 'moments' }],
  sizes: ['rows', 'columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.columns * u.parts) { return; }
  let column = index % u.columns;
  let first = index / u.columns;
  let pivot = x[first * u.columns + column];
  var sum = 0.0;
  var squares = 0.0;
  for (var row = first; row < u.rows; row += u.parts) {
    let d = x[row * u.columns + column] - pivot;
    sum += d;
    squares += d * d;
  }
  let count = f32((u.rows - first + u.parts - 1) / u.parts);
  moments[2 * index] = pivot + sum / count;
  moments[2 * index + 1] = max(squares - sum * (sum / count), 0.0);`,
};

/**
 * Joins the parts (Chan, Golub & LeVeque 1983): mean = Σ nₛ·meanₛ/N, M = Σ Mₛ + nₛ·(meanₛ − mean)², variance = M/N. One
 * workgroup a column.
 */
const joinMoments: Program<'rows' | 'columns' | 'parts'> = {
  name: 'ConvasJoinMoments',
  reads: [{ name: 'moments' }],
  writes: [{ name: 'mean' }, { name: 'variance' }],
  sizes: ['rows', 'columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  ...sumsOverGroup('f32'),
  body: `
  let column = min(group.y * groups.x + group.x, u.columns - 1);
  var weighted = 0.0;
  for (var part = local; part < u.parts; part += ${workgroupSize}) {
    let count = f32((u.rows - part + u.parts - 1) / u.parts);
    weighted += count * moments[2 * (part * u.columns + column)];
  }
  let middle = sumOverGroup(local, weighted) / f32(u.rows);
  var squares = 0.0;
  for (var part = local; part < u.parts; part += ${workgroupSize}) {
    let count = f32((u.rows - part + u.parts - 1) / u.parts);
    let at = 2 * (part * u.columns + column);
    let off = moments[at] - middle;
    squares += moments[at + 1] + count * off * off;
  }
  let spread = sumOverGroup(local, squares) / f32(u.rows);
  if (local == 0) {
    mean[column] = middle;
    variance[column] = spread;
  }`,
};

/** y = γ·(x − mean)/√(variance + ε) + β. Where γ or β is missing, another tensor is bound and not looked at. */
const normalise: Program<'size' | 'columns' | 'scaled' | 'shifted' | 'epsilon'> = {
  name: 'ConvasNormalise',
  reads: [{ name: 'x' }, { name: 'mean' }, { name: 'variance' }, { name: 'gamma' }, { name: 'beta' }],
  writes: [{ name: 'y' }],
  sizes: ['size', 'columns', 'scaled', 'shifted'],
  factors: ['epsilon'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.size) { return; }
  let column = index % u.columns;
  let scale = select(1.0, gamma[column], u.scaled == 1) * inverseSqrt(variance[column] + u.epsilon);
  let shift = select(0.0, beta[column], u.shifted == 1);
  y[index] = (x[index] - mean[column]) * scale + shift;`,
};

/** Ioffe & Szegedy 2015, algorithm 1, over the last axis. x [..., c] → y [..., c], mean [c], variance [c]. */
export const batchNormTrain = addKernel<BatchNormTrainInputs, BatchNormTrainAttrs>(
  name,
  [partMoments, joinMoments, normalise],
  ({ inputs, attrs, backend }) => {
    const { x, gamma, beta } = inputs;
    const columns = x.shape.at(-1) ?? 1;
    const size = sizeOf(x);
    const rows = size / columns;
    const parts = partsOf(rows, columns);
    const sizes = { rows, columns, parts };
    const moments = allocate(backend, [parts, columns, 2]);
    const [y, mean, variance] = [x.shape, [columns], [columns]].map((shape) => allocate(backend, shape)) as [
      tf.TensorInfo,
      tf.TensorInfo,
      tf.TensorInfo,
    ];
    run(backend, partMoments, {
      reads: [x],
      writes: [moments],
      uniforms: sizes,
      groups: groupsFor(columns * parts, workgroupSize),
    });
    run(backend, joinMoments, {
      reads: [moments],
      writes: [mean, variance],
      uniforms: sizes,
      groups: groupsFor(columns, 1),
    });
    run(backend, normalise, {
      reads: [x, mean, variance, gamma ?? mean, beta ?? mean],
      writes: [y],
      uniforms: { size, columns, scaled: gamma ? 1 : 0, shifted: beta ? 1 : 0, epsilon: attrs.epsilon },
      groups: groupsFor(size, workgroupSize),
    });
    backend.disposeData(moments.dataId);
    return [y, mean, variance];
  },
);
