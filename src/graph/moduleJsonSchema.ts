// The parts of the JSON Schema that version 2 of the format brought: modules, and where a network comes from.
import { annotationLists } from './annotationJsonSchema';
import { parameterNamePattern } from './expressions';
import { limits } from './templateFrame';

type Schema = Readonly<Record<string, unknown>>;

const line = (description: string): Schema => ({ type: 'string', maxLength: limits.about, description });

export const aboutJsonSchema: Schema = {
  type: 'object',
  description: 'Where a published network comes from.',
  required: ['family', 'paper', 'authors', 'year', 'url', 'idea', 'look', 'figures'],
  additionalProperties: false,
  properties: {
    family: line('The gallery’s heading that it stands under.'),
    paper: line('Title.'),
    authors: line('Authors.'),
    year: { type: 'integer' },
    url: line('Where to read it.'),
    idea: line('What was new in it, in a sentence.'),
    look: line('What to look at in the drawing.'),
    figures: {
      type: 'array',
      maxItems: limits.figures,
      items: {
        type: 'object',
        required: ['figure', 'value', 'to', 'source'],
        additionalProperties: false,
        properties: {
          figure: { enum: ['trainable', 'macs', 'depth'] },
          value: { type: 'number' },
          to: { type: 'number', exclusiveMinimum: 0, description: 'What it is rounded to; 1 where exact.' },
          source: line('Who states it, and where.'),
        },
      },
    },
  },
};

/** A definition, whose nodes are of the given schemas. */
export function definitionSchema(nodes: readonly Schema[]): Schema {
  return {
    type: 'object',
    description: 'A module: a named part of the network, placed by nodes of layer “module”.',
    required: ['name', 'nodes'],
    additionalProperties: false,
    properties: {
      name: { $ref: '#/$defs/id' },
      doc: { type: 'string', maxLength: limits.doc, default: '' },
      parameters: { type: 'array', maxItems: limits.parameters, items: parameterJsonSchema },
      nodes: { type: 'array', maxItems: limits.nodes, items: { oneOf: nodes } },
      edges: { type: 'array', maxItems: limits.edges, items: { $ref: '#/$defs/edge' } },
      ...annotationLists,
    },
  };
}

const parameterJsonSchema: Schema = {
  type: 'object',
  required: ['name', 'default', 'min', 'max'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: parameterNamePattern.source, not: { const: 'module' } },
    type: { enum: ['int', 'number'], default: 'int' },
    default: { type: 'number' },
    min: { type: 'number' },
    max: { type: 'number' },
    help: { type: 'string', maxLength: limits.doc, default: '' },
  },
};
