// The JSON Schema in templates/ is generated: `UPDATE_SCHEMA=1` writes it, and otherwise it must be the present one.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeable } from '../layers/index';
import { jsonSchema, schemaText } from './jsonSchema';

const file = new URL('../../templates/convas.schema.json', import.meta.url);

describe('jsonSchema', () => {
  it('[G14] is the file in templates/', () => {
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, schemaText());
    expect(readFileSync(file, 'utf8'), 'run this test with UPDATE_SCHEMA=1 to write the schema anew').toBe(
      schemaText(),
    );
  });

  it('[G14] names every layer that can be placed, with all its fields', () => {
    const { $defs } = jsonSchema() as {
      $defs: Record<string, { properties: { params: { properties: object } } }>;
    };
    for (const { kind, fields } of placeable) {
      expect(Object.keys($defs[kind]?.properties.params.properties ?? {})).toEqual(Object.keys(fields));
    }
  });
});
