// What follows from the document alone: shapes, edge states, plan and problems. Computed when first asked for and
// remembered by the identity of what they follow from, so that dragging a node or typing a title computes nothing.
import type { DataSet } from '../data/dataSet';
import type { Document, TrainingSettings } from '../graph/document';
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import { atDocument, atNode, type Problem } from '../graph/problem';
import { type EdgeId, type NodeId, nodeId } from '../lib/ids';
import { ok, type Result } from '../lib/result';
import type { BuiltInKinds } from '../plan/dataKinds';
import { fitData } from '../plan/fitData';
import { drawingProblems, makePlan, withOthers } from '../plan/makePlan';
import type { Plan } from '../plan/plan';
import { type EdgeState, edgeStates as judgeEdges } from '../shapes/edgeStates';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';
import type { DataState } from './dataInUse';
import { memoryShortage } from './memoryShortage';
import { movedTargets } from './movedTargets';

const shapesByGraph = new WeakMap<Graph, Shapes>();
let latest: Shapes | undefined;

/** Shapes of a graph; nodes that an edit left alone keep their entries from the graph asked for last. */
export function shapesOf(graph: Graph): Shapes {
  const known = shapesByGraph.get(graph);
  if (known) return known;
  latest = inferShapes(graph, latest);
  shapesByGraph.set(graph, latest);
  return latest;
}

const edgesByShapes = new WeakMap<Shapes, ReadonlyMap<EdgeId, EdgeState>>();

/** The state of every edge; `shapes` must be those of `graph`. */
export function edgeStates(graph: Graph, shapes: Shapes): ReadonlyMap<EdgeId, EdgeState> {
  const known = edgesByShapes.get(shapes);
  if (known) return known;
  const states = judgeEdges(graph, shapes);
  edgesByShapes.set(shapes, states);
  return states;
}

export interface Expanded {
  readonly flat: Graph;
  readonly shapes: Shapes;
}
const expandedByGraph = new WeakMap<Graph, Expanded>();
let latestFlat: Shapes | undefined;

/** The drawing with its modules expanded, and the shapes there: what plan, data and costs are judged by. */
export function expandedOf(graph: Graph): Expanded {
  const known = expandedByGraph.get(graph);
  if (known) return known;
  const flat = expand(graph);
  const shapes = flat === graph ? shapesOf(graph) : inferShapes(flat, latestFlat);
  if (flat !== graph) latestFlat = shapes;
  const expanded = { flat, shapes };
  expandedByGraph.set(graph, expanded);
  return expanded;
}

type Planned = Result<Plan, readonly Problem[]>;
const planByGraph = new WeakMap<Graph, Planned>();

/** The plan of a document's graph under its title, or what is in the way of one. */
export function planOf({ graph, title }: Pick<Document, 'graph' | 'title'>): Planned {
  const known = planByGraph.get(graph);
  // A failure does not depend on the title.
  if (known && (!known.ok || known.value.title === title)) return known;
  const { flat, shapes } = expandedOf(graph);
  const planned = known?.ok ? ok({ ...known.value, title }) : makePlan(title, flat, shapes);
  planByGraph.set(graph, planned);
  return planned;
}

/**
 * What stands between the document and its training: the drawing's faults, then the data's; then, where all that is in
 * order, memory that would not suffice. When empty, training can start once the data is there; nodes that lead nowhere
 * block nothing.
 */
export function problemsOf(document: Document, data: DataState): readonly Problem[] {
  const faults = faultsOf(document, data);
  return faults.length > 0 ? faults : (shortageOf(document) ?? faults);
}

const judgedByGraph = new WeakMap<Graph, { data: DataState; problems: readonly Problem[] }>();

function faultsOf(document: Document, data: DataState): readonly Problem[] {
  const { graph } = document;
  const known = judgedByGraph.get(graph);
  if (known && (known.data === data || (known.data.state === 'loading' && data.state === 'loading')))
    return known.problems;
  const problems = [...drawingFaults(document), ...dataProblems(graph, data)];
  judgedByGraph.set(graph, { data, problems });
  return problems;
}

const shortageBySettings = new WeakMap<TrainingSettings, { graph: Graph; problems?: readonly Problem[] }>();

function shortageOf(document: Document): readonly Problem[] | undefined {
  const { graph, training } = document;
  const known = shortageBySettings.get(training);
  if (known?.graph === graph) return known.problems;
  const planned = planOf(document);
  const short = planned.ok ? memoryShortage(planned.value, training) : undefined;
  const inWay = short ?? (planned.ok ? movedTargets(planned.value, training) : undefined);
  const judged = inWay ? { graph, problems: [inWay] } : { graph };
  shortageBySettings.set(training, judged);
  return judged.problems;
}

function drawingFaults(document: Document): readonly Problem[] {
  const planned = planOf(document);
  if (planned.ok) return [];
  const { graph } = document;
  const drawn = drawingProblems(graph, shapesOf(graph));
  const places = new Set(drawn.map(({ at }) => JSON.stringify(at)));
  // What is wrong within an instance is told at the instance, once.
  const inWay = planned.error.flatMap((problem) => {
    const outer = outside(problem, graph);
    return outer !== problem && places.has(JSON.stringify(outer.at)) ? [] : [outer];
  });
  return withOthers(inWay, drawn);
}

/** A problem within a module, told at the instance on the canvas, without remedies that would change the definition. */
function outside(problem: Problem, graph: Graph): Problem {
  if (problem.at.type !== 'node' || graph.nodes.has(problem.at.node)) return problem;
  const { fixes, ...bare } = problem;
  const kept = (fixes ?? []).filter(({ edits }) => edits.length === 0);
  const at = atNode(instanceOf(problem.at.node, graph));
  return kept.length > 0 ? { ...bare, at, fixes: kept } : { ...bare, at };
}

function instanceOf(path: NodeId, graph: Graph): NodeId {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const outer = nodeId(path.slice(0, end));
    if (graph.nodes.has(outer)) return outer;
  }
  return path;
}

function dataProblems(graph: Graph, data: DataState): readonly Problem[] {
  // Waiting is no fault: it ends by itself, and `startRun` says so to whoever is quicker.
  if (data.state === 'loading') return [];
  const { dataSet } = data;
  if (dataSet) return fitOf(graph, dataSet);
  return data.state === 'failed' ? data.problems.map((problem) => noData(problem.message)) : [];
}

/** What the data sets that come with the app have beside images and classes. */
const builtIn: readonly BuiltInKinds[] = [
  { id: 'digits', name: 'Digits', has: ['masks', 'values', 'labels'] },
  { id: 'shapes', name: 'Shapes', has: ['masks', 'values', 'labels'] },
];

/** Where a data set and a drawing do not go together, with the edits that adapt the drawing. */
export function fitOf(graph: Graph, dataSet: DataSet): readonly Problem[] {
  const { flat, shapes } = expandedOf(graph);
  return fitData(flat, shapes, dataSet, builtIn).map((problem) => outside(problem, graph));
}

const noData = (message: string): Problem => ({ code: 'no-data', at: atDocument, message });
