// What a drawing does not have yet, against what is wrong in it: the first is told in grey, for nobody has done it.
import type { Problem } from '../../graph/problem';

/** It is still to be drawn. */
export const isToDo = ({ code }: Problem): boolean => code === 'no-input' || code === 'no-output';
