// Receptive fields: figures that the literature gives, and random graphs whose gradients say what a pixel sees.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { draw } from '../graph/drawing.fixture';
import { edgesInto, type Graph } from '../graph/graph';
import { pair, type Size } from '../layers/fields';
import { type NodeId, nodeId } from '../lib/ids';
import { inferShapes } from '../shapes/inferShapes';
import { extentAt, jumpOf, sizeOfAxis } from './axisField';
import { fieldSize, receptiveField } from './receptiveField';

function fieldsOf(graph: Graph) {
  const shapes = inferShapes(graph);
  const fields = receptiveField(graph, shapes);
  const field = (id: string, input = 'in') => fields.get(nodeId(id))?.get(nodeId(input));
  return {
    shapes,
    field,
    size: (id: string) => fieldSize(fields.get(nodeId(id)), shapes),
    /** Size, stride and first row of the first pixel; undefined where all is seen. */
    rows: (id: string) => {
      const seen = field(id)?.seen;
      if (seen?.type !== 'window') return undefined;
      return [sizeOfAxis(seen.rows), jumpOf(seen.rows), -extentAt(seen.rows, 0)[0]];
    },
  };
}

/** Lines `name = layer …`, each wired to the one before. */
const chain = (input: string, layers: readonly string[]): Graph =>
  draw(
    [`in = input ${input}`, ...layers.map((l, i) => `n${i} = ${l} < ${i === 0 ? 'in' : `n${i - 1}`}`)].join(
      '\n',
    ),
  );

const conv = (kernel: number, stride = 1, padding: string | number = 'same') =>
  `conv2d filters:1 kernel:${kernel} stride:${stride} padding:${JSON.stringify(padding)}`;
const pool = (size: number, stride: number, padding: string | number = 'valid') =>
  `maxPool size:${size} stride:${stride} padding:${JSON.stringify(padding)}`;
const side = (n: number) => `height:${n} width:${n} channels:3`;

describe('known receptive fields (Araujo, Norris & Sim 2019, table 1)', () => {
  it('VGG-16 before its dense layers: 212, stride 32, padding 90', () => {
    const stage = (n: number) => [...Array.from({ length: n }, () => conv(3, 1, 1)), pool(2, 2)];
    const graph = chain(side(224), [2, 2, 3, 3, 3].flatMap(stage));
    expect(fieldsOf(graph).rows('n17')).toEqual([212, 32, 90]);
  });
  it('AlexNet (v2, padded as there) before its dense layers: 195, stride 32, padding 64', () => {
    const graph = chain(side(227), [
      conv(11, 4, 'valid'),
      pool(3, 2),
      conv(5, 1, 2),
      pool(3, 2),
      ...[conv(3, 1, 1), conv(3, 1, 1), conv(3, 1, 1), pool(3, 2)],
    ]);
    expect(fieldsOf(graph).rows('n7')).toEqual([195, 32, 64]);
  });
  it.each([
    ['in the first 1×1 convolution, as in the paper', 2, 1, 483],
    ['in the 3×3 convolution, as PyTorch has it', 1, 2, 427],
  ])('ResNet-50 before global pooling, halved %s', (_, first, second, expected) => {
    const lines = ['in = input height:224 width:224 channels:3', `c = ${conv(7, 2, 3)} < in`];
    lines.push(`s0 = ${pool(3, 2, 1)} < c`);
    let before = 's0';
    [3, 4, 6, 3].forEach((blocks, stage) => {
      for (let block = 0; block < blocks; block += 1) {
        const id = `b${stage}${block}`;
        const halved = block === 0 && stage > 0;
        const skip = halved ? `${id}p` : before;
        if (halved) lines.push(`${skip} = ${conv(1, 2, 0)} < ${before}`);
        lines.push(`${id}a = ${conv(1, halved ? first : 1, 0)} < ${before}`);
        lines.push(`${id}b = ${conv(3, halved ? second : 1, 1)} < ${id}a`);
        lines.push(`${id}c = ${conv(1)} < ${id}b`, `${id} = add < ${skip} ${id}c`);
        before = id;
      }
    });
    const { rows, field, size } = fieldsOf(draw(`${lines.join('\n')}\ngap = globalAvgPool < ${before}`));
    expect(rows(before)?.slice(0, 2)).toEqual([expected, 32]);
    // Not the shortcut.
    expect(field(before)?.via).toBe('b32c');
    expect(size('gap')).toEqual([224, 224]);
  });
  it('an inception module sees what its largest branch sees, and names it', () => {
    const { rows, field } = fieldsOf(
      draw(`
        in = input height:28 width:28 channels:192
        b1 = ${conv(1)} < in
        b3 = ${conv(3)} < in
        b5r = ${conv(1)} < in
        b5 = ${conv(5)} < b5r
        bp = ${pool(3, 1, 'same')} < in
        out = concat < b1 b3 b5 bp`),
    );
    expect(rows('out')).toEqual([5, 1, 2]);
    expect(field('out')?.via).toBe('b5');
  });
});

describe('what no formula of one line covers', () => {
  it('joins branches that see different places, and keeps the largest path apart', () => {
    const { field, rows } = fieldsOf(
      draw(`
        in = input height:9 width:9 channels:1
        pl = zeroPad top:0 bottom:2 left:0 right:2 < in
        pr = zeroPad top:2 bottom:0 left:2 right:0 < in
        a = ${conv(3, 1, 'valid')} < pl
        b = ${conv(3, 1, 'valid')} < pr
        sum = add < a b`),
    );
    expect(rows('sum')).toEqual([5, 1, 2]);
    const path = field('sum')?.path;
    expect(path?.type === 'window' && sizeOfAxis(path.rows)).toBe(3);
  });
  it('follows up-sampling, where neighbours see differently, and comes back to whole strides', () => {
    const { rows, size } = fieldsOf(chain(side(16), [pool(2, 2), 'upSample factor:2', conv(3), pool(2, 2)]));
    expect(rows('n0')).toEqual([2, 2, -0]);
    // Both pixels of a pair see the same two.
    expect(rows('n1')).toEqual([2, 1, -0]);
    expect(size('n2')).toEqual([4, 4]);
    expect(rows('n3')).toEqual([6, 2, 2]);
  });
  it('keeps height and width apart, and several inputs', () => {
    const { size, field } = fieldsOf(
      draw(`
        in = input height:8 width:20 channels:1
        in2 = input height:8 width:10 channels:1
        a = conv2d filters:1 kernel:[1,7] stride:[1,2] < in
        b = ${conv(3)} < in2
        sum = add < a b`),
    );
    expect(size('sum')).toEqual([3, 7]);
    expect(field('sum', 'in2')?.seen).toMatchObject({ rows: { extents: [[-1, 1]] } });
  });
  it('says all after dense layers, through gates of 1×1, and of a vector nothing', () => {
    const { size, field } = fieldsOf(
      draw(`
        in = input height:8 width:8 channels:4
        a = ${conv(3)} < in
        gap = globalAvgPool < a
        gate = reshape height:1 width:1 channels:1 < gap
        gated = multiply < a gate
        v = vectorInput values:3
        d = dense units:2 < v`),
    );
    expect(field('gated')?.seen.type).toBe('all');
    expect(size('gated')).toEqual([8, 8]);
    expect(size('d')).toBeUndefined();
  });
  it('unpooling sees what its pool’s windows see', () => {
    const { rows } = fieldsOf(
      draw(`
        in = input height:8 width:8 channels:1
        p = ${pool(2, 2)} < in
        c = ${conv(3)} < p
        u = maxUnpool < c p`),
    );
    expect(rows('u')).toEqual([6, 1, 2]);
  });
});

interface Op {
  readonly kind: 'conv' | 'pool' | 'transposed' | 'nearest' | 'bilinear' | 'pad';
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: 'same' | 'valid' | number;
  readonly dilation: number;
}
const arbitraryOp: fc.Arbitrary<Op> = fc
  .record({
    kind: fc.constantFrom<Op['kind']>(
      'conv',
      'conv',
      'conv',
      'pool',
      'transposed',
      'nearest',
      'bilinear',
      'pad',
    ),
    kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.integer({ min: 0, max: 2 })),
    dilation: fc.integer({ min: 1, max: 3 }),
  })
  // No gaps between windows and no strided dilation, so that what is seen has no holes and its ends tell all.
  .map((op) => ({
    ...op,
    kernel: [Math.max(op.kernel[0], op.stride[0]), Math.max(op.kernel[1], op.stride[1])] as const,
    dilation: Math.max(...op.stride) > 1 ? 1 : op.dilation,
  }));

function lineOf(op: Op): string {
  const [k, s, p] = [op.kernel, op.stride, op.padding].map((value) => JSON.stringify(value));
  switch (op.kind) {
    case 'conv':
      return `conv2d filters:1 kernel:${k} stride:${s} padding:${p} dilation:${op.dilation}`;
    case 'pool':
      return `avgPool size:${k} stride:${s} padding:"${typeof op.padding === 'number' ? 'valid' : op.padding}"`;
    case 'transposed':
      return `transposedConv2d filters:1 kernel:${k} stride:${s} padding:"${typeof op.padding === 'number' ? 'valid' : op.padding}"`;
    case 'nearest':
    case 'bilinear':
      return `upSample factor:${s} method:"${op.kind}"`;
    case 'pad':
      return `zeroPad top:${op.kernel[0] - 1} bottom:${op.kernel[1] - 1} left:${op.stride[0] - 1} right:${op.stride[1] - 1}`;
  }
}

/** A trunk, two branches of it where they come out at equal size, and a tail. */
const arbitraryNetwork = fc
  .record({
    height: fc.integer({ min: 6, max: 16 }),
    width: fc.integer({ min: 6, max: 16 }),
    trunk: fc.array(arbitraryOp, { maxLength: 2 }),
    branch: arbitraryOp,
    extra: fc.boolean(),
    tail: fc.array(arbitraryOp, { maxLength: 2 }),
    place: fc.tuple(fc.nat(1000), fc.nat(1000)),
  })
  .map(({ height, width, trunk, branch, extra, tail, place }) => {
    const lines = [`in = input height:${height} width:${width} channels:1`];
    let at = 'in';
    const add = (id: string, layer: string, from = at) => {
      lines.push(`${id} = ${layer} < ${from}`);
      at = id;
    };
    trunk.forEach((op, i) => {
      add(`t${i}`, lineOf(op));
    });
    const fork = at;
    add('a', lineOf(branch));
    if (extra) {
      add('a2', conv(3));
      add('b', lineOf(branch), fork);
      add('sum', 'add', 'a2 b');
    }
    tail.forEach((op, i) => {
      add(`e${i}`, lineOf(op));
    });
    return { graph: draw(lines.join('\n')), last: nodeId(at), place, text: lines.join('\n') };
  });

/** The network by tf.js's operations alone, every weight 1 and no non-linearity. */
function forward(graph: Graph, last: NodeId, image: tf.Tensor4D): tf.Tensor4D {
  const shapes = inferShapes(graph);
  const values = new Map<NodeId, tf.Tensor4D>([[nodeId('in'), image]]);
  const ones = (k: readonly [number, number]) => tf.ones([k[0], k[1], 1, 1]) as tf.Tensor4D;
  for (const [id, state] of shapes) {
    if (id === 'in' || state.state !== 'ok') continue;
    const [x, y] = edgesInto(graph, id).map(({ from }) => values.get(from));
    if (!x) throw new Error(`${id} has no input`);
    const { kind, params } = state.node;
    const [h = 1, w = 1] = state.shape;
    const size = (name: string) => [...pair((params[name] ?? 1) as Size)] as [number, number];
    const pads = params.padding;
    const padded = Array.isArray(pads) || typeof pads === 'number';
    const [py, px] = padded ? pair(pads as Size) : [0, 0];
    const wide = padded
      ? tf.pad4d(x, [
          [0, 0],
          [py, py],
          [px, px],
          [0, 0],
        ])
      : x;
    const mode = pads === 'same' ? 'same' : 'valid';
    const made = (): tf.Tensor4D => {
      switch (kind) {
        case 'conv2d':
          // By separate taps, because tf.js has no gradient of a dilated convolution.
          return tf.conv2d(
            wide,
            dilated(size('kernel'), size('dilation')),
            size('stride'),
            mode,
          ) as tf.Tensor4D;
        case 'avgPool':
          return tf.avgPool(wide, size('size'), size('stride'), mode);
        case 'transposedConv2d':
          return tf.conv2dTranspose(
            x,
            ones(size('kernel')),
            [1, h, w, 1],
            size('stride'),
            mode,
          ) as tf.Tensor4D;
        case 'upSample':
          return params.method === 'nearest' ? tf.image.resizeNearestNeighbor(x, [h, w]) : bilinear(x, h, w);
        case 'zeroPad':
          return tf.pad4d(x, [
            [0, 0],
            [Number(params.top), Number(params.bottom)],
            [Number(params.left), Number(params.right)],
            [0, 0],
          ]);
        default:
          return tf.add(x, y ?? x);
      }
    };
    values.set(id, made());
  }
  return values.get(last) ?? image;
}

/** A kernel of ones with zeros between its taps. */
function dilated([kh, kw]: readonly [number, number], [dy, dx]: readonly [number, number]): tf.Tensor4D {
  const [h, w] = [dy * (kh - 1) + 1, dx * (kw - 1) + 1];
  return tf
    .buffer(
      [h, w, 1, 1],
      'float32',
      Float32Array.from({ length: h * w }, (_, i) =>
        Math.floor(i / w) % dy === 0 && (i % w) % dx === 0 ? 1 : 0,
      ),
    )
    .toTensor() as tf.Tensor4D;
}

/** By its matrices, because tf.js's gradient of a bilinear resize leaves half pixel centres out. */
function bilinear(x: tf.Tensor4D, h: number, w: number): tf.Tensor4D {
  const [, H, W] = x.shape;
  const rows = tf.matMul(weightsOf(h, H), x.reshape([H, W]));
  return tf.matMul(rows, weightsOf(w, W), false, true).reshape([1, h, w, 1]);
}

/** Output o lies at (o + ½)·length/size − ½, held at the edges. */
function weightsOf(size: number, length: number): tf.Tensor2D {
  const rows = Array.from({ length: size }, (_, o) => {
    const at = Math.min(Math.max(((o + 0.5) * length) / size - 0.5, 0), length - 1);
    return Array.from({ length }, (_, i) => Math.max(0, 1 - Math.abs(i - at)));
  });
  return tf.tensor2d(rows);
}

/** First and last index along an axis at which any value is not zero. */
function ends(values: tf.Tensor2D, axis: 0 | 1): readonly [number, number] | undefined {
  const sums = values
    .abs()
    .sum(1 - axis)
    .arraySync() as number[];
  const first = sums.findIndex((v) => v > 0);
  return first < 0 ? undefined : [first, sums.findLastIndex((v) => v > 0)];
}

describe('the oracle: where the gradient of one output pixel is not zero', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });
  it('begins and ends where the receptive field does', () => {
    let judged = 0;
    let ended = 0;
    fc.assert(
      fc.property(arbitraryNetwork, ({ graph, last, place, text }) => {
        const { shapes, field } = fieldsOf(graph);
        const state = shapes.get(last);
        const source = shapes.get(nodeId('in'));
        if (state?.state !== 'ok' || source?.state !== 'ok') return;
        const [h = 1, w = 1] = state.shape;
        const [H = 1, W = 1] = source.shape;
        if (h * w > 10_000) return;
        const at = [place[0] % h, place[1] % w] as const;
        const seen = field(last)?.seen;
        if (seen?.type !== 'window') throw new Error(`no window: ${text}`);
        const gradient = tf.tidy(() => {
          const pixel = (x: tf.Tensor4D) =>
            forward(graph, last, x).slice([0, at[0], at[1], 0], [1, 1, 1, 1]).sum() as tf.Scalar;
          return tf
            .grad((x) => pixel(x as tf.Tensor4D))(tf.ones([1, H, W, 1]))
            .reshape([H, W]) as tf.Tensor2D;
        });
        const axes = [
          { axis: 0 as const, field: seen.rows, length: H },
          { axis: 1 as const, field: seen.columns, length: W },
        ];
        const found = axes.map(({ axis }) => ends(gradient, axis));
        gradient.dispose();
        judged += 1;
        // A pixel that sees nothing along one axis sees nothing at all.
        const nothing = axes.some(({ axis, field, length }) => {
          const [first, final] = extentAt(field, at[axis]);
          return first > final || final < 0 || first >= length;
        });
        if (nothing) {
          expect(found, text).toEqual([undefined, undefined]);
          return;
        }
        axes.forEach(({ axis, field, length }, i) => {
          const [first, final] = extentAt(field, at[axis]);
          const actual = found[i];
          if (!actual) return;
          const where = `${text}\npixel ${at}, axis ${axis}: says ${first}…${final}, gradient ${actual} of ${length}`;
          expect(actual[0], where).toBeGreaterThanOrEqual(Math.max(0, first));
          expect(actual[1], where).toBeLessThanOrEqual(Math.min(length - 1, final));
          if (first >= 0) expect(actual[0], where).toBe(first);
          if (final < length) expect(actual[1], where).toBe(final);
          ended += (first >= 0 ? 1 : 0) + (final < length ? 1 : 0);
        });
      }),
      { numRuns: 300 },
    );
    // Not vacuous: most networks can be judged, and most ends lie within the image.
    expect(judged).toBeGreaterThan(150);
    expect(ended).toBeGreaterThan(judged);
  });
});
