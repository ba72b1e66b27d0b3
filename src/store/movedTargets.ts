// Whether training images would be mirrored, shifted or rotated while numbers that come with them, such as places and
// sizes, stay as they are and so become wrong. Masks and images move along; classes and labels are taken to stay true.
import { moves } from '../data/augment';
import type { TrainingSettings } from '../graph/document';
import { atDocument, type Problem } from '../graph/problem';
import type { Plan } from '../plan/plan';

/** What is in the way, with the settings that mend it. */
export function movedTargets({ heads, steps }: Plan, training: TrainingSettings): Problem | undefined {
  if (!moves(training)) return undefined;
  const head = heads.find(({ target }) => target === 'values');
  const input = steps.find(({ kind, params }) => kind === 'vectorInput' && params.source === 'values');
  const name = head?.step ?? input?.id;
  if (name === undefined) return undefined;
  const message = `The numbers of “${name}” measure what is in the image, such as places: of an image that is mirrored, shifted or rotated they would be wrong. Turn all three off, or take “${name}” away.`;
  const still = { mirror: false, shift: 0, rotation: 0 };
  const fix = { label: 'Neither mirror, shift nor rotate', edits: [], training: still };
  return { code: 'augment-moves-places', at: atDocument, message, fixes: [fix] };
}
