// Random cases for any layer, made from its fields and inputs, so that a new layer is tested without a line written
// for it. Where a free choice would hardly ever fit (a reshape, an unpooling and its pool), the case is made to.
import fc from 'fast-check';
import type { Layer, Shape, Source } from './contract';
import type { Field, FieldValue, Params } from './fields';
import { layerOf } from './index';
import { poolShape } from './pooling';

/** Numbers up to this, so that tf.js can build what is generated. */
const largestHere = 7;

function arbitraryValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case 'int':
      return fc.integer({ min: field.min, max: Math.min(field.max, field.min + largestHere) });
    case 'number':
      // JSON knows no −0; adding 0 makes it 0.
      return fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0);
    case 'size': {
      const side = fc.integer({ min: field.min, max: Math.min(field.max, field.min + largestHere - 2) });
      return fc.oneof(side, fc.tuple(side, side));
    }
    case 'padding': {
      const side = fc.integer({ min: 0, max: 3 });
      return fc.oneof(fc.constantFrom('same', 'valid'), side, fc.tuple(side, side));
    }
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'flag':
      return fc.boolean();
    case 'text':
      return fc.string();
  }
}

/** Rarely wanted fields keep their default in half of the cases. */
const arbitraryField = (field: Field): fc.Arbitrary<FieldValue> =>
  field.advanced
    ? fc.oneof(fc.constant<FieldValue>(field.default), arbitraryValue(field))
    : arbitraryValue(field);

export const arbitraryParams = (layer: Layer): fc.Arbitrary<Params> =>
  fc.record(
    Object.fromEntries(Object.entries(layer.fields).map(([name, field]) => [name, arbitraryField(field)])),
  );

export const arbitraryImage = fc.tuple(
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 5 }),
);
export const arbitraryVector = fc.tuple(fc.integer({ min: 1, max: 30 }));

/** A layer's parameters, what arrives at it, and from where. */
export interface LayerCase {
  readonly params: Params;
  readonly inputs: readonly Shape[];
  readonly sources: readonly Source[];
}

/** A case for the layer, mostly one that fits. */
export const arbitraryCase = (layer: Layer): fc.Arbitrary<LayerCase> =>
  fc.tuple(arbitraryParams(layer), arbitraryInputs(layer)).map(([params, { inputs, sources }]) => ({
    params: suited(layer, params, inputs[0] ?? []),
    inputs,
    sources,
  }));

type Arriving = Omit<LayerCase, 'params'>;

function arbitraryInputs(layer: Layer): fc.Arbitrary<Arriving> {
  const anyShape = fc.oneof<[fc.WeightedArbitrary<Shape>, fc.WeightedArbitrary<Shape>]>(
    { weight: 4, arbitrary: arbitraryImage },
    { weight: 1, arbitrary: arbitraryVector },
  );
  const { inputs } = layer;
  switch (inputs.type) {
    case 'none':
      return fc.constant({ inputs: [], sources: [] });
    case 'one':
      return anyShape.map((x) => fromAnywhere([x]));
    case 'many':
      return fc
        .tuple(anyShape, fc.array(fc.nat(5), { minLength: 2, maxLength: 5 }))
        .map(([first, kin]) => fromAnywhere(kin.map((kind) => alike(first, kind))));
    case 'named':
      return inputs.slots.some(({ reads }) => reads === 'input')
        ? arbitraryPooled
        : fc
            .tuple(anyShape, fc.nat(9))
            .map(([x, odd]) => fromAnywhere(inputs.slots.map((_, slot) => (odd === slot ? alike(x, 3) : x))));
  }
}

const fromAnywhere = (inputs: readonly Shape[]): Arriving => ({
  inputs,
  sources: inputs.map((input) => ({ kind: 'activation', params: {}, inputs: [input] })),
});

/** The same shape mostly, or one that a merge may take beside it: another length on one axis, a gate. */
function alike(first: Shape, kind: number): Shape {
  const longer = (axis: number) => first.map((d, i) => (i === axis ? d + 1 : d));
  if (kind === 1) return longer(first.length - 1);
  if (kind === 2) return longer(0);
  if (kind === 3 && first.length === 3) return [1, 1, first[2] ?? 1];
  if (kind === 4 && first.length === 3) return [first[0] ?? 1, first[1] ?? 1, 1];
  return first;
}

/** Maps and the pool that they are to be put back through; one in eight has maps of another shape. */
const arbitraryPooled: fc.Arbitrary<Arriving> = fc
  .tuple(arbitraryParams(layerOf('maxPool')), arbitraryImage, fc.nat(7))
  .map(([params, pooled, odd]) => {
    const out = poolShape(pooled, params as unknown as Parameters<typeof poolShape>[1]);
    const maps = out.ok ? out.value : pooled;
    return {
      inputs: [odd === 0 ? maps.map((d) => d + 1) : maps, pooled],
      sources: [
        { kind: 'conv2d', params: {}, inputs: [pooled] },
        { kind: 'maxPool', params, inputs: [pooled] },
      ],
    };
  });

/** Parameters that must go with the input's size are made to. */
function suited(layer: Layer, params: Params, x: Shape): Params {
  const last = x.at(-1) ?? 1;
  if (layer.group === 'Output') {
    const sized = Object.keys(params).filter((name) => ['classes', 'labels', 'values'].includes(name));
    return { ...params, ...Object.fromEntries(sized.map((name) => [name, Math.max(2, last)])) };
  }
  switch (layer.kind) {
    case 'reshape': {
      const [height = 1, width = 1, channels = 1] = x.length === 3 ? x : [1, 1, last];
      return Number(params.height) % 2 === 0
        ? { height: width, width: channels, channels: height }
        : { height: height * channels, width: 1, channels: width };
    }
    case 'crop': {
      const less = (value: FieldValue | undefined, d = 1) => Number(value) % Math.ceil(d / 2);
      const [height, width] = x;
      return {
        top: less(params.top, height),
        bottom: less(params.bottom, height),
        left: less(params.left, width),
        right: less(params.right, width),
      };
    }
    default:
      return params;
  }
}
