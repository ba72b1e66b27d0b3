// The frame of a template file as zod schemas: its properties and their plain types. What a layer's parameters may
// be is not here; the registry's fields say that.
import { z } from 'zod';
import { dataNameLimit, textLimits } from './trainingFields';

export const limits = {
  /** Characters of a whole file. */
  characters: 20_000_000,
  nodes: 10_000,
  edges: 50_000,
  /** Pixels from the origin: beyond it, a canvas loses precision. */
  position: 1_000_000,
  /** Characters of an unknown layer's name. */
  layerName: 200,
  slots: 256,
  dataName: dataNameLimit,
} as const;

const text = (max: number) =>
  z.string({ error: 'expects a text' }).max(max, { error: `expects at most ${max} characters` });
const list = (of: string) => z.array(z.unknown(), { error: `expects a list of ${of}, as in [ … ]` });
const coordinate = z
  .number({ error: 'expects two numbers, [x, y]' })
  .min(-limits.position, { error: `expects pixels from −${limits.position} to ${limits.position}` })
  .max(limits.position, { error: `expects pixels from −${limits.position} to ${limits.position}` });

export const frameSchema = z.strictObject({
  /** Lets an editor find the JSON Schema; not written by this program. */
  $schema: text(1000).optional(),
  format: z.literal('convas'),
  version: z.literal(1),
  title: text(textLimits.title).default('Untitled'),
  description: text(textLimits.description).default(''),
  nodes: list('nodes'),
  edges: list('edges').default([]),
  training: z.unknown().optional(),
});

export const nodeSchema = z.strictObject({
  id: text(1000),
  layer: text(limits.layerName).min(1, { error: 'expects the name of a layer' }),
  params: z.unknown().optional(),
  position: z.tuple([coordinate, coordinate], { error: 'expects two numbers, [x, y]' }).optional(),
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
