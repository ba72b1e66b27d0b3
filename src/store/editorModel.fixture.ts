// What a drawing is and what each edit should make of it, said a second time and as plainly as can be: nodes by name,
// wires by the slot that they fill. It shares no code with the editor, so that the two can be held against each other.

export interface ModelNode {
  readonly kind: string;
  readonly value: number | undefined;
  readonly at: { readonly x: number; readonly y: number };
}
export interface ModelLevel {
  /** In the order of drawing. */
  nodes: Map<string, ModelNode>;
  /** By target and slot: the node that feeds it. */
  wires: Map<string, string>;
  notes: Map<string, string>;
}
export interface ModelDocument {
  title: string;
  epochs: number;
  top: ModelLevel;
  modules: Map<string, ModelLevel>;
}

/** The parameter that the model follows, and the inputs that the kind has. */
export const kinds: Readonly<
  Record<string, { readonly inputs: number; readonly param?: string; readonly usual?: number }>
> = {
  input: { inputs: 0, param: 'height', usual: 28 },
  conv2d: { inputs: 1, param: 'filters', usual: 32 },
  dense: { inputs: 1, param: 'units', usual: 64 },
  maxPool: { inputs: 1 },
  flatten: { inputs: 1 },
  add: { inputs: 256 },
  concat: { inputs: 256 },
  classifier: { inputs: 1, param: 'classes', usual: 10 },
  moduleInput: { inputs: 0 },
  moduleOutput: { inputs: 1 },
};

export class Refused extends Error {}
const refuse = (): never => {
  throw new Refused();
};

export const emptyLevel = (): ModelLevel => ({ nodes: new Map(), wires: new Map(), notes: new Map() });
export const emptyModel = (): ModelDocument => ({
  title: 'Untitled',
  epochs: 3,
  top: emptyLevel(),
  modules: new Map(),
});

/** A module's instance has the kind `=` and its name. */
export const moduleNameOf = (kind: string): string | undefined =>
  kind.startsWith('=') ? kind.slice(1) : undefined;

export const keyOf = (to: string, slot: number): string => `${to} ${slot}`;
export const partsOfKey = (key: string): [string, number] => {
  const [to = '', slot = '0'] = key.split(' ');
  return [to, Number(slot)];
};

const portsIn = (level: ModelLevel, kind: string): string[] =>
  [...level.nodes].filter(([, node]) => node.kind === kind).map(([id]) => id);

export function inputCount(document: ModelDocument, kind: string): number {
  const name = moduleNameOf(kind);
  const inside = name === undefined ? undefined : document.modules.get(name);
  return inside ? portsIn(inside, 'moduleInput').length : (kinds[kind]?.inputs ?? 0);
}

export function gives(document: ModelDocument, kind: string): boolean {
  const name = moduleNameOf(kind);
  const inside = name === undefined ? undefined : document.modules.get(name);
  if (inside) return portsIn(inside, 'moduleOutput').length > 0;
  return kind !== 'classifier' && kind !== 'moduleOutput';
}

export const follows = (level: ModelLevel, start: string, end: string): boolean => {
  const seen = new Set([start]);
  for (const id of seen) for (const [key, from] of level.wires) if (from === id) seen.add(partsOfKey(key)[0]);
  return seen.has(end);
};

function checkName(level: ModelLevel, id: string): void {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(id) || id.length > 64 || level.nodes.has(id)) refuse();
}

function checkPlace(level: ModelLevel, kind: string, within: string | undefined): void {
  const port = kind === 'moduleInput' || kind === 'moduleOutput';
  if (within === undefined ? port : kind === 'input') refuse();
  if (kind === 'moduleOutput' && portsIn(level, kind).length > 0) refuse();
}

const reaches = (document: ModelDocument, name: string, wanted: string): boolean =>
  name === wanted ||
  [...(document.modules.get(name)?.nodes.values() ?? [])].some(({ kind }) => {
    const next = moduleNameOf(kind);
    return next !== undefined && reaches(document, next, wanted);
  });

/** The edits, each of one level of the document; `within`: the module whose definition the level is. */
export function editsOf(document: ModelDocument, within: string | undefined) {
  const level = (within === undefined ? undefined : document.modules.get(within)) ?? document.top;
  const edits = {
    add: (id: string, kind: string, at: ModelNode['at']): void => {
      checkName(level, id);
      checkPlace(level, kind, within);
      const name = moduleNameOf(kind);
      if (name !== undefined && within !== undefined && reaches(document, name, within)) refuse();
      level.nodes.set(id, { kind, value: kinds[kind]?.usual, at });
    },
    connect: (from: string, to: string, slot: number): void => {
      const [source, target] = [level.nodes.get(from), level.nodes.get(to)];
      if (!source || !target) throw new Refused();
      if (!gives(document, source.kind) || slot < 0 || slot >= inputCount(document, target.kind)) refuse();
      if (follows(level, to, from)) refuse();
      const many = target.kind === 'add' || target.kind === 'concat';
      const twin = [...level.wires].some(([key, other]) => {
        const [id, at] = partsOfKey(key);
        return id === to && other === from && at !== slot;
      });
      if (many && twin) refuse();
      level.wires.set(keyOf(to, slot), from);
    },
    remove: (ids: readonly string[], keys: readonly string[]): void => {
      const gone = new Set(ids);
      const inputsBefore = portsIn(level, 'moduleInput');
      for (const key of keys) level.wires.delete(key);
      for (const [key, from] of [...level.wires])
        if (gone.has(from) || gone.has(partsOfKey(key)[0])) level.wires.delete(key);
      for (const id of ids) level.nodes.delete(id);
      if (within !== undefined) portsLost(document, within, inputsBefore, level);
    },
    set: (id: string, value: number): void => {
      const node = level.nodes.get(id) ?? refuse();
      level.nodes.set(id, { ...node, value });
    },
    rename: (id: string, to: string): void => {
      if (!level.nodes.has(id)) refuse();
      if (id === to) return;
      checkName(level, to);
      const now = (each: string): string => (each === id ? to : each);
      level.nodes = new Map([...level.nodes].map(([each, node]) => [now(each), node]));
      level.wires = new Map(
        [...level.wires].map(([key, from]) => {
          const [target, slot] = partsOfKey(key);
          return [keyOf(now(target), slot), now(from)];
        }),
      );
    },
    move: (id: string, at: ModelNode['at']): void => {
      const node = level.nodes.get(id);
      if (node) level.nodes.set(id, { ...node, at });
    },
    insert: (key: string, id: string, kind: string, at: ModelNode['at']): void => {
      const from = level.wires.get(key) ?? refuse();
      const [to, slot] = partsOfKey(key);
      level.wires.delete(key);
      edits.add(id, kind, at);
      edits.connect(from, id, 0);
      edits.connect(id, to, slot);
    },
  };
  return edits;
}

/** Wires of instances follow the ports that their module lost: those of lost slots go, those behind move up. */
function portsLost(
  document: ModelDocument,
  name: string,
  before: readonly string[],
  inside: ModelLevel,
): void {
  const left = portsIn(inside, 'moduleInput');
  const gives = portsIn(inside, 'moduleOutput').length > 0;
  for (const level of [document.top, ...document.modules.values()]) {
    const placed = (id: string): boolean => level.nodes.get(id)?.kind === `=${name}`;
    level.wires = new Map(
      [...level.wires].flatMap(([key, from]): [string, string][] => {
        const [to, slot] = partsOfKey(key);
        if (placed(from) && !gives) return [];
        if (!placed(to)) return [[key, from]];
        const now = left.indexOf(before[slot] ?? '');
        return now < 0 ? [] : [[keyOf(to, now), from]];
      }),
    );
  }
}
