// A document as the text of a file, as storage keeps it: each is written once, and read through the same door as any
// file.
import type { Document } from '../graph/document';
import { serialising } from '../graph/serialise';
import { openText, saveText } from './files';
import { inSlices } from './inSlices';

const texts = new WeakMap<Document, string>();

/** A document's text; written once per document, however often it is saved. */
export function textOf(document: Document): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = saveText(document);
  texts.set(document, text);
  return text;
}

/** The same, in slices where the document is large: so that to save it holds nothing up. */
export async function writeText(document: Document): Promise<void> {
  if (!texts.has(document)) texts.set(document, await inSlices(serialising(document)));
}

/** Reads a text of our own. Unknown layers, which the user has accepted before, come back as they were. */
export function documentOf(text: string): Document {
  const opened = openText(text);
  const document = opened.ok ? opened.value.document : opened.error.salvage?.document;
  if (!document) throw new Error(opened.ok ? '' : opened.error.problems[0]?.message);
  texts.set(document, text);
  return document;
}
