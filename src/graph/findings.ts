// What the reading of a file finds: problems to show, and notes on the nodes that were changed to keep the rest.
import type { NodeId } from '../lib/ids';
import { atFile, type Problem, type ProblemCode } from './problem';

/** More are counted, but not listed: beyond this, a list helps nobody. */
const listedProblems = 50;

export interface Findings {
  readonly problems: Problem[];
  readonly notes: Map<NodeId, string>;
  /** Problems found, listed or not. */
  count: number;
}

export const noFindings = (): Findings => ({ problems: [], notes: new Map(), count: 0 });

/** Findings within a module: problems and count are the whole's, notes are apart, for names are its own. */
export const findingsWithin = (whole: Findings): Findings => ({
  problems: whole.problems,
  notes: new Map(),
  get count() {
    return whole.count;
  },
  set count(value) {
    whole.count = value;
  },
});

/** Records a problem at a path such as `nodes[3].params.filters`; the message begins with that path. */
export function report(findings: Findings, code: ProblemCode, path: string, message: string): void {
  findings.count += 1;
  if (findings.problems.length >= listedProblems) return;
  findings.problems.push({ code, at: atFile(path), message: path === '' ? message : `${path}: ${message}` });
}

/** Adds a sentence to what is said about a node in the salvaged drawing. */
export function remark(findings: Findings, node: NodeId, sentence: string): void {
  const before = findings.notes.get(node);
  if (before !== undefined && before.length > 2000) return;
  findings.notes.set(node, before === undefined ? sentence : `${before} ${sentence}`);
}

/** The problems in the order found, closed by a count of those left out. */
export function listed({ problems, count }: Findings): readonly Problem[] {
  const more = count - problems.length;
  if (more <= 0) return problems;
  const message = `${more} more ${more === 1 ? 'problem is' : 'problems are'} not listed: mend these first.`;
  return [...problems, { code: 'bad-structure', at: atFile(''), message }];
}

/** A value as it stands in the file, shortened, for “found …”. */
export function written(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
