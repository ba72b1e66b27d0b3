// What an edit did, in words for those who do not see the canvas change: which step was taken back or done again, and
// which layers fit no longer or fit again.
import type { Shapes } from '../../shapes/nodeShape';
import type { State } from '../../store/state';

/** One moment of a drawing; `shapes` are those of the level shown. */
export interface Moment extends Pick<State, 'document' | 'past' | 'future'> {
  readonly shapes: Shapes;
}

/** `Undone: Set stride to 2. conv2 fits again.`; empty where there is nothing to tell. */
export function editWords(before: Moment, now: Moment): string {
  if (before.document === now.document) return '';
  return [stepWords(before, now), verdictWords(before.shapes, now.shapes)].filter(Boolean).join(' ');
}

function stepWords(before: Moment, now: Moment): string {
  const undone = now.future.at(-1);
  if (undone && now.future.length > before.future.length) return `Undone: ${undone.label}.`;
  const redone = before.future.at(-1);
  // A new step empties the future too, but leads to another document.
  if (redone && redone.document === now.document) return `Redone: ${redone.label}.`;
  return '';
}

function verdictWords(before: Shapes, now: Shapes): string {
  if (before === now) return '';
  const broken: string[] = [];
  const mended: string[] = [];
  let reason = '';
  for (const [id, shape] of now) {
    const was = before.get(id)?.state;
    if (shape.state === 'misfit' && was !== 'misfit') {
      broken.push(id);
      reason = shape.misfit.message;
    } else if (shape.state === 'ok' && was === 'misfit') mended.push(id);
  }
  if (broken.length === 1) return `${broken[0]} does not fit: ${reason}`;
  if (broken.length > 1) return `${broken.length} layers do not fit: ${broken.join(', ')}.`;
  if (mended.length === 0) return '';
  return mended.length === 1 ? `${mended[0]} fits again.` : `${mended.length} layers fit again.`;
}
