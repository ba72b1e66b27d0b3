// Colours: numbers that are equal where two nodes look alike, from all that leads to them, from all that they lead to,
// or from both (Merkle hashes up and down, then refinement after Weisfeiler and Leman 1968). Anchors of every matching.
import { copyOf, nobody, noPairs, ownerOf, type Pairing, pair, partnerOf } from './pairing';
import { makeNumbering, type Numbering, type Side, type Sides } from './sides';

export type Colours = Int32Array<ArrayBuffer>;

export interface SideColours {
  /** Equal: everything upstream, and the node, is the same. */
  readonly up: Colours;
  /** Equal: everything downstream, and the node, is the same. */
  readonly down: Colours;
  /** Equal: what stands around it is the same, one and two wires away. */
  readonly near: readonly [Colours, Colours];
}

export function coloursOf({ left, right }: Sides): { left: SideColours; right: SideColours } {
  const numberOf = makeNumbering();
  const of = (side: Side): SideColours => {
    const one = around(side, Int32Array.from(side.signatures), numberOf);
    const near = [one, around(side, one, numberOf)] as const;
    return { up: upward(side, numberOf), down: downward(side, numberOf), near };
  };
  return { left: of(left), right: of(right) };
}

function upward(side: Side, numberOf: Numbering): Colours {
  const colours = new Int32Array(side.ids.length).fill(-1);
  for (const node of side.ids.keys()) colours[node] = numberOf(`u${sourcesText(side, node, colours)}`);
  return colours;
}

function downward(side: Side, numberOf: Numbering): Colours {
  const colours = new Int32Array(side.ids.length).fill(-1);
  for (let node = side.ids.length - 1; node >= 0; node -= 1)
    colours[node] = numberOf(`d${side.signatures[node]}${readersText(side, node, colours)}`);
  return colours;
}

/** The colours with those of the neighbours taken in. */
const around = (side: Side, colours: Colours, numberOf: Numbering): Colours =>
  colours.map((own, node) =>
    numberOf(`${own}|${sourcesText(side, node, colours)}|${readersText(side, node, colours)}`),
  );

function sourcesText(side: Side, node: number, colours: Colours): string {
  const sources = (side.inputs[node] ?? []).map((source) => colours[source] ?? -1);
  return `${side.signatures[node]}|${side.reading[node] === 'any' ? sources.sort((a, b) => a - b) : sources}`;
}

const readersText = (side: Side, node: number, colours: Colours): string =>
  (side.readers[node] ?? [])
    .map((reader) => `${reader.place}:${colours[reader.node] ?? -1}`)
    .sort()
    .join();

/**
 * Pairs all nodes where the two sides are the same but for names and order; undefined where they are not, or where
 * symmetry hides it from this search. Of nodes that nothing tells apart one is picked, of equal names if there are,
 * and the rest follows.
 */
export function matchAll(sides: Sides, colours: ReturnType<typeof coloursOf>): Pairing | undefined {
  const { left, right } = sides;
  if (left.ids.length !== right.ids.length) return undefined;
  const numberOf = makeNumbering();
  const both = ({ up, down }: SideColours) => up.map((each, i) => numberOf(`${each} ${down[i]}`));
  let [ours, theirs] = [both(colours.left), both(colours.right)];
  let pairing = noPairs(left.ids.length, right.ids.length);
  for (let fresh = -2; ; fresh -= 1) {
    const stable = refined(sides, ours, theirs);
    [ours, theirs] = [stable.ours, stable.theirs];
    const classes = classesOf(ours, theirs);
    if (!classes) return undefined;
    pairing = pairUnique(pairing, classes);
    const open = classes.find(([first]) => partnerOf(pairing, first[0] ?? 0) === nobody);
    if (!open) return pairing;
    const [one, other] = pickFrom(sides, open);
    pair(pairing, one, other);
    ours[one] = fresh;
    theirs[other] = fresh;
  }
}

type Class = readonly [left: readonly number[], right: readonly number[]];

/** The nodes of each colour; undefined where a colour is not on both sides equally often. */
function classesOf(ours: Colours, theirs: Colours): readonly Class[] | undefined {
  const classes = new Map<number, [number[], number[]]>();
  ours.forEach((colour, node) => {
    const known = classes.get(colour);
    if (known) known[0].push(node);
    else classes.set(colour, [[node], []]);
  });
  for (const [node, colour] of theirs.entries()) {
    const known = classes.get(colour);
    if (!known || known[1].length === known[0].length) return undefined;
    known[1].push(node);
  }
  return [...classes.values()];
}

function pairUnique(before: Pairing, classes: readonly Class[]): Pairing {
  const pairing = copyOf(before);
  for (const [[one, second], [other]] of classes)
    if (one !== undefined && second === undefined && other !== undefined) pair(pairing, one, other);
  return pairing;
}

function pickFrom({ left, right }: Sides, [ours, theirs]: Class): readonly [number, number] {
  for (const one of ours) {
    const named = theirs.find((other) => right.ids[other] === left.ids[one]);
    if (named !== undefined) return [one, named];
  }
  return [ours[0] ?? 0, theirs[0] ?? 0];
}

/** Colours that neighbours' colours split no further. */
function refined({ left, right }: Sides, ours: Colours, theirs: Colours): { ours: Colours; theirs: Colours } {
  let [from, to] = [ours, theirs];
  for (let classes = new Set(from).size; ; ) {
    const numberOf = makeNumbering();
    [from, to] = [around(left, from, numberOf), around(right, to, numberOf)];
    const now = new Set(from).size;
    if (now === classes) return { ours: from, theirs: to };
    classes = now;
  }
}

/** Pairs nodes whose colour is the only one of its sort on both sides, where both are free. */
export function pairAnchors(pairing: Pairing, ours: Colours, theirs: Colours): void {
  const [here, there] = [
    onlyOnes(ours, (i) => partnerOf(pairing, i)),
    onlyOnes(theirs, (i) => ownerOf(pairing, i)),
  ];
  for (const [colour, node] of here) {
    const other = there.get(colour);
    if (node !== undefined && other !== undefined) pair(pairing, node, other);
  }
}

/** By colour, the one free node that has it; undefined where there are more. */
function onlyOnes(colours: Colours, partner: (node: number) => number): Map<number, number | undefined> {
  const found = new Map<number, number | undefined>();
  colours.forEach((colour, node) => {
    if (partner(node) === nobody) found.set(colour, found.has(colour) ? undefined : node);
  });
  return found;
}
