// How many output channels a tile takes, told to its text when it is compiled: the loops for eight and for four differ in
// nothing else, and a test of it while they run would cost registers.

/** Two vectors of channels. */
export type Eight = u64;
/** One: those of a last panel of which at most four channels are wanted. */
export type Four = u32;

/** Known when it is compiled. */
export function isEight<Panel>(): bool {
  return sizeof<Panel>() === 8;
}
