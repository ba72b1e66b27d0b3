// The JSON Schema (draft 2020-12) of template files, derived from the layers' fields, so that any editor that knows
// JSON Schema completes and checks a template written by hand.
import type { Layer } from '../layers/contract';
import type { Field } from '../layers/fields';
import { parseField } from '../layers/fields';
import { layerOf, placeable } from '../layers/index';
import { nodeIdPattern } from '../lib/ids';
import { annotationLists } from './annotationJsonSchema';
import { longestExpression } from './expressions';
import { currentVersion } from './migrate';
import { aboutJsonSchema, definitionSchema } from './moduleJsonSchema';
import { limits } from './templateFrame';
import { dataNameLimit, textLimits, trainingFields } from './trainingFields';

type Schema = Readonly<Record<string, unknown>>;

/** The whole schema. What it cannot say (a name used twice, a cycle) is left to `parseTemplate`. */
export function jsonSchema(): Schema {
  const settings = Object.entries<Field>(trainingFields).map(([name, field]) => [name, settingSchema(field)]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Convas template',
    description: 'A convolutional network as drawn in Convas, with its training settings.',
    type: 'object',
    required: ['format', 'version', 'nodes'],
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      format: { const: 'convas' },
      version: { const: currentVersion },
      title: { type: 'string', maxLength: textLimits.title, default: 'Untitled' },
      description: { type: 'string', maxLength: textLimits.description, default: '' },
      direction: {
        enum: ['right', 'down'],
        default: 'right',
        description: 'Where the drawing leads: inputs stand at the left, or at the top.',
      },
      about: { $ref: '#/$defs/about' },
      modules: { type: 'array', maxItems: limits.modules, items: { $ref: '#/$defs/definition' } },
      nodes: {
        type: 'array',
        maxItems: limits.nodes,
        items: { oneOf: [...placeable, instance].map(reference) },
      },
      edges: { type: 'array', maxItems: limits.edges, items: { $ref: '#/$defs/edge' } },
      ...annotationLists,
      expressions: {
        type: 'object',
        description:
          'Of a part copied out of a module: by node and parameter, what followed the module’s parameters there.',
        additionalProperties: { type: 'object', additionalProperties: { $ref: '#/$defs/expression' } },
      },
      training: {
        type: 'object',
        additionalProperties: false,
        properties: { ...Object.fromEntries(settings), data: dataSchema },
      },
    },
    $defs: {
      id: {
        type: 'string',
        pattern: nodeIdPattern.source,
        description: 'The node’s name, unique in the file.',
      },
      position: positionSchema,
      edge: edgeSchema,
      expression: expressionSchema,
      about: aboutJsonSchema,
      definition: definitionSchema(
        [...placeable.filter(({ group }) => group !== 'Input'), ...ports, instance].map(reference),
      ),
      ...Object.fromEntries([...placeable, ...ports].map((layer) => [layer.kind, nodeSchema(layer)])),
      module: instanceSchema(),
    },
  };
}

/** The schema as the text of its file. */
export const schemaText = (): string => `${JSON.stringify(jsonSchema(), null, 2)}\n`;

const instance = layerOf('module');
const ports = [layerOf('moduleInput'), layerOf('moduleOutput')];

const reference = ({ kind }: Layer): Schema => ({ $ref: `#/$defs/${kind}` });

const dataSchema: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: dataNameLimit,
  default: trainingFields.data.default,
  description: trainingFields.data.help,
};

const positionSchema: Schema = {
  type: 'array',
  description: 'Pixels, [x, y], of the node’s upper left corner.',
  prefixItems: [coordinate(), coordinate()],
  items: false,
  minItems: 2,
};

function coordinate(): Schema {
  return { type: 'number', minimum: -limits.position, maximum: limits.position };
}

const edgeSchema: Schema = {
  type: 'object',
  required: ['from', 'to'],
  additionalProperties: false,
  properties: {
    from: { $ref: '#/$defs/id' },
    to: { $ref: '#/$defs/id' },
    slot: {
      type: 'integer',
      minimum: 0,
      maximum: limits.slots - 1,
      default: 0,
      description: 'The target’s input, from 0.',
    },
  },
};

const expressionSchema: Schema = {
  type: 'string',
  pattern: '^=',
  maxLength: longestExpression + 1,
  description:
    'Within a module: “=” and an expression over its parameters, of +, -, *, /, brackets, numbers and names.',
};

/** An instance: beside the module’s name, a value for each of its parameters. */
function instanceSchema(): Schema {
  const { properties, ...schema } = nodeSchema(instance);
  const value = { anyOf: [{ type: 'number' }, { $ref: '#/$defs/expression' }] };
  const params = {
    type: 'object',
    required: ['module'],
    properties: { module: { $ref: '#/$defs/id' } },
    additionalProperties: value,
  };
  return {
    ...schema,
    required: ['id', 'layer', 'params'],
    properties: { ...(properties as Schema), params },
  };
}

function nodeSchema({ kind, label, doc, fields }: Layer): Schema {
  const params = Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)]);
  return {
    type: 'object',
    title: label,
    description: doc,
    required: ['id', 'layer'],
    additionalProperties: false,
    properties: {
      id: { $ref: '#/$defs/id' },
      layer: { const: kind },
      params: { type: 'object', additionalProperties: false, properties: Object.fromEntries(params) },
      position: { $ref: '#/$defs/position' },
    },
  };
}

function fieldSchema(field: Field): Schema {
  const parsed = parseField(field, field.default);
  const about = {
    title: field.label,
    description: field.help,
    default: parsed.ok ? parsed.value : field.default,
  };
  switch (field.type) {
    case 'int':
      return bindable(about, { type: 'integer', minimum: field.min, maximum: field.max });
    case 'number':
      return bindable(about, { type: 'number', minimum: field.min, maximum: field.max });
    case 'size':
      return bindable(about, ...sizeSchemas(field.min, field.max));
    case 'padding':
      return bindable(about, { enum: ['same', 'valid'] }, ...sizeSchemas(0, largestPadding));
    case 'choice':
      return { ...about, enum: field.choices };
    case 'flag':
      return { ...about, type: 'boolean' };
    case 'text':
      return { ...about, type: 'string' };
  }
}

const bindable = (about: Schema, ...values: readonly Schema[]): Schema => ({
  ...about,
  anyOf: [...values, { $ref: '#/$defs/expression' }],
});

/** Of a training setting, which follows nothing. */
function settingSchema(field: Field): Schema {
  const { anyOf, ...about } = fieldSchema(field);
  const [value] = (anyOf ?? []) as readonly Schema[];
  return { ...about, ...value };
}

function sizeSchemas(minimum: number, maximum: number): readonly Schema[] {
  const whole = { type: 'integer', minimum, maximum };
  return [whole, { type: 'array', prefixItems: [whole, whole], items: false, minItems: 2 }];
}

/** As `parseField` has it. */
const largestPadding = 255;
