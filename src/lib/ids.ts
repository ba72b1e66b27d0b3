// Branded identifiers: the compiler then refuses a node's id where a run's is meant. The casts live here alone.

export type NodeId = string & { readonly brand: 'NodeId' };
export type EdgeId = string & { readonly brand: 'EdgeId' };
/** Of a note or frame, unique within its drawing. */
export type AnnotationId = string & { readonly brand: 'AnnotationId' };
export type RunId = string & { readonly brand: 'RunId' };

/**
 * A node's id is its name in the drawing, in JSON and in the tf.js model: a letter or digit, then letters, digits, `_`,
 * `.`, `-`. Within an instance of a module it is a path in memory (`3a/conv5x5`), never so in a file's own names.
 */
export const nodeIdPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export const nodeId = (text: string): NodeId => text as NodeId;
export const annotationId = (text: string): AnnotationId => text as AnnotationId;
export const runId = (text: string): RunId => text as RunId;

/** The path of a node below an instance: `3a` and `conv5x5` make `3a/conv5x5`; below nothing, the node's own id. */
export const pathOf = (instance: string, id: string): NodeId =>
  (instance === '' ? id : `${instance}/${id}`) as NodeId;

/** The names along a path, from outside in; one for a node of the drawing itself. */
export const namesOf = (path: NodeId): readonly NodeId[] => path.split('/') as NodeId[];

/** An edge is identified by its two ends and its slot, so that it needs no id of its own in a file. */
export const edgeIdOf = (from: NodeId, to: NodeId, slot: number): EdgeId =>
  `${from}->${to}:${slot}` as EdgeId;

/** The ends of an edge from its id; undefined where the text is none. */
export function endsOf(id: EdgeId): { from: NodeId; to: NodeId; slot: number } | undefined {
  // `>` occurs in no name, so the first arrow is the only one.
  const match = /^(.*?)->(.*):(\d+)$/.exec(id);
  return match
    ? { from: nodeId(match[1] ?? ''), to: nodeId(match[2] ?? ''), slot: Number(match[3]) }
    : undefined;
}
