// Why a drawn wire is wrong now, and what mends it; shown beside the wire and in the inspector.
import type { GraphEdge } from '../../graph/graph';
import { atEdge } from '../../graph/problem';
import { fixesFor } from '../../shapes/fixes';
import { useGraph, useShapes } from '../../store/derive';
import { ProblemCard } from './ProblemCard';

export function BrokenWire({ edge, message }: { edge: GraphEdge; message: string }) {
  const graph = useGraph();
  const shapes = useShapes();
  const fixes = fixesFor(graph, shapes, edge.to);
  return <ProblemCard problem={{ code: 'shapes-differ', at: atEdge(edge.id), message, fixes }} />;
}
