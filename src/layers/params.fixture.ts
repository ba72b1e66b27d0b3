// Random parameters for any layer, made from its fields, so that a new layer is tested without a line written for it.
import fc from 'fast-check';
import type { Layer } from './contract';
import type { Field, FieldValue, Params } from './fields';

/** Numbers up to this, so that tf.js can build what is generated. */
const largestHere = 7;

function arbitraryValue(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.type) {
    case 'int':
      return fc.integer({ min: field.min, max: Math.min(field.max, field.min + largestHere) });
    case 'number':
      return fc.double({ min: field.min, max: field.max, noNaN: true });
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

export const arbitraryParams = (layer: Layer): fc.Arbitrary<Params> =>
  fc.record(
    Object.fromEntries(Object.entries(layer.fields).map(([name, field]) => [name, arbitraryValue(field)])),
  );

export const arbitraryImage = fc.tuple(
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 13 }),
  fc.integer({ min: 1, max: 5 }),
);
export const arbitraryVector = fc.tuple(fc.integer({ min: 1, max: 30 }));
