// Unpacks deflate in small steps, so that a link of some kilobytes cannot fill the memory, and keeps what came out before
// the data broke.
import { Inflate } from 'fflate';

export interface Inflated {
  readonly bytes: Uint8Array;
  /** More came out than is allowed; `bytes` ends before it. */
  readonly tooLarge: boolean;
}

/** A byte unpacks to at most 1032, so that a step makes at most some hundred kilobytes. */
const step = 256;

/** Never throws: of damaged data it answers what came before the damage. */
export function inflateWithin(data: Uint8Array, most: number): Inflated {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((chunk) => {
    chunks.push(chunk);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < data.length && length <= most; at += step)
      inflate.push(data.subarray(at, at + step));
  } catch {
    // The stream is damaged here; the reader learns so from the check of the whole.
  }
  const bytes = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
    at += chunk.length;
  }
  return { bytes, tooLarge: length > most };
}
