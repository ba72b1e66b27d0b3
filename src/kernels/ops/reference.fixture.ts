// Test support: our own kernels in plain loops over 64-bit numbers, registered on the CPU backend, so that a test sees
// both ways through each operation and has something to be compared with that shares no code with either.
import * as tf from '@tensorflow/tfjs';
import * as names from './names';
import { type Rule, slotCounts } from './updateAll';

type Values = ArrayLike<number>;
type Inputs = Readonly<Record<string, tf.TensorInfo>>;
interface Backend {
  readonly data: { readonly get: (id: object) => { readonly values: Values } };
  readonly makeTensorInfo: (shape: readonly number[], type: string, values: Float32Array) => tf.TensorInfo;
}

const at = (values: Values, i: number): number => values[i] ?? Number.NaN;

function batchNorm(
  x: Values,
  c: number,
  gamma: Values | undefined,
  beta: Values | undefined,
  epsilon: number,
) {
  const rows = x.length / c;
  const [y, mean, variance] = [new Float32Array(x.length), new Float64Array(c), new Float64Array(c)];
  for (let i = 0; i < x.length; i++) mean[i % c] = at(mean, i % c) + at(x, i) / rows;
  for (let i = 0; i < x.length; i++)
    variance[i % c] = at(variance, i % c) + (at(x, i) - at(mean, i % c)) ** 2 / rows;
  for (let i = 0; i < x.length; i++) {
    const k = i % c;
    const normal = (at(x, i) - at(mean, k)) / Math.sqrt(at(variance, k) + epsilon);
    y[i] = normal * (gamma ? at(gamma, k) : 1) + (beta ? at(beta, k) : 0);
  }
  return [y, Float32Array.from(mean), Float32Array.from(variance)];
}

/** By the chain rule through mean and variance, term by term. */
function batchNormGrad(
  dy: Values,
  x: Values,
  mean: Values,
  variance: Values,
  gamma: Values | undefined,
  eps: number,
) {
  const c = mean.length;
  const rows = x.length / c;
  const [dmean, dvariance] = [new Float64Array(c), new Float64Array(c)];
  const [dx, dgamma, dbeta] = [new Float32Array(x.length), new Float64Array(c), new Float64Array(c)];
  const root = (k: number) => Math.sqrt(at(variance, k) + eps);
  const normal = (i: number, k: number) => at(dy, i) * (gamma ? at(gamma, k) : 1);
  for (let i = 0; i < x.length; i++) {
    const k = i % c;
    const centred = at(x, i) - at(mean, k);
    dbeta[k] = at(dbeta, k) + at(dy, i);
    dgamma[k] = at(dgamma, k) + (at(dy, i) * centred) / root(k);
    dvariance[k] = at(dvariance, k) - (normal(i, k) * centred) / (2 * root(k) ** 3);
    dmean[k] = at(dmean, k) - normal(i, k) / root(k);
  }
  for (let i = 0; i < x.length; i++) {
    const k = i % c;
    const through = at(dvariance, k) * 2 * (at(x, i) - at(mean, k)) + at(dmean, k);
    dx[i] = normal(i, k) / root(k) + through / rows;
  }
  return [dx, Float32Array.from(dgamma), Float32Array.from(dbeta)];
}

function crossEntropy(logits: Values, expected: Values, c: number) {
  const rows = logits.length / c;
  const gradient = new Float32Array(logits.length);
  let loss = 0;
  for (let from = 0; from < logits.length; from += c) {
    const row = Array.from({ length: c }, (_, k) => at(logits, from + k));
    const most = Math.max(...row);
    const sum = row.reduce((total, v) => total + Math.exp(v - most), 0);
    for (const [k, v] of row.entries()) {
      loss -= (at(expected, from + k) * (v - most - Math.log(sum))) / rows;
      gradient[from + k] = (Math.exp(v - most) / sum - at(expected, from + k)) / rows;
    }
  }
  return [Float32Array.of(loss), gradient];
}

/** New weight, m and v of one value. */
function updated({ kind, rate, epsilon }: Rule, w: number, g: number, m: number, v: number) {
  switch (kind) {
    case 'sgd':
      return [w - rate * g, 0, 0] as const;
    case 'momentum': {
      const after = 0.9 * m + g;
      return [w - rate * after, after, 0] as const;
    }
    case 'rmsprop': {
      const after = 0.9 * m + 0.1 * g * g;
      return [w - (rate * g) / Math.sqrt(after + epsilon), after, 0] as const;
    }
    case 'adam': {
      const [first, second] = [0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g];
      return [w - (rate * first) / (Math.sqrt(second) + epsilon), first, second] as const;
    }
  }
}

type Body = (
  read: (name: string) => Values,
  inputs: Inputs,
  attrs: names.UpdateAllAttrs & names.BatchNormTrainAttrs,
) => readonly { readonly values: Float32Array; readonly shape: readonly number[] }[];

const bodies: Readonly<Record<string, Body>> = {
  [names.batchNormTrain]: (read, { x, gamma, beta }, { epsilon }) => {
    const c = x?.shape.at(-1) ?? 1;
    const all = batchNorm(read('x'), c, gamma && read('gamma'), beta && read('beta'), epsilon);
    return all.map((values, i) => ({ values, shape: i === 0 ? (x?.shape ?? []) : [c] }));
  },
  [names.batchNormTrainGrad]: (read, { x, gamma }, { epsilon }) => {
    const vectors = ['dy', 'x', 'mean', 'variance'].map(read) as [Values, Values, Values, Values];
    const all = batchNormGrad(...vectors, gamma && read('gamma'), epsilon);
    return all.map((values, i) => ({ values, shape: i === 0 ? (x?.shape ?? []) : [values.length] }));
  },
  [names.reluBiasGrad]: (read, { y }) => {
    const [dy, after] = [read('dy'), read('y')];
    const c = y?.shape.at(-1) ?? 1;
    const [dz, sums] = [new Float32Array(after.length), new Float64Array(c)];
    for (let i = 0; i < dz.length; i++) {
      if (at(after, i) <= 0) continue;
      dz[i] = at(dy, i);
      sums[i % c] = at(sums, i % c) + at(dy, i);
    }
    return [
      { values: dz, shape: y?.shape ?? [] },
      { values: Float32Array.from(sums), shape: [c] },
    ];
  },
  [names.softmaxCrossEntropy]: (read, { logits }) => {
    const shape = logits?.shape ?? [];
    const all = crossEntropy(read('logits'), read('expected'), shape.at(-1) ?? 1);
    return all.map((values, i) => ({ values, shape: i === 0 ? [] : shape }));
  },
  [names.updateAll]: (read, inputs, attrs) => {
    const slots = slotCounts[attrs.kind];
    const results = Array.from({ length: attrs.count }, (_, i) => {
      const [w, g] = [read(`w${i}`), read(`g${i}`)];
      const [m, v] = [slots > 0 ? read(`m${i}`) : [], slots > 1 ? read(`v${i}`) : []];
      const values = [w, w, w].map((like) => new Float32Array(like.length));
      for (let j = 0; j < w.length; j++)
        for (const [part, value] of updated(attrs, at(w, j), at(g, j), m[j] ?? 0, v[j] ?? 0).entries()) {
          const array = values[part];
          if (array) array[j] = value;
        }
      return values.map((array) => ({ values: array, shape: inputs[`w${i}`]?.shape ?? [] }));
    });
    return Array.from({ length: 1 + slots }, (_, part) =>
      results.flatMap((of) => of.slice(part, part + 1)),
    ).flat();
  },
};

/** How often each has been called, by its name. */
export interface ReferenceCalls {
  readonly calls: Map<string, number>;
  readonly remove: () => void;
}

/** Registers all of them on the CPU backend until `remove` is called. */
export function registerReference(): ReferenceCalls {
  const calls = new Map<string, number>();
  for (const [kernelName, body] of Object.entries(bodies))
    tf.registerKernel({
      kernelName,
      backendName: 'cpu',
      kernelFunc: ({ inputs, attrs, backend }) => {
        calls.set(kernelName, (calls.get(kernelName) ?? 0) + 1);
        const cpu = backend as unknown as Backend;
        const given = inputs as unknown as Inputs;
        const read = (name: string): Values => {
          const info = given[name];
          if (!info) throw new Error(`${kernelName} without its input ${name}`);
          return cpu.data.get(info.dataId).values;
        };
        return body(read, given, attrs as never).map(({ values, shape }) =>
          cpu.makeTensorInfo(shape, 'float32', values),
        );
      },
    });
  return {
    calls,
    remove: () => {
      for (const kernelName of Object.keys(bodies)) tf.unregisterKernel(kernelName, 'cpu');
    },
  };
}
