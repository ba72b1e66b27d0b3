// What pooling, shape and merge layers say when shapes do not go together, and what one of their outputs sees.
import { describe, expect, it } from 'vitest';
import { nodeId } from '../lib/ids';
import { judge } from '../shapes/inferShapes';
import type { Shape, Source } from './contract';
import type { FieldValue } from './fields';
import { defaultParams, layerOf } from './index';

const nodeOf = (kind: string, params: Record<string, FieldValue>) => ({
  id: nodeId(kind),
  kind,
  params: { ...defaultParams(kind), ...params },
});

describe('messages name both numbers', () => {
  const messageOf = (
    kind: string,
    params: Record<string, FieldValue>,
    inputs: readonly Shape[],
    sources?: readonly Source[],
  ) => {
    const judged = judge(nodeOf(kind, params), inputs, sources);
    return judged.ok ? 'fits' : `${judged.error.code} ${judged.error.slots}: ${judged.error.message}`;
  };
  const image = [28, 28, 16];
  const poolOf = (params: Record<string, FieldValue>): readonly Source[] => [
    { kind: 'conv2d', params: {}, inputs: [] },
    { kind: 'maxPool', params: { ...defaultParams('maxPool'), ...params }, inputs: [image] },
  ];

  it('a reshape to another number of values', () => {
    expect(messageOf('reshape', { height: 4, width: 4, channels: 8 }, [[100]])).toBe(
      'values-differ 0: 4×4×8 holds 128 values, but a vector of 100 values arrives: make height · width · channels equal to 100',
    );
    expect(messageOf('reshape', { height: 4, width: 4, channels: 8 }, [[5, 5, 4]])).toBe(
      'values-differ 0: 4×4×8 holds 128 values, but feature maps of 5×5×4, 100 values, arrives: make height · width · channels equal to 100',
    );
  });
  it('a crop that leaves nothing', () => {
    expect(messageOf('crop', { top: 4, bottom: 4, left: 1, right: 1 }, [[8, 9, 2]])).toBe(
      'crop-too-large 0: cropping 8 rows and 2 columns leaves nothing of 8×9×2: crop at most 7 rows and 8 columns',
    );
  });
  it('a gate of another depth, and a vector for a gate', () => {
    expect(messageOf('multiply', {}, [image, [1, 1, 8]])).toBe(
      'shapes-differ 1: multiplication needs equal shapes, or one of 1×1×16 (a factor per channel) or 28×28×1 (a factor per pixel), but 28×28×16 and 1×1×8 arrive',
    );
    expect(messageOf('multiply', {}, [image, [16]])).toBe(
      'ranks-differ 1: multiplication joins feature maps or vectors, not both: 28×28×16 and 16 arrive; reshape the vector to 1×1×16 for a factor per channel',
    );
  });
  it('merges of unequal shapes', () => {
    for (const kind of ['add', 'subtract', 'average', 'maximum'])
      expect(messageOf(kind, {}, [image, [14, 14, 16]])).toMatch(
        /^shapes-differ 1: .*needs equal shapes, but 28×28×16 and 14×14×16 arrive$/,
      );
  });
  it('an unpooling of maps that its pool did not give', () => {
    expect(messageOf('maxUnpool', {}, [[14, 14, 16], image], poolOf({}))).toBe('fits');
    expect(messageOf('maxUnpool', {}, [[10, 10, 16], image], poolOf({ size: 3, stride: 3 }))).toMatch(
      /^pool-differs 0,1: .* 9×9×16 \(from 28×28×16\), but maps of 10×10×16 arrive/,
    );
    expect(
      messageOf('maxUnpool', {}, [[10, 10, 16], image], poolOf({ size: 3, stride: 3, rounding: 'ceil' })),
    ).toBe('fits');
    expect(messageOf('maxUnpool', {}, [[14, 14, 8], image], poolOf({}))).toMatch(
      /^pool-differs .* 14×14×16 .* 14×14×8 arrive/,
    );
  });
  it('an unpooling without a max pool', () => {
    const others: readonly Source[] = [
      { kind: 'conv2d', params: {}, inputs: [] },
      { kind: 'avgPool', params: defaultParams('avgPool'), inputs: [image] },
    ];
    expect(messageOf('maxUnpool', {}, [[14, 14, 16], image], others)).toMatch(/^not-a-pool 1: /);
    expect(messageOf('maxUnpool', {}, [[14, 14, 16], image])).toMatch(/^not-a-pool 1: /);
  });
});

describe('what one output sees', () => {
  const reach = (
    kind: string,
    params: Record<string, FieldValue>,
    inputs: readonly Shape[],
    sources?: Source[],
  ) => layerOf(kind).reach?.(inputs, nodeOf(kind, params).params, sources);
  it('of a pool is its window, beginning in its padding', () => {
    const window = { type: 'window', kernel: [3, 3], stride: [2, 2] };
    for (const kind of ['maxPool', 'avgPool', 'minPool']) {
      expect(reach(kind, { size: 3, stride: 2, padding: 1 }, [[9, 9, 2]])).toEqual({
        ...window,
        before: [1, 1],
      });
      // TensorFlow pads an even length by one, at the end.
      expect(reach(kind, { size: 3, stride: 2, padding: 'same' }, [[8, 8, 2]])).toEqual({
        ...window,
        before: [0, 0],
      });
    }
  });
  it('of an unpooling is its pool’s window turned round', () => {
    const shapes = [
      [4, 4, 2],
      [9, 9, 2],
    ];
    const params = { ...defaultParams('maxPool'), size: 3, stride: 2, padding: 1 };
    const pool = { kind: 'maxPool', params, inputs: [[9, 9, 2]] };
    expect(reach('maxUnpool', {}, shapes, [pool, pool])).toEqual({
      type: 'spread',
      kernel: [3, 3],
      stride: [2, 2],
      before: [1, 1],
    });
    expect(reach('maxUnpool', {}, shapes)).toMatchObject({ type: 'spread', stride: [2, 2] });
  });
  it('of bilinear enlarging covers every output that an input pixel touches', () => {
    for (const f of [1, 2, 3, 4, 5]) {
      const found = reach('upSample', { factor: f, method: 'bilinear' }, [[9, 9, 1]]);
      // Output o has a share of input 4 where |(o + ½)/f − ½ − 4| < 1.
      const touched = Array.from({ length: 9 * f }, (_, o) => o).filter(
        (o) => Math.abs((o + 0.5) / f - 0.5 - 4) < 1 - 1e-9,
      );
      const first = touched[0] ?? Number.NaN;
      expect(found).toEqual({
        type: 'spread',
        kernel: [touched.length, touched.length],
        stride: [f, f],
        before: [4 * f - first, 4 * f - first],
      });
    }
  });
  it('of padding and cropping is the pixel itself, moved', () => {
    expect(reach('zeroPad', { top: 2, left: 3 }, [[9, 9, 1]])).toMatchObject({ before: [2, 3] });
    expect(reach('crop', { top: 2, left: 3 }, [[9, 9, 1]])).toMatchObject({ before: [-2, -3] });
  });
});
