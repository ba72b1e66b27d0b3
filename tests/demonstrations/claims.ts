// What each demonstration claims, as a judgement over its finished runs. The bounds were chosen from runs with several
// seeds and leave room for others; what was measured stands in latest.json.
import { endLoss, gradientNorm, type Outcome, testAccuracy } from './outcome';

export interface Verdict {
  readonly holds: boolean;
  /** How far the closest part lies on the right side of its bound: 0 at the bound, negative where it fails. */
  readonly margin: number;
  /** The claim with what was measured. */
  readonly words: string;
}

/** A part of a claim: a measured value that has to lie below its bound, or above it. */
interface Part {
  readonly words: string;
  readonly value: number;
  readonly side: 'below' | 'above';
  readonly bound: number;
  /** The distance from the bound that counts as a margin of 1; the bound itself where left out. */
  readonly unit?: number;
}

function judge(...parts: readonly Part[]): Verdict {
  const margins = parts.map(({ value, side, bound, unit = bound }) => {
    const distance = (side === 'below' ? bound - value : value - bound) / unit;
    return Number.isNaN(distance) ? Number.NEGATIVE_INFINITY : distance;
  });
  const margin = Math.min(...margins);
  const words = parts
    .map(({ words: what, value, side, bound }) => `${what} ${figure(value)}, ${side} ${figure(bound)}`)
    .join('; ');
  return { holds: margin > 0, margin, words };
}

const figure = (value: number): string =>
  Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4
    ? String(Number(value.toPrecision(3)))
    : value.toExponential(1);

type Claim = (outcomes: readonly Outcome[]) => Verdict;

/** The loss of a network that gives each of ten classes the same chance. */
const chance = Math.LN10;

/** That a loss has stayed at chance, but for a twentieth. */
const staysAtChance = (words: string, value: number): Part => ({
  words,
  value,
  side: 'above',
  bound: 0.95 * chance,
  unit: 0.05 * chance,
});

/** One loss as a share of another, to lie below `bound`. A run without an end has learnt no better than by chance. */
const lossShare = (name: string, better: number, other: string, worse: number, bound: number): Part => ({
  words: `${name}’s training loss at the end ${figure(better)}, ${other}’s ${figure(worse)}, a share of`,
  value: better / (Number.isFinite(worse) ? worse : chance),
  side: 'below',
  bound,
});

const designs = (outcomes: readonly Outcome[], count: number): readonly Outcome[] => {
  if (outcomes.length !== count)
    throw new Error(`The claim is about ${count} designs, and ${outcomes.length} were run`);
  return outcomes;
};

function pair(outcomes: readonly Outcome[]): readonly [Outcome, Outcome] {
  const [first, second] = designs(outcomes, 2);
  if (!first || !second) throw new Error('The claim is about two designs');
  return [first, second];
}

function three(outcomes: readonly Outcome[]): readonly [Outcome, Outcome, Outcome] {
  const [first, second, third] = designs(outcomes, 3);
  if (!first || !second || !third) throw new Error('The claim is about three designs');
  return [first, second, third];
}

const residualLearnsBetter: Claim = (outcomes) => {
  const [plain, residual] = pair(outcomes);
  return judge(lossShare('The residual network', endLoss(residual), 'the plain one', endLoss(plain), 0.7));
};

/** How far the cheaper modules' accuracy may lie below the naive ones'. */
const accuracyTolerance = 0.03;
/** The first three layers, the early ones of every chain here. */
const earlyLayers = ['stem1', 'stem2', 'conv1'];
/** Batches from the first that count as early. */
const early = 50;

/** By the comparison's file name without its ending. Each takes the outcomes in the order of the designs. */
export const claims = {
  'plain-against-residual': residualLearnsBetter,
  'plain-against-residual-batch-norm': residualLearnsBetter,

  degradation: (outcomes) => {
    const [shallow, deep, residual] = three(outcomes).map((outcome) => endLoss(outcome));
    if (shallow === undefined || deep === undefined || residual === undefined)
      throw new Error('Three designs gave fewer losses');
    return judge(
      lossShare('The shallow network', shallow, 'the deep plain one', deep, 0.9),
      lossShare('The residual network', residual, 'the deep plain one', deep, 0.7),
    );
  },

  'inception-naive-against-reduced': (outcomes) => {
    const [naive, reduced] = pair(outcomes);
    return judge(
      {
        words: `Test accuracy with reduction, where the naive modules reach ${figure(testAccuracy(naive))}:`,
        value: testAccuracy(reduced),
        side: 'above',
        bound: testAccuracy(naive) - accuracyTolerance,
        unit: accuracyTolerance,
      },
      {
        words: 'Test accuracy of the naive modules',
        value: testAccuracy(naive),
        side: 'above',
        bound: 0.85,
        unit: 0.15,
      },
      {
        words: 'MACs with reduction, a share of the naive ones',
        value: reduced.plan.totals.macs / naive.plan.totals.macs,
        side: 'below',
        bound: 0.3,
      },
    );
  },

  'auxiliary-heads': (outcomes) => {
    const [without, withHeads] = pair(outcomes).map((outcome) => gradientNorm(outcome, earlyLayers, early));
    return judge({
      words:
        'Gradient norm of the first three layers in the first 50 batches, with heads as a multiple of without:',
      value: (withHeads ?? Number.NaN) / (without ?? Number.NaN),
      side: 'above',
      bound: 5,
    });
  },

  initialisation: (outcomes) => {
    const [fitting, small, large] = three(outcomes).map((outcome) => endLoss(outcome));
    if (fitting === undefined || small === undefined || large === undefined)
      throw new Error('Three designs gave fewer losses');
    return judge(
      lossShare('The fitting start', fitting, 'the too small one', small, 0.5),
      lossShare('The fitting start', fitting, 'the too large one', large, 0.5),
      staysAtChance('Loss of the too small start at the end', small),
    );
  },

  'relu-against-sigmoid': (outcomes) => {
    const [relu, sigmoid] = pair(outcomes);
    const first = ['stem1'];
    return judge(
      {
        words:
          'Gradient norm of the first layer in the first 50 batches, with sigmoid as a share of that with ReLU:',
        value: gradientNorm(sigmoid, first, early) / gradientNorm(relu, first, early),
        side: 'below',
        bound: 1e-3,
      },
      staysAtChance('Loss with sigmoid at the end', endLoss(sigmoid)),
      { words: 'Loss with ReLU at the end', value: endLoss(relu), side: 'below', bound: 0.5 * chance },
    );
  },
} as const satisfies Readonly<Record<string, Claim>>;

export type DemonstrationId = keyof typeof claims;
