// The modules of a template file: what each is called and takes, then the nodes of all, which may be instances of one
// another, then their wires.
import { nodeIdPattern } from '../lib/ids';
import type { Annotations } from './annotations';
import { type Findings, findingsWithin, isRecord, report, written } from './findings';
import { type GraphNode, type Module, type ModuleParameter, type Modules, makeGraph } from './graph';
import { layoutOf } from './placeNodes';
import { withoutRings } from './pruneModules';
import { readAnnotations } from './readAnnotations';
import { readEdges } from './readEdges';
import { listOf, reportIssues } from './readFrame';
import { type ReadNodes, readNodes } from './readNodes';
import { readParameters } from './readParameters';
import { moduleSchema } from './templateFrame';

export interface ReadModules {
  readonly modules: Modules;
  /** How many nodes an instance of each expands to. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Nodes within all of them, and those of a known layer. */
  readonly nodes: number;
  readonly known: number;
  /** What was changed within a module to keep the rest, by its name. */
  readonly notes: ReadonlyMap<string, string>;
}

interface Begun {
  readonly path: string;
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly ModuleParameter[];
  readonly nodes: readonly unknown[];
  readonly edges: readonly unknown[];
  readonly annotations: Annotations;
  readonly findings: Findings;
}

/** Reads all definitions, in the file's order. */
export function readModules(raw: readonly unknown[], findings: Findings): ReadModules {
  const begun: Begun[] = [];
  for (const [index, entry] of raw.entries()) {
    const one = begin(entry, `modules[${index}]`, begun, findings);
    if (one) begun.push(one);
  }
  const signatures: Modules = new Map(begun.map((one) => [one.name, bare(one, [])]));
  const read = begun.map((one) => ({
    one,
    nodes: readNodes(one.nodes, one.findings, {
      path: `${one.path}.nodes`,
      modules: signatures,
      within: bare(one, []),
    }),
  }));
  const { pruned, sizes } = withoutRings(read);
  const ports = withNodes(pruned);
  const modules = new Map(pruned.map((each) => [each.one.name, finished(each, ports)]));
  return {
    modules,
    sizes,
    nodes: begun.reduce((sum, { nodes }) => sum + nodes.length, 0),
    known: read.reduce((sum, { nodes }) => sum + nodes.known, 0),
    notes: new Map(begun.flatMap((one) => notesOf(one))),
  };
}

function begin(
  entry: unknown,
  path: string,
  before: readonly Begun[],
  findings: Findings,
): Begun | undefined {
  if (!isRecord(entry)) {
    report(
      findings,
      'bad-structure',
      path,
      `expects a module, as in {"name": …, "nodes": […]}, found ${written(entry)}. Correct it, or leave it out.`,
    );
    return undefined;
  }
  const frame = moduleSchema.safeParse(entry);
  if (!frame.success) reportIssues(findings, frame.error.issues, path, entry);
  const doc = moduleSchema.shape.doc.safeParse(entry.doc);
  return {
    path,
    name: readName(entry.name, path, new Set(before.map(({ name }) => name)), findings),
    doc: doc.success ? doc.data : '',
    parameters: readParameters(listOf(entry.parameters), `${path}.parameters`, findings),
    nodes: listOf(entry.nodes),
    edges: listOf(entry.edges),
    annotations: readAnnotations(
      { frames: listOf(entry.frames), notes: listOf(entry.notes) },
      `${path}.`,
      findings,
    ),
    findings: findingsWithin(findings),
  };
}

function readName(raw: unknown, path: string, taken: ReadonlySet<string>, findings: Findings): string {
  if (typeof raw === 'string' && nodeIdPattern.test(raw) && !taken.has(raw)) return raw;
  // A missing name, or one that is no text, is among the frame's problems already.
  if (typeof raw === 'string') {
    if (taken.has(raw)) {
      report(
        findings,
        'duplicate-module',
        `${path}.name`,
        `another module before it is named “${raw}” too. Give each module a name of its own.`,
      );
    } else {
      report(
        findings,
        'bad-id',
        `${path}.name`,
        `${written(raw)} cannot be a module’s name. Use 1 to 64 letters, digits, “_”, “-” or “.”, beginning with a letter or digit.`,
      );
    }
  }
  for (let n = 1; ; n += 1) if (!taken.has(`module${n}`)) return `module${n}`;
}

/** A definition without its wires, for whoever must know its parameters and ports. */
const bare = ({ name, doc, parameters }: Begun, nodes: Iterable<GraphNode>): Module => ({
  name,
  doc,
  parameters,
  graph: makeGraph(nodes, []),
  layout: new Map(),
});

interface Read {
  readonly one: Begun;
  readonly nodes: ReadNodes;
}

/** The definitions as they stand, wires apart: readers of wires ask them for ports. */
const withNodes = (read: readonly Read[]): Modules =>
  new Map(read.map(({ one, nodes }) => [one.name, bare(one, nodes.nodes.values())]));

function finished({ one, nodes }: Read, modules: Modules): Module {
  const edges = readEdges(one.edges, nodes, one.findings, { path: `${one.path}.edges`, modules });
  const graph = makeGraph(nodes.nodes.values(), edges);
  const { annotations } = one;
  return {
    ...bare(one, []),
    graph,
    layout: layoutOf(graph, nodes.positions),
    ...(annotations.size > 0 ? { annotations } : {}),
  };
}

function notesOf({ name, findings }: Begun): readonly (readonly [string, string])[] {
  const sentences = [...findings.notes].map(([node, note]) => `“${node}”: ${note}`);
  return sentences.length > 0 ? [[name, sentences.join(' ')]] : [];
}
