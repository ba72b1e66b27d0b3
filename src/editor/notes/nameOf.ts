// What notes and frames are called where a name is spoken or stands in history: their first words, for they have no
// name that a person gave them.
import type { Annotation } from '../../graph/annotations';
import type { AnnotationId } from '../../lib/ids';
import { levelNow } from '../../store/derive';

/** `Note: Why 1×1?`, without the signs of Markdown. */
export const describeAnnotation = (annotation: Annotation): string => {
  const words = firstWords(annotation);
  const kind = annotation.type === 'note' ? 'Note' : 'Frame';
  return words === '' ? `${kind}, empty` : `${kind}: ${words}`;
};

/** Its first words alone, or that it has none. */
export const titleOfAnnotation = (annotation: Annotation): string =>
  firstWords(annotation) || (annotation.type === 'note' ? 'Empty note' : 'Untitled frame');

/** As a step of history has it: `a note`, `the frame “Stem”`, `3 notes and frames`. */
export function nameOfAnnotations(ids: readonly AnnotationId[]): string {
  const annotations = levelNow().annotations;
  return annotationsInWords(ids.map((id) => annotations?.get(id)));
}

/** The same of some that need not stand on the canvas. */
export function annotationsInWords(all: readonly (Annotation | undefined)[]): string {
  const [only] = all;
  if (all.length !== 1) {
    if (all.every((each) => each?.type === 'note')) return `${all.length} notes`;
    return all.every((each) => each?.type === 'frame')
      ? `${all.length} frames`
      : `${all.length} notes and frames`;
  }
  if (only?.type !== 'frame') return 'a note';
  return only.title === '' ? 'a frame' : `the frame “${shortened(only.title, 40)}”`;
}

function firstWords(annotation: Annotation): string {
  if (annotation.type === 'frame' && annotation.title.trim() !== '')
    return shortened(annotation.title.trim(), 80);
  const line = annotation.text.split('\n').find((each) => each.trim() !== '') ?? '';
  return shortened(line.replace(/^[\s>#*+-]+/, '').replace(/[*_`$]/g, ''), 80);
}

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
