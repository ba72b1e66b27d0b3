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

/** As a step of history has it: `a note`, `the frame “Stem”`, `3 notes and frames`. */
export function nameOfAnnotations(ids: readonly AnnotationId[]): string {
  const [only] = ids;
  if (ids.length !== 1 || only === undefined) return `${ids.length} notes and frames`;
  const annotation = levelNow().annotations?.get(only);
  if (annotation?.type !== 'frame') return 'a note';
  return annotation.title === '' ? 'a frame' : `the frame “${shortened(annotation.title, 40)}”`;
}

function firstWords(annotation: Annotation): string {
  if (annotation.type === 'frame' && annotation.title.trim() !== '')
    return shortened(annotation.title.trim(), 80);
  const line = annotation.text.split('\n').find((each) => each.trim() !== '') ?? '';
  return shortened(line.replace(/^[\s>#*+-]+/, '').replace(/[*_`$]/g, ''), 80);
}

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
