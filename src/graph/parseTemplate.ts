// The door of the house: text in, a document out, or a list of what is wrong with it. Nothing of unknown shape gets
// past here.
import type { NodeId } from '../lib/ids';
import { err, ok, type Result } from '../lib/result';
import type { Document } from './document';
import { type Findings, listed, noFindings, remark } from './findings';
import { type Graph, makeGraph } from './graph';
import { type JsonFault, parseJson } from './jsonText';
import { placedIn } from './module';
import { layoutOf } from './placeNodes';
import { atFile, type Problem } from './problem';
import { withinSize } from './pruneModules';
import { readAnnotations } from './readAnnotations';
import { readEdges } from './readEdges';
import { type Frame, readFrame } from './readFrame';
import { readModules } from './readModules';
import { readNodes } from './readNodes';
import { readTraining } from './readTraining';
import { limits } from './templateFrame';

export interface ParseFailure {
  /** At least one; the places are paths in the file, such as `nodes[3].params.filters`. */
  readonly problems: readonly Problem[];
  /** What can be kept, where that is at least half of the nodes: the document, and a note on every changed node. */
  readonly salvage?: { readonly document: Document; readonly notes: ReadonlyMap<NodeId, string> };
}

/**
 * Reads a template file. Parameters that are left out take their layer's defaults; positions that are left out are
 * found by depth. Fails on the first fault of the file as a whole, and else with every fault in it (the first 50 and
 * a count), together with what can be kept.
 */
export function parseTemplate(text: string): Result<Document, ParseFailure> {
  if (text.length > limits.characters) {
    return refuse({
      code: 'file-too-large',
      at: atFile(''),
      message: `The file has ${Math.round(text.length / 1e6)} million characters, and a template at most ${limits.characters / 1e6} million. Choose a template; trained weights are not part of one.`,
    });
  }
  const json = parseJson(text);
  if (!json.ok) return refuse(notJson(text, json.error));
  const findings = noFindings();
  const frame = readFrame(json.value, findings);
  if (!frame.ok) return refuse(frame.error);
  return readDocument(frame.value, findings);
}

const refuse = (problem: Problem): Result<Document, ParseFailure> => err({ problems: [problem] });

function notJson(text: string, { line, column, reason, tooDeep }: JsonFault): Problem {
  const place = `line ${line}, column ${column}`;
  if (text.trim() === '')
    return {
      code: 'not-json',
      at: atFile(''),
      message: 'The file is empty. Choose a template that Convas saved.',
    };
  if (tooDeep)
    return {
      code: 'bad-structure',
      at: atFile(place),
      message: `The file ${reason} (${place}). Choose a template that Convas saved.`,
    };
  return {
    code: 'not-json',
    at: atFile(place),
    message: `The file is not JSON: ${reason} (${place}). Mend the text there, or choose a template that Convas saved.`,
  };
}

function readDocument(frame: Frame, findings: Findings): Result<Document, ParseFailure> {
  const definitions = readModules(frame.modules, findings);
  const { modules, sizes } = definitions;
  const all = readNodes(frame.nodes, findings, { path: 'nodes', modules });
  const { nodes: read } = withinSize(all, sizes, findings);
  const edges = readEdges(frame.edges, read, findings, { path: 'edges', modules });
  const graph = makeGraph(read.nodes.values(), edges, modules);
  const annotations = readAnnotations(frame, '', findings);
  const document: Document = {
    title: frame.title,
    description: frame.description,
    ...(frame.direction === 'down' ? { direction: frame.direction } : {}),
    ...(frame.about ? { about: frame.about } : {}),
    graph,
    layout: layoutOf(graph, read.positions),
    ...(annotations.size > 0 ? { annotations } : {}),
    training: readTraining(frame.training, findings),
  };
  if (findings.count === 0) return ok(document);
  const problems = listed(findings);
  remarkInstances(graph, definitions.notes, findings);
  // Half of the nodes must be of known layers, or the file is some other thing that happens to look like ours.
  const nodes = frame.nodes.length + definitions.nodes;
  const worthKeeping = nodes === 0 || (all.known + definitions.known) * 2 >= nodes;
  return err(worthKeeping ? { problems, salvage: { document, notes: findings.notes } } : { problems });
}

/** What was changed within a module is noted at each of its instances in the drawing, nested ones too. */
function remarkInstances(graph: Graph, notes: ReadonlyMap<string, string>, findings: Findings): void {
  if (notes.size === 0) return;
  for (const node of graph.nodes.values()) {
    const placed = new Set(node.kind === 'module' ? [String(node.params.module)] : []);
    for (const name of placed) {
      const note = notes.get(name);
      if (note !== undefined) remark(findings, node.id, `Within the module “${name}”, ${note}`);
      const definition = graph.modules.get(name);
      for (const next of definition ? placedIn(definition) : []) placed.add(next);
    }
  }
}
