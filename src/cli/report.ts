// What the command line says of a file, as plain data: the same reading, inference and judgement as the editor's, with
// modules expanded. It touches neither files nor streams, so that a test can call it.
import { expand } from '../graph/expand';
import type { Graph } from '../graph/graph';
import { parseTemplate } from '../graph/parseTemplate';
import type { Place, Problem } from '../graph/problem';
import { drawingProblems, makePlan, withOthers } from '../plan/makePlan';
import { type Measures, measure } from '../plan/measures';
import { fieldSize } from '../plan/receptiveField';
import { inferShapes } from '../shapes/inferShapes';
import type { Shapes } from '../shapes/nodeShape';

export interface NodeReport {
  /** A path where it stands in a module's instance: `3a/conv5x5`. */
  readonly id: string;
  readonly layer: string;
  /** Without the batch axis; null where it cannot be known. */
  readonly shape: readonly number[] | null;
  readonly trainable: number;
  readonly frozen: number;
  /** For one image. */
  readonly macs: number;
  /** [height, width] in pixels of the input, padding included; null of what sees no image. */
  readonly receptiveField: readonly [number, number] | null;
}

export interface ProblemReport {
  readonly code: string;
  /** A node's path, an edge (`a->b:0`), a place in the file (`nodes[3].params.filters`), or '' for the whole. */
  readonly at: string;
  readonly message: string;
  /** What the first remedy would do. */
  readonly fix?: string;
}

export interface Report {
  readonly name: string;
  /** For one image. */
  readonly totals: {
    readonly trainable: number;
    readonly frozen: number;
    readonly macs: number;
    readonly activationBytes: number;
    readonly depth: number;
  };
  readonly nodes: readonly NodeReport[];
  readonly problems: readonly ProblemReport[];
}

/** 0: valid; 1: it has problems; 2: it cannot be read as a drawing at all. */
export type Verdict = 0 | 1 | 2;

export interface Inspection {
  readonly report: Report;
  readonly verdict: Verdict;
}

/**
 * Inspects a template's text. A file with faults of which most can be kept is reported as far as it can be kept, with
 * the faults among its problems; one of which nothing can be kept is unreadable, and named after its file.
 */
export function inspectText(text: string, fileName: string): Inspection {
  const parsed = parseTemplate(text);
  const faults = parsed.ok ? [] : parsed.error.problems;
  const document = parsed.ok ? parsed.value : parsed.error.salvage?.document;
  if (!document) return { report: emptyReport(fileName, faults), verdict: 2 };
  const flat = expand(document.graph);
  const shapes = inferShapes(flat);
  const problems = [...faults, ...problemsOf(document.title, flat, shapes)];
  const measures = measure(flat, shapes);
  const { trainable, frozen, macs, activationBytes, depth } = measures.totals;
  return {
    report: {
      name: document.title,
      totals: { trainable, frozen, macs, activationBytes, depth },
      nodes: nodeReports(flat, shapes, measures),
      problems: problems.map(problemReport),
    },
    verdict: problems.length > 0 ? 1 : 0,
  };
}

/** What is said of a file that cannot be opened, in the form of every other answer. */
export const unreadable = (fileName: string, message: string): Inspection => ({
  report: { ...emptyReport(fileName, []), problems: [{ code: 'unreadable', at: '', message }] },
  verdict: 2,
});

const emptyReport = (name: string, problems: readonly Problem[]): Report => ({
  name,
  totals: { trainable: 0, frozen: 0, macs: 0, activationBytes: 0, depth: 0 },
  nodes: [],
  problems: problems.map(problemReport),
});

/** What keeps the drawing from being planned, then what is wrong with nodes that no output needs. */
function problemsOf(title: string, flat: Graph, shapes: Shapes): readonly Problem[] {
  const planned = makePlan(title, flat, shapes);
  return withOthers(planned.ok ? [] : planned.error, drawingProblems(flat, shapes));
}

function nodeReports(flat: Graph, shapes: Shapes, { nodes }: Measures): readonly NodeReport[] {
  return [...flat.nodes.values()].map(({ id, kind }) => {
    const state = shapes.get(id);
    const measured = nodes.get(id);
    return {
      id,
      layer: kind,
      shape: state?.state === 'ok' ? state.shape : null,
      trainable: measured?.trainable ?? 0,
      frozen: measured?.frozen ?? 0,
      macs: measured?.macs ?? 0,
      receptiveField: fieldSize(measured?.field, shapes) ?? null,
    };
  });
}

function problemReport({ code, at, message, fixes }: Problem): ProblemReport {
  const fix = fixes?.[0]?.label;
  return { code, at: placeText(at), message, ...(fix === undefined ? {} : { fix }) };
}

function placeText(at: Place): string {
  switch (at.type) {
    case 'node':
      return at.node;
    case 'edge':
      return at.edge;
    case 'file':
      return at.path;
    case 'document':
      return '';
  }
}
