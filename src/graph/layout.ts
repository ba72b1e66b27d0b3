// Where nodes stand, in canvas units: of a drawing, or within a module's definition.
import type { NodeId } from '../lib/ids';
import type { Point } from '../lib/turned';

export type Layout = ReadonlyMap<NodeId, Point>;
