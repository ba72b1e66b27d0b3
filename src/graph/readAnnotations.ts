// The notes and frames of a template file, of the drawing or of a module. Each is judged alone; one that cannot stand
// is left out, and the rest kept.
import { z } from 'zod';
import { type AnnotationId, annotationId, nodeIdPattern } from '../lib/ids';
import {
  type Annotation,
  type AnnotationColour,
  type Annotations,
  annotationColours,
  annotationLimits,
  firstSizes,
} from './annotations';
import { type Findings, report, written } from './findings';
import { reportIssues } from './readFrame';
import { coordinate, text } from './templateFrame';

const { least, most } = annotationLimits;
const side = z
  .number({ error: 'expects two numbers, [width, height]' })
  .min(least, { error: `expects pixels from ${least} to ${most}` })
  .max(most, { error: `expects pixels from ${least} to ${most}` });
const size = z.tuple([side, side], { error: 'expects two numbers, [width, height]' });

const members = {
  id: text(1000),
  text: text(annotationLimits.text).default(''),
  colour: z
    .enum(annotationColours, { error: `expects one of ${annotationColours.join(', ')}` })
    .default('grey'),
  position: z.tuple([coordinate, coordinate], { error: 'expects two numbers, [x, y]' }),
};

const sized = ({ width, height }: { readonly width: number; readonly height: number }) =>
  size.default([width, height]);

const noteSchema = z
  .strictObject({ ...members, size: sized(firstSizes.note) })
  .transform((raw): Annotation => ({ type: 'note', ...placed(raw) }));
const frameSchema = z
  .strictObject({
    ...members,
    title: text(annotationLimits.title).default(''),
    size: sized(firstSizes.frame),
  })
  .transform((raw): Annotation => ({ type: 'frame', ...placed(raw), title: raw.title }));

interface Raw {
  readonly id: string;
  readonly text: string;
  readonly colour: AnnotationColour;
  readonly position: readonly [number, number];
  readonly size: readonly [number, number];
}

const placed = ({ id, text: words, colour, position: [x, y], size: [width, height] }: Raw) => ({
  id: annotationId(id),
  // Adding 0 turns −0 into 0.
  at: { x: Math.round(x) + 0, y: Math.round(y) + 0 },
  width: Math.round(width),
  height: Math.round(height),
  colour,
  text: words,
});

/** `base` is where the lists stand: `` for the file itself, `modules[2].` for a definition. Frames come first: they lie below. */
export function readAnnotations(
  raw: { readonly notes: readonly unknown[]; readonly frames: readonly unknown[] },
  base: string,
  findings: Findings,
): Annotations {
  const all = new Map<AnnotationId, Annotation>();
  for (const [index, entry] of raw.frames.entries())
    readOne(entry, 'frame', `${base}frames[${index}]`, all, findings);
  for (const [index, entry] of raw.notes.entries())
    readOne(entry, 'note', `${base}notes[${index}]`, all, findings);
  return all;
}

function readOne(
  entry: unknown,
  type: Annotation['type'],
  path: string,
  all: Map<AnnotationId, Annotation>,
  findings: Findings,
): void {
  const annotation = (type === 'frame' ? frameSchema : noteSchema).safeParse(entry);
  if (!annotation.success) {
    reportIssues(findings, annotation.error.issues, path, entry);
    return;
  }
  const { id } = annotation.data;
  if (!nodeIdPattern.test(id)) {
    const rule = '1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit';
    report(findings, 'bad-id', `${path}.id`, `${written(id)} cannot name a ${type}. Use ${rule}.`);
    return;
  }
  if (all.has(id)) {
    const message = `another note or frame before it is named “${id}” too. Give each a name of its own.`;
    report(findings, 'duplicate-annotation', `${path}.id`, message);
    return;
  }
  all.set(id, annotation.data);
}
