// Branded identifiers: the compiler then refuses a node's id where a run's is meant. The casts live here alone.

export type NodeId = string & { readonly brand: 'NodeId' };
export type EdgeId = string & { readonly brand: 'EdgeId' };
export type RunId = string & { readonly brand: 'RunId' };

/** A node's id is its name in the drawing, in JSON and in the tf.js model: a letter or digit, then letters, digits, `_`, `.`, `-`. */
export const nodeIdPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

export const nodeId = (text: string): NodeId => text as NodeId;
export const runId = (text: string): RunId => text as RunId;

/** An edge is identified by its two ends and its slot, so that it needs no id of its own in a file. */
export const edgeIdOf = (from: NodeId, to: NodeId, slot: number): EdgeId =>
  `${from}->${to}:${slot}` as EdgeId;
