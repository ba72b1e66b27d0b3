// Why a drawn wire is wrong now, and what mends it; shown beside the wire and in the inspector.
import type { GraphEdge } from '../../graph/graph';
import { atEdge } from '../../graph/problem';
import { fixesFor } from '../../shapes/fixes';
import { useShapes } from '../../store/derive';
import { useStore } from '../../store/store';
import { ProblemCard } from './ProblemCard';

export function BrokenWire({ edge, message }: { edge: GraphEdge; message: string }) {
  const graph = useStore((s) => s.document.graph);
  const shapes = useShapes();
  const fixes = fixesFor(graph, shapes, edge.to);
  return <ProblemCard problem={{ code: 'shapes-differ', at: atEdge(edge.id), message, fixes }} />;
}
