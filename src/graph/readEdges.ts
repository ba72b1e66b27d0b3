// The edges of a template file. A wire that cannot stand is reported and left out; of a cycle, the wire that closes
// it is the one left out.
import { layerOf } from '../layers/index';
import type { NodeId } from '../lib/ids';
import { type Findings, isRecord, remark, report, written } from './findings';
import { edgeOf, type GraphEdge, type GraphNode, type Modules } from './graph';
import { reportIssues } from './readFrame';
import type { ReadNodes } from './readNodes';
import { hasOutput, inputsOf, slotLimit, withoutOutput } from './slots';
import { edgeSchema, limits } from './templateFrame';

interface Placed {
  readonly edge: GraphEdge;
  readonly path: string;
}

export interface EdgesContext {
  /** `edges`, `modules[0].edges` */
  readonly path: string;
  /** The definitions with their nodes: an instance's ports are its slots. */
  readonly modules: Modules;
}

/** Reads all edges between the given nodes, in canonical order: by their target's place, then by slot. */
export function readEdges(
  raw: readonly unknown[],
  read: ReadNodes,
  findings: Findings,
  context: EdgesContext,
): readonly GraphEdge[] {
  const bySlot = new Map<string, Placed>();
  const byEnds = new Map<string, Placed>();
  for (const [index, entry] of raw.entries()) {
    const path = `${context.path}[${index}]`;
    const edge = readEdge(entry, path, read, findings, context);
    if (!edge) continue;
    const slotKey = `${edge.to} ${edge.slot}`;
    // Inputs that are not alike may all come from one node.
    const target = read.nodes.get(edge.to);
    const alike = !target || (target.kind !== 'module' && inputsOf(context, target).type !== 'named');
    const endsKey = alike ? `${edge.from} ${edge.to}` : `${edge.from} ${slotKey}`;
    const twin = byEnds.get(endsKey);
    const rival = bySlot.get(slotKey);
    if (twin) {
      leaveOut(
        findings,
        'duplicate-edge',
        path,
        edge,
        `“${edge.from}” is wired to “${edge.to}” already, by ${twin.path}. Leave one of them out.`,
      );
    } else if (rival) {
      leaveOut(
        findings,
        'slot-taken',
        path,
        edge,
        `${rival.path}, from “${rival.edge.from}”, already fills input ${edge.slot + 1} of “${edge.to}”. Give one of them another slot.`,
      );
    } else {
      const placed = { edge, path };
      bySlot.set(slotKey, placed);
      byEnds.set(endsKey, placed);
    }
  }
  return inOrder(withoutCycles([...bySlot.values()], read.nodes, findings), read.nodes);
}

function leaveOut(
  findings: Findings,
  code: Parameters<typeof report>[1],
  path: string,
  edge: { from: string; to: NodeId },
  message: string,
): void {
  report(findings, code, path, message);
  remark(findings, edge.to, `The wire from “${edge.from}” was left out: ${message}`);
}

function readEdge(
  entry: unknown,
  path: string,
  read: ReadNodes,
  findings: Findings,
  context: EdgesContext,
): GraphEdge | undefined {
  if (!isRecord(entry)) {
    report(
      findings,
      'bad-structure',
      path,
      `expects an edge, as in {"from": …, "to": …, "slot": 0}, found ${written(entry)}. Correct it, or leave it out.`,
    );
    return undefined;
  }
  const target = typeof entry.to === 'string' ? read.byFileName.get(entry.to) : undefined;
  const frame = edgeSchema.safeParse(entry);
  if (!frame.success) {
    const slotAlone = frame.error.issues.every((issue) => issue.path[0] === 'slot');
    if (slotAlone)
      report(
        findings,
        'bad-slot',
        `${path}.slot`,
        `expects a whole number from 0 to ${limits.slots - 1}, found ${written(entry.slot)}. Number the inputs of “${entry.to}” from 0.`,
      );
    else reportIssues(findings, frame.error.issues, path, entry);
    if (target)
      remark(findings, target.id, `A wire to it could not be read and was left out (${path} in the file).`);
    return undefined;
  }
  return joinEnds(frame.data, path, read, findings, context);
}

function joinEnds(
  wire: { from: string; to: string; slot: number },
  path: string,
  { byFileName, leftOut }: ReadNodes,
  findings: Findings,
  context: EdgesContext,
): GraphEdge | undefined {
  // With a node that was left out for a reason of its own go its wires.
  const gone = (name: string) => leftOut.has(name) && !byFileName.has(name);
  if (gone(wire.from) || gone(wire.to)) return undefined;
  const from = byFileName.get(wire.from);
  const to = byFileName.get(wire.to);
  if (!from || !to) {
    const [end, name] = from ? ['to', wire.to] : ['from', wire.from];
    const message = `there is no node ${written(name)} for this wire. Correct the name, or leave the wire out.`;
    report(findings, 'dangling-edge', `${path}.${end}`, message);
    if (to)
      remark(findings, to.id, `The wire from ${written(wire.from)} was left out: the file has no such node.`);
    return undefined;
  }
  const edge = edgeOf({ from: from.id, to: to.id, slot: wire.slot });
  if (!hasOutput(context, from)) {
    leaveOut(
      findings,
      'output-has-no-out',
      path,
      edge,
      `“${from.id}” ${withoutOutput(from)}: nothing follows it. Leave the wire out.`,
    );
    return undefined;
  }
  const { label } = layerOf(to.kind);
  const slots = Math.min(slotLimit(inputsOf(context, to)), limits.slots);
  if (wire.slot >= slots) {
    const reason =
      slots === 0
        ? `“${to.id}” (${label}) has no input. Leave the wire out.`
        : `“${to.id}” (${label}) has ${slots === 1 ? 'one input, slot 0' : `${slots} inputs, slots 0 to ${slots - 1}`}, not slot ${wire.slot}. Correct the slot.`;
    leaveOut(findings, 'bad-slot', path, edge, reason);
    return undefined;
  }
  return edge;
}

/** Names longer cycles by their ends alone. */
const namedInCycle = 12;

/** Walks the wires depth first, with a stack of its own: a wire back to a node still being walked closes a cycle. */
function withoutCycles(
  placed: readonly Placed[],
  nodes: ReadonlyMap<NodeId, GraphNode>,
  findings: Findings,
): readonly GraphEdge[] {
  const outgoing = new Map<NodeId, Placed[]>();
  for (const one of placed) {
    const list = outgoing.get(one.edge.from);
    if (list) list.push(one);
    else outgoing.set(one.edge.from, [one]);
  }
  const closing = new Set<Placed>();
  const state = new Map<NodeId, 'open' | 'done'>();
  for (const root of nodes.keys()) {
    if (state.has(root)) continue;
    const path: { id: NodeId; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, 'open');
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const wire = outgoing.get(top.id)?.[top.next];
      top.next += 1;
      if (!wire) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(wire.edge.to) === 'open') {
        closing.add(wire);
        reportCycle(
          wire,
          path.map(({ id }) => id),
          findings,
        );
      } else if (!state.has(wire.edge.to)) {
        state.set(wire.edge.to, 'open');
        path.push({ id: wire.edge.to, next: 0 });
      }
    }
  }
  return placed.filter((one) => !closing.has(one)).map(({ edge }) => edge);
}

function reportCycle({ edge, path }: Placed, walked: readonly NodeId[], findings: Findings): void {
  const round = [...walked.slice(walked.indexOf(edge.to)), edge.to];
  const named =
    round.length > namedInCycle ? [...round.slice(0, namedInCycle - 2), '…', ...round.slice(-2)] : round;
  leaveOut(
    findings,
    'cycle',
    path,
    edge,
    `this wire closes a cycle: ${named.join(' → ')}. A network must run one way: leave one of these wires out.`,
  );
}

function inOrder(edges: readonly GraphEdge[], nodes: ReadonlyMap<NodeId, GraphNode>): readonly GraphEdge[] {
  const places = new Map([...nodes.keys()].map((id, place) => [id, place]));
  const place = (id: NodeId): number => places.get(id) ?? 0;
  return [...edges].sort((a, b) => place(a.to) - place(b.to) || a.slot - b.slot);
}
