// From a file's text to a document and back: the door between the store and the outside.
import { type Document, emptyDocument } from '../graph/document';
import { parseTemplate } from '../graph/parseTemplate';
import type { Problem } from '../graph/problem';
import { serialise } from '../graph/serialise';
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';

/** A document as it was read, and what was changed in reading it, by node. */
export interface Opened {
  readonly document: Document;
  readonly notes: ReadonlyMap<NodeId, string>;
}

export interface OpenFailure {
  readonly problems: readonly Problem[];
  /** What can be kept of the file, for the user to accept or decline. */
  readonly salvage?: Opened;
}

/** Reads a template file's text. On failure nothing is changed anywhere; `salvage` is offered where most can be kept. */
export function openText(text: string): Result<Opened, OpenFailure> {
  const parsed = parseTemplate(text);
  return parsed.ok ? ok({ document: parsed.value, notes: new Map() }) : err(parsed.error);
}

/** The text of a template file, in canonical form. */
export const saveText = (document: Document): string => serialise(document);

/** An empty drawing with the default training settings; a new object each time, so that it counts as its own file. */
export const newDocument = (): Document => ({ ...emptyDocument });
