// Which remedies may be taken without being asked one by one, and all of them as one step. A remedy is safe where it
// was tried on the drawing and left fewer problems, takes away no node or wire that the user drew, and leaves the data
// set alone; which of several outcomes is wanted is then no question.
import type { Document } from '../../graph/document';
import { applyEdits } from '../../graph/edit';
import type { Edit } from '../../graph/edits';
import { edgeAtSlot, type Graph } from '../../graph/graph';
import type { Fix, Problem } from '../../graph/problem';
import type { DataState } from '../../store/dataInUse';
import { problemsOf } from '../../store/judge';

export interface SafeFix {
  readonly fix: Fix;
  /** How many problems it mends, and how many are left. */
  readonly mended: number;
  readonly left: number;
}

/** More rounds than that would be a drawing that no remedy brings to an end. */
const mostRounds = 60;

/** All safe remedies as one; undefined where there is none. The edits are of the whole drawing, not of a level. */
export function safeFixOf(document: Document, data: DataState): SafeFix | undefined {
  const first = problemsOf(document, data);
  let now = document;
  let problems = first;
  const edits: Edit[] = [];
  let training: Fix['training'];
  for (let round = 0; round < mostRounds && problems.length > 0; round += 1) {
    const next = firstSafe(now, data, problems);
    if (!next) break;
    edits.push(...next.fix.edits);
    if (next.fix.training) training = { ...training, ...next.fix.training };
    now = next.document;
    problems = problemsOf(now, data);
  }
  const mended = first.length - problems.length;
  if (mended <= 0) return undefined;
  const label = `Fix ${mended} ${mended === 1 ? 'problem' : 'problems'}`;
  return {
    fix: training ? { label, edits, training } : { label, edits },
    mended,
    left: problems.length,
  };
}

/** The first remedy, of any problem, that is safe and leaves fewer problems. */
function firstSafe(document: Document, data: DataState, problems: readonly Problem[]) {
  for (const { fixes = [] } of problems)
    for (const fix of fixes) {
      if (!isGentle(document.graph, fix)) continue;
      const tried = applyEdits(document, fix.edits);
      if (!tried.ok) continue;
      const after: Document = {
        ...document,
        ...tried.value,
        training: { ...document.training, ...fix.training },
      };
      if (problemsOf(after, data).length < problems.length) return { fix, document: after };
    }
  return undefined;
}

/** Whether it takes nothing away: no node, no wire, not the data set. Its edits are not tried yet. */
export const isGentle = (graph: Graph, { edits, training }: Fix): boolean =>
  training?.data === undefined && edits.every((edit) => keepsAll(graph, edit));

function keepsAll(graph: Graph, edit: Edit): boolean {
  switch (edit.type) {
    case 'add':
    case 'set':
    case 'move':
    // A wire that a node is put on still leads where it led.
    case 'insert':
      return true;
    case 'connect':
      return edgeAtSlot(graph, edit.to, edit.slot) === undefined;
    case 'inModule': {
      const inner = graph.modules.get(edit.module)?.graph;
      return inner !== undefined && keepsAll(inner, edit.edit);
    }
    default:
      return false;
  }
}
