// Mean softmax cross-entropy with its gradient, in two dispatches where tf.js takes about twelve.
import { softmaxCrossEntropy as name, type SoftmaxCrossEntropyInputs } from '../ops/names';
import { sumsOverGroup, workgroupSize } from './columns';
import { addKernel } from './override';
import { allocate, groupsFor, type Program, run, sizeOf } from './program';

/**
 * One thread a row: its loss −Σ y·log softmax(x), and (softmax − y)/n. The row's maximum is taken off before exp(), which
 * leaves softmax as it is and cannot overflow.
 */
const rowLosses: Program<'rows' | 'columns' | 'share'> = {
  name: 'ConvasRowLosses',
  reads: [{ name: 'logits' }, { name: 'expected' }],
  writes: [{ name: 'gradient' }, { name: 'losses' }],
  sizes: ['rows', 'columns'],
  factors: ['share'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.rows) { return; }
  let start = index * u.columns;
  let end = start + u.columns;
  var largest = logits[start];
  for (var i = start + 1; i < end; i++) { largest = max(largest, logits[i]); }
  var total = 0.0;
  for (var i = start; i < end; i++) { total += exp(logits[i] - largest); }
  let logTotal = log(total);
  var loss = 0.0;
  for (var i = start; i < end; i++) {
    let logProbability = logits[i] - largest - logTotal;
    loss -= expected[i] * logProbability;
    gradient[i] = (exp(logProbability) - expected[i]) * u.share;
  }
  losses[index] = loss;`,
};

/** The mean of the rows' losses, by one workgroup. */
const meanLoss: Program<'rows' | 'share'> = {
  name: 'ConvasMeanLoss',
  reads: [{ name: 'losses' }],
  writes: [{ name: 'loss' }],
  sizes: ['rows'],
  factors: ['share'],
  workgroup: [workgroupSize, 1, 1],
  ...sumsOverGroup('f32'),
  body: `
  var own = 0.0;
  for (var row = local; row < u.rows; row += ${workgroupSize}) { own += losses[row]; }
  let sum = sumOverGroup(local, own);
  if (local == 0) { loss[0] = sum * u.share; }`,
};

/** logits, expected [n, c] → the mean loss [] and its gradient for the logits [n, c]. */
export const softmaxCrossEntropy = addKernel<SoftmaxCrossEntropyInputs, object>(
  name,
  [rowLosses, meanLoss],
  ({ inputs: { logits, expected }, backend }) => {
    const columns = logits.shape.at(-1) ?? 1;
    const rows = sizeOf(logits) / columns;
    const share = 1 / rows;
    const gradient = allocate(backend, logits.shape);
    const losses = allocate(backend, [rows]);
    const loss = allocate(backend, []);
    run(backend, rowLosses, {
      reads: [logits, expected],
      writes: [gradient, losses],
      uniforms: { rows, columns, share },
      groups: groupsFor(rows, workgroupSize),
    });
    run(backend, meanLoss, {
      reads: [losses],
      writes: [loss],
      uniforms: { rows, share },
      groups: [1, 1, 1],
    });
    backend.disposeData(losses.dataId);
    return [loss, gradient];
  },
);
