// The frame of a template file as zod schemas: its properties and their plain types. What a layer's parameters may
// be is not here; the registry's fields say that.
import { z } from 'zod';
import { annotationLimits } from './annotations';
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
  z.string({ error: 'expects a text' }).max(max, { error: `expects at most ${max} characters` });
const list = (of: string) => z.array(z.unknown(), { error: `expects a list of ${of}, as in [ … ]` });
export const coordinate = z
  .number({ error: 'expects two numbers, [x, y]' })
  .min(-limits.position, { error: `expects pixels from −${limits.position} to ${limits.position}` })
  .max(limits.position, { error: `expects pixels from −${limits.position} to ${limits.position}` });

export const frameSchema = z.strictObject({
  /** Lets an editor find the JSON Schema; not written by this program. */
  $schema: text(1000).optional(),
  format: z.literal('convas'),
  version: z.literal(currentVersion),
  title: text(textLimits.title).default('Untitled'),
  description: text(textLimits.description).default(''),
  about: z.unknown().optional(),
  modules: list('modules').default([]),
  nodes: list('nodes'),
  edges: list('edges').default([]),
  frames: list('frames').default([]),
  notes: list('notes').default([]),
  training: z.unknown().optional(),
});

export const nodeSchema = z.strictObject({
  id: text(1000),
  layer: text(limits.layerName).min(1, { error: 'expects the name of a layer' }),
  params: z.unknown().optional(),
  position: z.tuple([coordinate, coordinate], { error: 'expects two numbers, [x, y]' }).optional(),
});

const finite = z.number({ error: 'expects a number' });

export const parameterSchema = z.strictObject({
  name: text(1000),
  type: z.enum(['int', 'number'], { error: 'expects "int" or "number"' }).default('int'),
  default: finite,
  min: finite,
  max: finite,
  help: text(limits.doc).default(''),
});

export const moduleSchema = z.strictObject({
  name: text(1000),
  doc: text(limits.doc).default(''),
  parameters: list('parameters')
    .max(limits.parameters, { error: `expects at most ${limits.parameters} parameters` })
    .default([]),
  nodes: list('nodes'),
  edges: list('edges').default([]),
  frames: list('frames').default([]),
  notes: list('notes').default([]),
});

const figureSchema = z.strictObject({
  figure: z.enum(['trainable', 'macs', 'depth'], { error: 'expects "trainable", "macs" or "depth"' }),
  value: finite,
  to: finite.positive({ error: 'expects a number above 0' }),
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
    .max(limits.figures, { error: `expects at most ${limits.figures} figures` }),
});

export const edgeSchema = z.strictObject({
  from: text(1000),
  to: text(1000),
  slot: z
    .int({ error: 'expects a whole number from 0' })
    .min(0, { error: 'expects a whole number from 0' })
    .max(limits.slots - 1, { error: `expects a whole number from 0 to ${limits.slots - 1}` })
    .default(0),
});
