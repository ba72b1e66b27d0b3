// What the report says of several designs beside each other, worked out from the designs alone: totals of all, and how
// each differs from the first.
import { type Diff, diffGraphs, type Which } from '../compare/diff';
import { type Difference, differencesOf } from '../compare/differences';
import { statesAt, wiresAt } from '../compare/levels';
import { type TotalsRow, totalsTable } from '../compare/totals';
import type { Document } from '../graph/document';
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import type { PictureOptions } from '../interchange/picture/designSvg';
import { edgeIdOf, endsOf, type NodeId, nodeId } from '../lib/ids';
import { countedPlan } from '../plan/counted';
import { makePlan } from '../plan/makePlan';
import { inferShapes } from '../shapes/inferShapes';
import type { ReportDesign } from './reportInput';

/** The marks on the cards and wires of one level of a design; '' is the drawing itself, else the path of an instance. */
export type MarksAt = (level: NodeId | '') => Pick<PictureOptions, 'states' | 'edgeStates'>;

export interface Against {
  /** The design that is told against the first. */
  readonly design: ReportDesign;
  readonly differences: readonly Difference[];
}

export interface Compared {
  /** One for each design but the first. */
  readonly against: readonly Against[];
  /** In the order of the designs; of three or more the first has no marks, for it has no one counterpart. */
  readonly marks: readonly MarksAt[];
}

const noMarks: MarksAt = () => ({});

export function compareDesigns(designs: readonly ReportDesign[]): Compared {
  const [first, ...others] = designs;
  if (!first || others.length === 0) return { against: [], marks: designs.map(() => noMarks) };
  const left = expand(first.document.graph);
  const against: Against[] = [];
  const marks: MarksAt[] = [];
  for (const design of others) {
    const right = expand(design.document.graph);
    const diff = diffGraphs(left, right);
    against.push({ design, differences: differencesOf(diff, left, right) });
    if (marks.length === 0) marks.push(others.length === 1 ? marksOf(diff, 'left', left) : noMarks);
    marks.push(marksOf(diff, 'right', right));
  }
  return { against, marks };
}

function marksOf(diff: Diff, which: Which, flat: Graph): MarksAt {
  const side = diff[which];
  if (diff.empty) return noMarks;
  return (level) => {
    // A picture knows its nodes by the names of its own level, not by paths.
    const own = (path: NodeId): NodeId => (level === '' ? path : nodeId(path.slice(level.length + 1)));
    return {
      states: new Map([...statesAt(side, flat, level)].map(([path, { state }]) => [own(path), state])),
      edgeStates: new Map(
        [...wiresAt(side, flat, level)].flatMap(([id, state]) => {
          const ends = endsOf(id);
          return ends ? [[edgeIdOf(own(ends.from), own(ends.to), ends.slot), state] as const] : [];
        }),
      ),
    };
  };
}

/** The totals of designs that can all be planned; none where one of them cannot. */
export function totalsOf(documents: readonly Document[]): readonly TotalsRow[] {
  const plans = documents.flatMap(({ title, graph }) => {
    const flat = expand(graph);
    const plan = makePlan(title, flat, inferShapes(flat));
    return plan.ok ? [plan.value] : [];
  });
  return plans.length === documents.length && plans.length > 0 ? totalsTable(plans.map(countedPlan)) : [];
}
