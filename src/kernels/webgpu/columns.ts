// Sums down the columns of a matrix, the shape of every reduction in batch norm and of a bias's gradient. Many threads
// first sum rows that lie apart, so that neighbours read neighbouring memory whatever the number of columns; then one
// workgroup a column adds up what they found.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { allocate, groupsFor, type Program, run } from './program';

/** Threads that a reduction is spread over: enough to fill a large GPU, few enough to leave little to add up. */
const mostThreads = 32_768;
/** Below this many rows a thread, splitting costs more than it gains. */
const fewestRows = 8;

/** In how many interleaved parts the rows are summed: part s has the rows s, s + parts, s + 2·parts, …. */
export function partsOf(rows: number, columns: number): number {
  const wanted = Math.ceil(mostThreads / columns);
  return Math.max(1, Math.min(wanted, Math.floor(rows / fewestRows)));
}

export const workgroupSize = 64;

/** What a program declares to add up over its workgroup, for devices without subgroups and with them. */
export const sumsOverGroup = (
  type: 'f32' | 'vec2f',
): { readonly declarations: string; readonly withSubgroups: string } => ({
  declarations: sumOverGroup(type),
  withSubgroups: sumBySubgroups(type),
});

/**
 * WGSL that adds up `value` over a workgroup of 64 threads, eight by eight, and gives every thread the sum; `value` may be
 * a scalar or a vec2. To be called in uniform control flow. Two levels, not six: barriers are what it costs, most of all
 * on software adapters.
 */
const sumOverGroup = (type: 'f32' | 'vec2f'): string => `
var<workgroup> summands: array<${type}, ${workgroupSize}>;
fn sumOverGroup(local: i32, value: ${type}) -> ${type} {
  summands[local] = value;
  workgroupBarrier();
  if (local < 8) {
    for (var i = local + 8; i < ${workgroupSize}; i += 8) { summands[local] += summands[i]; }
  }
  workgroupBarrier();
  var sum = summands[0];
  for (var i = 1; i < 8; i++) { sum += summands[i]; }
  workgroupBarrier();
  return sum;
}`;

/**
 * The same where subgroups add up by themselves. The sum of each lies at the place of its first thread and zeros at those of
 * the others, so that nothing is taken for granted of which threads make a subgroup; then every subgroup adds them all up.
 */
const sumBySubgroups = (type: 'f32' | 'vec2f'): string => `
var<workgroup> summands: array<${type}, ${workgroupSize}>;
fn sumOverGroup(local: i32, value: ${type}) -> ${type} {
  let own = subgroupAdd(value);
  summands[local] = select(${type}(), own, lane == 0);
  workgroupBarrier();
  var rest = ${type}();
  for (var i = lane; i < ${workgroupSize}; i += min(lanes, ${workgroupSize})) { rest += summands[i]; }
  let sum = subgroupAdd(rest);
  workgroupBarrier();
  return sum;
}`;

type Sizes = 'rows' | 'columns' | 'parts';

/** `partials[s, c] = Σ x[r, c]` over the rows r of part s. */
export const partialSums: Program<Sizes> = {
  name: 'ConvasPartialSums',
  reads: [{ name: 'x' }],
  writes: [{ name: 'partials' }],
  sizes: ['rows', 'columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  body: `
  if (index >= u.columns * u.parts) { return; }
  let column = index % u.columns;
  var sum = 0.0;
  for (var row = index / u.columns; row < u.rows; row += u.parts) { sum += x[row * u.columns + column]; }
  partials[index] = sum;`,
};

/** `total[c] = Σ_s partials[s, c]`, one workgroup a column. */
export const totalSums: Program<'columns' | 'parts'> = {
  name: 'ConvasTotalSums',
  reads: [{ name: 'partials' }],
  writes: [{ name: 'total' }],
  sizes: ['columns', 'parts'],
  workgroup: [workgroupSize, 1, 1],
  ...sumsOverGroup('f32'),
  body: `
  let column = group.y * groups.x + group.x;
  var own = 0.0;
  for (var part = local; part < u.parts; part += ${workgroupSize}) {
    if (column < u.columns) { own += partials[part * u.columns + column]; }
  }
  let sum = sumOverGroup(local, own);
  if (local == 0 && column < u.columns) { total[column] = sum; }`,
};

/**
 * The sums that parts come to, in `shape`: what `totalSums` makes of `partial`, which is given back, or `partial` itself
 * where there is one part, for which it must have that shape.
 */
export function totalOf(
  backend: WebGPUBackend,
  partial: TensorInfo,
  {
    columns,
    parts,
    shape,
  }: { readonly columns: number; readonly parts: number; readonly shape: readonly number[] },
): TensorInfo {
  if (parts === 1) return partial;
  const total = allocate(backend, shape);
  run(backend, totalSums, {
    reads: [partial],
    writes: [total],
    uniforms: { columns, parts },
    groups: groupsFor(columns, 1),
  });
  backend.disposeData(partial.dataId);
  return total;
}
