// The part of a broken JSON text that stands: what was complete before the break, with the brackets closed behind it.
import { parseJson } from '../../graph/jsonText';

/**
 * JSON text that holds every object within a list that was complete before the first fault; undefined where there is
 * none. Text without a fault is answered as it is.
 */
export function mendJson(text: string): string | undefined {
  const parsed = parseJson(text);
  if (parsed.ok) return text;
  const sound = text.slice(0, parsed.error.offset);
  const open: string[] = [];
  let inString = false;
  let cut: { readonly at: number; readonly closers: string } | undefined;
  for (let at = 0; at < sound.length; at += 1) {
    const sign = sound[at];
    if (inString) {
      // What is escaped ends no string.
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{') open.push('}');
    else if (sign === '[') open.push(']');
    else if (sign === '}' || sign === ']') {
      open.pop();
      // Half of an object would silently get defaults for the other half, so that only whole ones count.
      if (sign === '}' && open.at(-1) === ']') cut = { at: at + 1, closers: open.toReversed().join('') };
    }
  }
  return cut && sound.slice(0, cut.at) + cut.closers;
}
