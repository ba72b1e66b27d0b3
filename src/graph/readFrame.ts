// The outermost part of a template file: is it one of ours, of a version we know, with the properties it must have?
import type * as z from 'zod/mini';
import { err, ok, type Result } from '../lib/result';
import type { Direction } from '../lib/turned';
import type { About } from './document';
import { type Findings, isRecord, report, written } from './findings';
import { currentVersion, migrate } from './migrate';
import { atFile, type Problem, type ProblemCode } from './problem';
import { aboutSchema, frameSchema, limits } from './templateFrame';

export interface Frame {
  readonly title: string;
  readonly description: string;
  readonly direction: Direction;
  readonly about: About | undefined;
  readonly modules: readonly unknown[];
  readonly nodes: readonly unknown[];
  readonly edges: readonly unknown[];
  readonly frames: readonly unknown[];
  readonly notes: readonly unknown[];
  readonly training: unknown;
}

const refuse = (code: ProblemCode, path: string, message: string): Result<never, Problem> =>
  err({ code, at: atFile(path), message: path === '' ? message : `${path}: ${message}` });

/**
 * Reads the frame. What makes the whole unreadable is the error; what can be passed over (an over-long title, an
 * unknown property) goes to the findings.
 */
export function readFrame(json: unknown, findings: Findings): Result<Frame, Problem> {
  if (!isRecord(json)) {
    return refuse(
      'other-format',
      '',
      `This JSON is ${kindOf(json)}, not a Convas template, which is an object with "format": "convas". Open a file that Convas saved.`,
    );
  }
  if (json.format !== 'convas') return refuse('other-format', '', otherFormat(json));
  const version = json.version;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse(
      'bad-structure',
      'version',
      `expects a whole number from 1, found ${written(version)}. Write ${currentVersion}, the present version.`,
    );
  }
  if (version > currentVersion) {
    return refuse(
      'newer-version',
      'version',
      `this file has version ${version} of the format, and this Convas reads up to version ${currentVersion}. Open it with a newer Convas, or reload this page to get the newest.`,
    );
  }
  const raw = migrate(json, version);
  const { nodes, edges = [], modules = [] } = raw;
  if (!Array.isArray(nodes))
    return refuse(
      'bad-structure',
      'nodes',
      `expects a list of nodes, as in [ … ], found ${written(nodes)}. Write "nodes": [] for an empty drawing.`,
    );
  if (!Array.isArray(edges))
    return refuse(
      'bad-structure',
      'edges',
      `expects a list of edges, as in [ … ], found ${written(edges)}. Leave it out if there are none.`,
    );
  if (!Array.isArray(modules))
    return refuse(
      'bad-structure',
      'modules',
      `expects a list of modules, as in [ … ], found ${written(modules)}. Leave it out if there are none.`,
    );
  if (modules.length > limits.modules) {
    return refuse(
      'file-too-large',
      'modules',
      `the file has ${modules.length} modules, and a drawing takes at most ${limits.modules}. Split the network into smaller files.`,
    );
  }
  const count = nodes.length + membersOf(modules, 'nodes');
  if (count > limits.nodes) {
    return refuse(
      'too-many-nodes',
      'nodes',
      `the file has ${count} nodes, and a drawing takes at most ${limits.nodes}. Split the network into smaller files.`,
    );
  }
  const wires = edges.length + membersOf(modules, 'edges');
  if (wires > limits.edges) {
    return refuse(
      'file-too-large',
      'edges',
      `the file has ${wires} edges, and a drawing takes at most ${limits.edges}. Split the network into smaller files.`,
    );
  }
  const [frames, notes] = [listOf(raw.frames), listOf(raw.notes)];
  const annotations =
    frames.length + notes.length + membersOf(modules, 'frames') + membersOf(modules, 'notes');
  if (annotations > limits.annotations) {
    return refuse(
      'file-too-large',
      'notes',
      `the file has ${annotations} notes and frames, and a drawing takes at most ${limits.annotations}. Leave some of them out.`,
    );
  }
  const frame = frameSchema.safeParse(raw);
  if (!frame.success) reportIssues(findings, frame.error.issues, '', raw);
  return ok({
    title: textOr(raw.title, 'Untitled', frameSchema.shape.title),
    description: textOr(raw.description, '', frameSchema.shape.description),
    direction: raw.direction === 'down' ? 'down' : 'right',
    about: readAbout(raw.about, findings),
    modules,
    nodes,
    edges,
    frames,
    notes,
    training: raw.training,
  });
}

/** What is no list is among the frame's problems. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** How many of them the modules have together, as far as they can be counted. */
const membersOf = (modules: readonly unknown[], member: 'nodes' | 'edges' | 'frames' | 'notes'): number =>
  modules.reduce<number>((sum, entry) => {
    const list = isRecord(entry) ? entry[member] : undefined;
    return sum + (Array.isArray(list) ? list.length : 0);
  }, 0);

/** What is said of a published network; with a fault in it, none of it. */
function readAbout(raw: unknown, findings: Findings): About | undefined {
  if (raw === undefined) return undefined;
  const about = aboutSchema.safeParse(raw);
  if (about.success) return about.data;
  reportIssues(findings, about.error.issues, 'about', raw);
  return undefined;
}

/** The text if the schema takes it; else the fallback. */
function textOr(value: unknown, fallback: string, schema: z.ZodMiniType<string>): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fallback;
}

/** Turns zod's issues into problems, each with its place, what was expected there and what was found. */
export function reportIssues(
  findings: Findings,
  issues: readonly z.core.$ZodIssue[],
  base: string,
  value: unknown,
): void {
  for (const issue of issues) {
    const path = issue.path.reduce<string>((at, key) => joinPath(at, key as string | number), base);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        report(
          findings,
          'bad-structure',
          joinPath(path, key),
          'the format has no such property. Correct its name, or leave it out.',
        );
      }
      continue;
    }
    const found = issue.path.reduce<unknown>((at, key) => ownValue(at, key), value);
    report(findings, 'bad-structure', path, `${issue.message}, found ${written(found)}. Correct the value.`);
  }
}

function ownValue(holder: unknown, key: PropertyKey): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function joinPath(base: string, key: string | number): string {
  if (typeof key === 'number') return `${base}[${key}]`;
  const short = key.length > 60 ? `${key.slice(0, 57)}…` : key;
  return base === '' ? short : `${base}.${short}`;
}

const kindOf = (json: unknown): string =>
  json === null
    ? 'null'
    : Array.isArray(json)
      ? 'a list'
      : typeof json === 'string'
        ? 'a text'
        : `a ${typeof json}`;

/** Names the format where it is one that people have lying about. */
function otherFormat(json: Readonly<Record<string, unknown>>): string {
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(json, name));
  const remedy = 'Open a file that Convas saved, with "format": "convas".';
  if (has('modelTopology')) return `This is a TensorFlow.js model, which Convas does not open. ${remedy}`;
  if (has('class_name', 'config'))
    return `This is a Keras model in JSON, which Convas does not open. ${remedy}`;
  if (has('last_node_id') || has('last_link_id'))
    return `This is a ComfyUI or LiteGraph workflow, not a network template. ${remedy}`;
  if (has('dependencies', 'name')) return `This is a package.json, not a network template. ${remedy}`;
  const found = Object.hasOwn(json, 'format')
    ? `its "format" is ${written(json.format)}`
    : 'it has no "format"';
  return `This JSON is not a Convas template: ${found}. ${remedy}`;
}
