// A whole document arranged, its modules too, before it is opened.
import type { Document } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import { arrangeEdits } from './arrangeEdits';
import { timeLimit } from './arranging';

/** The document with every card arranged anew; as it was where that fails or takes too long. */
export async function arranged(document: Document): Promise<Document> {
  try {
    const { withElk } = await import('../../arrange/elkWorker');
    const limit = AbortSignal.timeout(timeLimit * 1000);
    const edits = await withElk(limit, (lay) => arrangeEdits(document, lay));
    const moved = applyEdits(document, edits);
    return moved.ok ? { ...document, ...moved.value } : document;
  } catch {
    return document;
  }
}
