// The gradient back through ReLU and the bias of a convolution: the bias's sum is begun while dz is written, so that
// nothing is read for it twice.
import { reluBiasGrad as name, type ReluBiasGradInputs } from '../ops/names';
import { partsOf, totalOf, totalSums, workgroupSize } from './columns';
import { addKernel } from './override';
import { allocate, groupsFor, type Program, run, sizeOf } from './program';

/** `dz = dy` where y > 0, else 0; `partials[s, c] = Σ dz[r, c]` over the rows r of part s. */
const maskAndSum: Program<'rows' | 'columns' | 'parts'> = {
  name: 'ConvasMaskAndSum',
  reads: [{ name: 'dy' }, { name: 'y' }],
  writes: [{ name: 'dz' }, { name: 'partials' }],
  sizes: ['rows', 'columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  let step = u.columns * u.parts;
  if (index >= step) { return; }
  let size = u.rows * u.columns;
  var sum = 0.0;
  for (var at = index; at < size; at += step) {
    let value = select(0.0, dy[at], y[at] > 0.0);
    dz[at] = value;
    sum += value;
  }
  partials[index] = sum;`,
};

/** dy, y [..., c] → dz [..., c] and its sum over all axes but the last [c]. */
export const reluBiasGrad = addKernel<ReluBiasGradInputs, object>(
  name,
  [maskAndSum, totalSums],
  ({ inputs: { dy, y }, backend }) => {
    const columns = y.shape.at(-1) ?? 1;
    const rows = sizeOf(y) / columns;
    const parts = partsOf(rows, columns);
    const dz = allocate(backend, y.shape);
    const partial = allocate(backend, parts === 1 ? [columns] : [parts, columns]);
    run(backend, maskAndSum, {
      reads: [dy, y],
      writes: [dz, partial],
      uniforms: { rows, columns, parts },
      groups: groupsFor(columns * parts, workgroupSize),
    });
    return [dz, totalOf(backend, partial, { columns, parts, shape: [columns] })];
  },
);
