// The frame of a template file as zod schemas: its properties and their plain types. What a layer's parameters may
// be is not here; the registry's fields say that.
import * as z from 'zod/mini';
import { annotationLimits } from './annotations';
import { longestExpression } from './expressions';
import { currentVersion } from './migrate';
import { dataNameLimit, textLimits } from './trainingFields';

export const limits = {
  /** Characters of a whole file. */
  characters: 20_000_000,
  /** Those of the drawing and of all definitions together. */
  nodes: 10_000,
  edges: 50_000,
  /** Pixels from the origin: beyond it, a canvas loses precision. */
  position: 1_000_000,
  /** Characters of an unknown layer's name. */
  layerName: 200,
  slots: 256,
  modules: 500,
  /** Notes and frames together. */
  annotations: annotationLimits.count,
  /** Of one module. */
  parameters: 64,
  /** Characters of a module's description or of a parameter's. */
  doc: 2000,
  /** Figures that a published network states. */
  figures: 50,
  /** Characters of each text of `about`. */
  about: 2000,
  dataName: dataNameLimit,
} as const;

export const text = (max: number) =>
  z
    .string({ error: 'expects a text' })
    .check(z.maxLength(max, { error: `expects at most ${max} characters` }));
const list = (of: string) => z.array(z.unknown(), { error: `expects a list of ${of}, as in [ … ]` });
const inPlane = { error: `expects pixels from −${limits.position} to ${limits.position}` };
export const coordinate = z
  .number({ error: 'expects two numbers, [x, y]' })
  .check(z.gte(-limits.position, inPlane), z.lte(limits.position, inPlane));

export const frameSchema = z.strictObject({
  /** Lets an editor find the JSON Schema; not written by this program. */
  $schema: z.optional(text(1000)),
  format: z.literal('convas'),
  version: z.literal(currentVersion),
  title: z._default(text(textLimits.title), 'Untitled'),
  description: z._default(text(textLimits.description), ''),
  direction: z.optional(z.enum(['right', 'down'], { error: 'expects "right" or "down"' })),
  about: z.optional(z.unknown()),
  modules: z._default(list('modules'), []),
  nodes: list('nodes'),
  edges: z._default(list('edges'), []),
  frames: z._default(list('frames'), []),
  notes: z._default(list('notes'), []),
  /** Of a part copied out of a module: what parameters of its nodes followed there. Elsewhere it means nothing. */
  expressions: z.optional(
    z.record(z.string(), z.record(z.string(), text(longestExpression + 1)), {
      error: 'expects expressions by node and parameter, as in { "conv1": { "filters": "=width" } }',
    }),
  ),
  training: z.optional(z.unknown()),
});

export const nodeSchema = z.strictObject({
  id: text(1000),
  layer: text(limits.layerName).check(z.minLength(1, { error: 'expects the name of a layer' })),
  params: z.optional(z.unknown()),
  position: z.optional(z.tuple([coordinate, coordinate], { error: 'expects two numbers, [x, y]' })),
});

const finite = z.number({ error: 'expects a number' });

export const parameterSchema = z.strictObject({
  name: text(1000),
  type: z._default(z.enum(['int', 'number'], { error: 'expects "int" or "number"' }), 'int'),
  default: finite,
  min: finite,
  max: finite,
  help: z._default(text(limits.doc), ''),
});

export const moduleSchema = z.strictObject({
  name: text(1000),
  doc: z._default(text(limits.doc), ''),
  parameters: z._default(
    list('parameters').check(
      z.maxLength(limits.parameters, { error: `expects at most ${limits.parameters} parameters` }),
    ),
    [],
  ),
  nodes: list('nodes'),
  edges: z._default(list('edges'), []),
  frames: z._default(list('frames'), []),
  notes: z._default(list('notes'), []),
});

const figureSchema = z.strictObject({
  figure: z.enum(['trainable', 'macs', 'depth'], { error: 'expects "trainable", "macs" or "depth"' }),
  value: finite,
  to: finite.check(z.positive({ error: 'expects a number above 0' })),
  source: text(limits.about),
});

export const aboutSchema = z.strictObject({
  family: text(limits.about),
  paper: text(limits.about),
  authors: text(limits.about),
  year: z.int({ error: 'expects a year' }),
  url: text(limits.about),
  idea: text(limits.about),
  look: text(limits.about),
  figures: z
    .array(figureSchema, { error: 'expects a list of figures, as in [ … ]' })
    .check(z.maxLength(limits.figures, { error: `expects at most ${limits.figures} figures` })),
});

export const edgeSchema = z.strictObject({
  from: text(1000),
  to: text(1000),
  slot: z._default(
    z
      .int({ error: 'expects a whole number from 0' })
      .check(
        z.gte(0, { error: 'expects a whole number from 0' }),
        z.lte(limits.slots - 1, { error: `expects a whole number from 0 to ${limits.slots - 1}` }),
      ),
    0,
  ),
});
