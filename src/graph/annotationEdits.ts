// The edits of notes and frames. They leave graph and layout the very objects that they were.
import { type AnnotationId, nodeIdPattern } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import { type Annotation, type Annotations, annotationLimits, noAnnotations } from './annotations';
import type { AnnotationEdit, Drawing } from './edits';
import { inPlane } from './fileLimits';
import { atDocument, type Problem } from './problem';
import { refuse } from './wires';

export const isAnnotationEdit = (edit: { readonly type: string }): edit is AnnotationEdit =>
  edit.type === 'addAnnotation' ||
  edit.type === 'setAnnotation' ||
  edit.type === 'moveAnnotations' ||
  edit.type === 'removeAnnotations';

/** Fails where an annotation is not there, is there already, or exceeds `annotationLimits`. */
export function editAnnotations(drawing: Drawing, edit: AnnotationEdit): Result<Drawing, Problem> {
  const { annotations = noAnnotations } = drawing;
  const changed = changedBy(annotations, edit);
  return changed.ok ? ok({ ...drawing, annotations: changed.value }) : changed;
}

function changedBy(annotations: Annotations, edit: AnnotationEdit): Result<Annotations, Problem> {
  switch (edit.type) {
    case 'addAnnotation':
      return added(annotations, edit.annotation);
    case 'setAnnotation': {
      const before = annotations.get(edit.annotation);
      if (!before) return missing(edit.annotation);
      const { title, ...change } = edit.change;
      const own = before.type === 'frame' && title !== undefined ? { ...change, title } : change;
      return checked(annotations, { ...before, ...own });
    }
    case 'moveAnnotations': {
      const all = new Map(annotations);
      for (const [id, at] of edit.places) {
        const before = all.get(id);
        if (!before) return missing(id);
        all.set(id, { ...before, at: inPlane(at) });
      }
      return ok(all);
    }
    case 'removeAnnotations': {
      const gone = new Set(edit.annotations);
      return ok(new Map([...annotations].filter(([id]) => !gone.has(id))));
    }
  }
}

function added(annotations: Annotations, annotation: Annotation): Result<Annotations, Problem> {
  const { id } = annotation;
  if (!nodeIdPattern.test(id)) {
    return refuse(
      'bad-id',
      atDocument,
      `“${id}” cannot name a note or frame: use 1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit.`,
    );
  }
  if (annotations.has(id))
    return refuse(
      'duplicate-annotation',
      atDocument,
      `There is already a note or frame “${id}”: name the new one otherwise.`,
    );
  return checked(annotations, annotation);
}

function checked(annotations: Annotations, annotation: Annotation): Result<Annotations, Problem> {
  const fault = faultOf(annotation);
  if (fault) return refuse('bad-annotation', atDocument, `${nameOf(annotation)} ${fault}.`);
  return ok(new Map(annotations).set(annotation.id, { ...annotation, at: inPlane(annotation.at) }));
}

function faultOf(annotation: Annotation): string | undefined {
  const { width, height, text } = annotation;
  const { least, most, text: longest, title: longestTitle } = annotationLimits;
  if (![width, height].every((size) => size >= least && size <= most))
    return `would be ${width} × ${height} pixels: both must be from ${least} to ${most}`;
  if (text.length > longest)
    return `would have ${text.length} characters, and one takes at most ${longest}: split it into several`;
  if (annotation.type === 'frame' && annotation.title.length > longestTitle)
    return `would have a title of ${annotation.title.length} characters, and one takes at most ${longestTitle}`;
  return undefined;
}

const nameOf = ({ type, id }: Annotation): string => `The ${type} “${id}”`;

const missing = (id: AnnotationId): Result<never, Problem> =>
  refuse('no-such-annotation', atDocument, `There is no note or frame “${id}”.`);
