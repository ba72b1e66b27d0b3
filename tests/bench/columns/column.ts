// What the bench's page trains: one column of the table, a network on one library and backend, held between spells.

export interface Column {
  /** What was used, in words: a backend, a stand-in for a layer. */
  readonly note: string;
  /** Threads that compute. */
  readonly threads: number;
  /** Trains for about so many seconds, at least one batch, and answers with images per second. */
  readonly spell: (seconds: number) => Promise<number>;
  readonly end: () => void;
}

/** Fails when a column trains another network than the plan's, by its number of trainable weights. */
export function sameWeights(found: number, wanted: number, where: string): void {
  if (found !== wanted)
    throw new Error(
      `The network in ${where} has ${found} trainable weights, the plan ${wanted}: fix the bench.`,
    );
}
