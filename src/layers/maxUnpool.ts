// Max unpooling (Zeiler & Fergus 2014, section 2.1; Noh et al. 2015, section 3.2.1): the reverse of a max pool that
// stands elsewhere in the drawing. It reads what that pool pooled, and so knows where each maximum stood.
import { formatCount, formatShape } from '../lib/format';
import { ok, type Result } from '../lib/result';
import {
  defineLayer,
  describeShape,
  isImage,
  type Misfit,
  misfit,
  named,
  noCost,
  type Reach,
  type Shape,
  type Source,
  sizeOf,
} from './contract';
import type { Params } from './fields';
import { sameShape } from './merging';
import { type PoolParams, poolGeometry, poolReach, poolShape } from './pooling';

/** A source's parameters are those of its kind: `parseField` has checked them, and the kind is checked before. */
const poolParams = (params: Params): PoolParams => params as unknown as PoolParams;

/** For the examples: maps from anywhere, and the pool of `pooled`. */
const sourcesOf = (pooled: Shape, params: Params): readonly Source[] => [
  { kind: 'conv2d', params: {}, inputs: [] },
  { kind: 'maxPool', params, inputs: [pooled] },
];

function unpoolShape([maps, pooled]: readonly Shape[], [, pool]: readonly Source[]): Result<Shape, Misfit> {
  if (pool?.kind !== 'maxPool' || !pooled)
    return misfit(
      'not-a-pool',
      'the input “pool” takes a max pool, whose switches say where each value goes: wire the max pool to be undone',
      [1],
    );
  if (!maps || !isImage(maps))
    return misfit('needs-image', `unpooling needs feature maps, but ${describeShape(maps ?? [])} arrives`);
  const out = poolShape(pooled, poolParams(pool.params));
  if (!out.ok) return misfit(out.error.code, `its pool does not fit: ${out.error.message}`, [1]);
  if (!sameShape(maps, out.value))
    return misfit(
      'pool-differs',
      `unpooling puts back what its pool gave, ${formatShape(out.value)} (from ${formatShape(pooled)}), but maps of ${formatShape(maps)} arrive: wire the pool of that shape, or bring the maps to it`,
      [0, 1],
    );
  return ok([pooled[0] ?? 0, pooled[1] ?? 0, maps[2]]);
}

/** The pool's window turned round; without the pool, the window that its shapes suggest. */
function unpoolReach([maps, pooled]: readonly Shape[], sources: readonly Source[] | undefined): Reach {
  const pool = sources?.[1];
  if (pool) {
    const reach = poolReach(pooled, poolParams(pool.params));
    return reach.type === 'window' ? { ...reach, type: 'spread' } : reach;
  }
  const step = (axis: 0 | 1) => Math.max(1, Math.round((pooled?.[axis] ?? 1) / (maps?.[axis] ?? 1)));
  const stride = [step(0), step(1)] as const;
  return { type: 'spread', kernel: stride, stride, before: [0, 0] };
}

export const maxUnpool = defineLayer({
  kind: 'maxUnpool',
  label: 'Max unpool',
  stem: 'unpool',
  group: 'Pooling',
  doc: 'Undoes a max pool: each value returns to the place in its window where the maximum stood, with zeros around it; no weights. Wire the values to “maps” and the max pool to “pool”.',
  inputs: named('maps', { name: 'pool', from: ['maxPool'], reads: 'input' }),
  fields: {},
  shape: (inputs, _, sources) => unpoolShape(inputs, sources),
  cost: () => noCost,
  explain: ([maps], out) => {
    const [values, places] = [sizeOf(maps ?? []), sizeOf(out)];
    return [
      { label: 'Height and width', formula: `${formatShape(out.slice(0, 2))}, as they entered the pool` },
      {
        label: 'Values',
        formula: `${(maps ?? []).join('·')} = ${formatCount(values)} values at their switches, the rest of ${out.join('·')} = ${formatCount(places)} zero`,
      },
    ];
  },
  caption: (_, [maps, pooled]) =>
    maps && pooled
      ? `${formatShape(maps.slice(0, 2))} → ${formatShape(pooled.slice(0, 2))}`
      : 'to the switches',
  reach: (inputs, _, sources) => unpoolReach(inputs, sources),
  // The switches are found in the pool's input again.
  keeps: () => ({ input: true, output: false }),
  build: ({ custom }, _, { name, inputs, sources }) => {
    const pool = sources[1];
    if (!pool) throw new Error(`${name}: an unpooling is built with its pool`);
    return [custom.maxUnpool2d({ name, ...poolGeometry(inputs[1], poolParams(pool.params)) })];
  },
  examples: [
    {
      in: [
        [14, 14, 64],
        [28, 28, 64],
      ],
      sources: sourcesOf([28, 28, 64], { size: 2, stride: 2, padding: 'valid', rounding: 'floor' }),
      params: {},
      out: [28, 28, 64],
      weights: 0,
    },
    {
      in: [
        [28, 28, 16],
        [55, 55, 16],
      ],
      sources: sourcesOf([55, 55, 16], { size: 3, stride: 2, padding: 'same', rounding: 'floor' }),
      params: {},
      out: [55, 55, 16],
      weights: 0,
    },
  ],
});
