// One optimiser's step over all weights: one dispatch a weight, where tf.js takes about ten. Weights lie in buffers of
// their own, and a stage sees eight at most; Adam's alone for one weight are seven, so that more do not allFloat.
import type * as tf from '@tensorflow/tfjs';
import { updateAll as name, type UpdateAllAttrs } from '../ops/names';
import { addKernel } from './override';
import { allocate, groupsFor, type Program, run, sizeOf } from './program';

type Uniform = 'size' | 'rate' | 'epsilon';
type Kind = UpdateAllAttrs['kind'];

const slotNames = ['m', 'v'] as const;
const threads = 64;

/** `formula` sets `step`, what is taken off the weight, from the gradient `d` and the slots, which it moves. */
function update(kind: Kind, slots: number, formula: string): Program<Uniform> {
  const kept = slotNames.slice(0, slots);
  return {
    name: `ConvasUpdate_${kind}`,
    reads: [{ name: 'w' }, { name: 'g' }, ...kept.map((slot) => ({ name: slot }))],
    writes: [{ name: 'wNew' }, ...kept.map((slot) => ({ name: `${slot}New` }))],
    sizes: ['size'],
    factors: ['rate', 'epsilon'],
    workgroup: [threads, 1, 1],
    body: `
  if (index >= u.size) { return; }
  let d = g[index];
  ${formula}
  wNew[index] = w[index] - step;`,
  };
}

// The constants are those of the optimisers: momentum 0.9, squares 0.9, and Adam's 0.9 and 0.999.
const programs: Readonly<Record<Kind, Program<Uniform>>> = {
  /** w ← w − η·g */
  sgd: update('sgd', 0, 'let step = u.rate * d;'),
  /** m ← 0.9·m + g; w ← w − η·m (Polyak 1964) */
  momentum: update(
    'momentum',
    1,
    `let first = 0.9 * m[index] + d;
  mNew[index] = first;
  let step = u.rate * first;`,
  ),
  /** s ← 0.9·s + 0.1·g²; w ← w − η·g/√(s + ε) (Hinton's lecture 6e) */
  rmsprop: update(
    'rmsprop',
    1,
    `let squares = 0.9 * m[index] + 0.1 * (d * d);
  mNew[index] = squares;
  let step = u.rate * d / sqrt(squares + u.epsilon);`,
  ),
  /** Kingma & Ba 2015, algorithm 1; η and ε arrive with the bias corrections in them. */
  adam: update(
    'adam',
    2,
    `let first = 0.9 * m[index] + 0.1 * d;
  let second = 0.999 * v[index] + 0.001 * (d * d);
  mNew[index] = first;
  vNew[index] = second;
  let step = u.rate * first / (sqrt(second) + u.epsilon);`,
  ),
};

type Inputs = Readonly<Record<string, tf.TensorInfo>>;

/** Inputs w0…, g0… and slots m0…, v0…; outputs all new weights, then all new first slots, then all second ones. */
export const updateAll = addKernel<Inputs, UpdateAllAttrs>(
  name,
  Object.values(programs),
  ({ inputs, attrs: { kind, count, rate, epsilon }, backend }) => {
    const program = programs[kind];
    const of = (letter: string, i: number): tf.TensorInfo => {
      const tensor = inputs[`${letter}${i}`];
      if (!tensor) throw new Error(`${name} lacks its input ${letter}${i}.`);
      return tensor;
    };
    const letters = program.writes.map((_, i) => ['w', ...slotNames][i] ?? '');
    const updated = Array.from({ length: count }, (_, i) => {
      const reads = program.reads.map((buffer) => of(buffer.name, i));
      const size = sizeOf(of('w', i));
      const writes = letters.map((letter) => allocate(backend, of(letter, i).shape));
      run(backend, program, {
        reads,
        writes,
        uniforms: { size, rate, epsilon },
        groups: groupsFor(size, threads),
      });
      return writes;
    });
    return letters.flatMap((_, slot) => updated.flatMap((written) => written[slot] ?? []));
  },
);
