// Pairs spread along the wires: neighbours of partners are paired, the likeliest first, and those that several others
// rival only once nothing clearer is left.
import { type Likeness, likeness } from './likeness';
import { nobody, ownerOf, type Pairing, pair, partnerOf } from './pairing';

interface Candidate {
  readonly one: number;
  readonly other: number;
  readonly score: number;
}

/** Adds to the pairing. `changed`: also nodes of a kind whose parameters differ. */
export function percolate(of: Likeness, pairing: Pairing, changed: boolean): void {
  let open = new Map<number, readonly [number, number]>();
  let fresh = [...pairing.toRight.keys()].filter((one) => partnerOf(pairing, one) !== nobody);
  for (;;) {
    for (const one of fresh) addNeighbours(of, pairing, one, open, changed);
    open = new Map(
      [...open].filter(
        ([, [one, other]]) => partnerOf(pairing, one) === nobody && ownerOf(pairing, other) === nobody,
      ),
    );
    if (open.size === 0) return;
    const ranked = [...open.values()]
      .map(([one, other]) => ({ one, other, score: likeness(of, pairing, one, other) }))
      .sort((a, b) => b.score - a.score);
    const [best] = ranked;
    const clear = withoutRivals(ranked);
    const chosen = clear.length > 0 || !best ? clear : [best];
    fresh = chosen.filter(({ one, other }) => pair(pairing, one, other)).map(({ one }) => one);
  }
}

function addNeighbours(
  { sides: { left, right } }: Likeness,
  pairing: Pairing,
  one: number,
  open: Map<number, readonly [number, number]>,
  changed: boolean,
): void {
  const other = partnerOf(pairing, one);
  const offer = (x: number, y: number) => {
    const free = x >= 0 && y >= 0 && partnerOf(pairing, x) === nobody && ownerOf(pairing, y) === nobody;
    const alike = changed ? left.kinds[x] === right.kinds[y] : left.signatures[x] === right.signatures[y];
    if (free && alike) open.set(x * right.ids.length + y, [x, y]);
  };
  for (const x of left.inputs[one] ?? []) for (const y of right.inputs[other] ?? []) offer(x, y);
  for (const { node: x } of left.readers[one] ?? [])
    for (const { node: y } of right.readers[other] ?? []) offer(x, y);
}

/** Those that are likelier than every other candidate of either of their nodes; `ranked` has the likeliest first. */
function withoutRivals(ranked: readonly Candidate[]): readonly Candidate[] {
  const firstOf = { one: new Map<number, Candidate>(), other: new Map<number, Candidate>() };
  const tied = new Set<Candidate>();
  for (const candidate of ranked) {
    for (const end of ['one', 'other'] as const) {
      const first = firstOf[end].get(candidate[end]);
      if (!first) firstOf[end].set(candidate[end], candidate);
      else if (first.score === candidate.score) tied.add(first);
    }
  }
  return ranked.filter(
    (each) => firstOf.one.get(each.one) === each && firstOf.other.get(each.other) === each && !tied.has(each),
  );
}
