// What `alongWith` finds, as edits: apart, for whoever moves cards takes their notes and frames along so.
import type { Annotations } from '../graph/annotations';
import type { Edit } from '../graph/edits';
import type { AnnotationId } from '../lib/ids';
import type { Box } from '../lib/turned';

/** Notes move; frames take another size too. */
export function editsAlong(annotations: Annotations, along: ReadonlyMap<AnnotationId, Box>): readonly Edit[] {
  return [...along].flatMap(([annotation, { x, y, width, height }]): Edit[] => {
    const at = { x, y };
    return annotations.get(annotation)?.type === 'frame'
      ? [{ type: 'setAnnotation', annotation, change: { at, width, height } }]
      : [{ type: 'moveAnnotations', places: new Map([[annotation, at]]) }];
  });
}
