// The notes and frames of a template file, of the drawing or of a module. Each is judged alone; one that cannot stand
// is left out, and the rest kept.
import * as z from 'zod/mini';
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
const inRange = { error: `expects pixels from ${least} to ${most}` };
const side = z
  .number({ error: 'expects two numbers, [width, height]' })
  .check(z.gte(least, inRange), z.lte(most, inRange));
const size = z.tuple([side, side], { error: 'expects two numbers, [width, height]' });

const members = {
  id: text(1000),
  text: z._default(text(annotationLimits.text), ''),
  colour: z._default(
    z.enum(annotationColours, { error: `expects one of ${annotationColours.join(', ')}` }),
    'grey',
  ),
  position: z.tuple([coordinate, coordinate], { error: 'expects two numbers, [x, y]' }),
};

const sized = ({ width, height }: { readonly width: number; readonly height: number }) =>
  z._default(size, [width, height]);

const noteSchema = z.pipe(
  z.strictObject({ ...members, size: sized(firstSizes.note) }),
  z.transform((raw): Annotation => ({ type: 'note', ...placed(raw) })),
);
const frameSchema = z.pipe(
  z.strictObject({
    ...members,
    title: z._default(text(annotationLimits.title), ''),
    size: sized(firstSizes.frame),
  }),
  z.transform((raw): Annotation => ({ type: 'frame', ...placed(raw), title: raw.title })),
);

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

/**
 * `base` is where the lists stand: `` for the file itself, `modules[2].` for a definition. Frames come first: they lie
 * below.
 */
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
