// A twin: a new design made from one by a single rule and nothing else, so that what the two do differently in training
// is owed to that rule. All that is kept keeps its name, and with it its initial weights, and its place.
import type { Document } from '../../graph/document';
import { expand } from '../../graph/expand';
import type { NodeId } from '../../lib/ids';
import { err, ok, type Result } from '../../lib/result';
import { makePlan } from '../../plan/makePlan';
import type { Plan } from '../../plan/plan';
import { inferShapes } from '../../shapes/inferShapes';
import { bottleneckRule } from './bottlenecks';
import { deeperRule, shallowerRule } from './depth';
import type { Remark, Rule } from './level';
import { plainRule } from './plain';
import { residualRule } from './residual';
import { rewrite } from './rewrite';

export const twinKinds = ['plain', 'residual', 'withoutBottlenecks', 'deeper', 'shallower'] as const;
export type TwinKind = (typeof twinKinds)[number];

export interface TwinFigures {
  readonly trainable: number;
  /** For one image. */
  readonly macs: number;
  /** Layers that multiply on the longest path. */
  readonly depth: number;
}

export interface Twin {
  readonly document: Document;
  /** As sentences, with the nodes by their paths: `Removed 9 skip-adds: conv2_1/add, …`; what was kept on purpose too. */
  readonly changes: readonly string[];
  readonly before: TwinFigures;
  readonly after: TwinFigures;
}

export interface TwinRefusal {
  readonly reason: string;
  readonly remedy: string;
}

export const twinLabels: Readonly<Record<TwinKind, { readonly label: string; readonly doc: string }>> = {
  plain: {
    label: 'Plain twin',
    doc: 'Without the skip-adds and what only they need: the same layers one behind the other.',
  },
  residual: {
    label: 'Residual twin',
    doc: 'With a shortcut around each pair of equal convolutions: the input itself where shapes agree, else a 1×1 projection.',
  },
  withoutBottlenecks: {
    label: 'Twin without bottlenecks',
    doc: 'Without the 1×1 reductions before larger convolutions, which then read all channels.',
  },
  deeper: {
    label: 'Deeper twin',
    doc: 'With one block or layer more in every stage that has one to repeat.',
  },
  shallower: {
    label: 'Shallower twin',
    doc: 'With one block or layer fewer in every stage that repeats one.',
  },
};

interface Kind {
  readonly rule: Rule;
  /** Why there is no twin where the rule finds nothing to change, and what would give it something. */
  readonly refusal: TwinRefusal;
}

const kinds: Readonly<Record<TwinKind, Kind>> = {
  plain: {
    rule: plainRule,
    refusal: {
      reason: 'It has no skip-add around a branch, so that it is its own plain twin.',
      remedy: 'Choose a residual network, or make the residual twin instead.',
    },
  },
  residual: {
    rule: residualRule,
    refusal: {
      reason:
        'No two convolutions of equal kernels and filters follow each other without a shortcut in the same drawing or module.',
      remedy:
        'Put two equal convolutions one behind the other, or ungroup modules of one convolution each, so that they stand side by side.',
    },
  },
  withoutBottlenecks: {
    rule: bottleneckRule,
    refusal: {
      reason: 'No 1×1 convolution reduces the channels of a larger convolution directly behind it.',
      remedy:
        'Choose a network with such reductions: an Inception, a DenseNet, or a ResNet of 50 layers or more.',
    },
  },
  deeper: {
    rule: deeperRule,
    refusal: {
      reason: 'No block or convolution leaves the shape that it takes, so that none can be repeated.',
      remedy: 'Add a convolution that keeps size and channels, or a module that does.',
    },
  },
  shallower: {
    rule: shallowerRule,
    refusal: {
      reason:
        'No block or convolution is repeated: nowhere do two equal ones follow each other with one shape.',
      remedy: 'Make the deeper twin instead, and compare this design with it.',
    },
  },
};

/** The twin of a design, or why it has none. The design itself is untouched. */
export function makeTwin(document: Document, kind: TwinKind): Result<Twin, TwinRefusal> {
  const before = planned(document);
  if (!before.ok)
    return err({
      reason: `The design cannot be trained as it is. ${before.error}`,
      remedy: 'Mend it first, then make its twin.',
    });
  const { rule, refusal } = kinds[kind];
  const { drawing, remarks } = rewrite(document, inferShapes(document.graph), rule);
  const changes = sentencesOf(remarks);
  if (remarks.every(({ verb }) => verb === 'Kept'))
    return err({ ...refusal, reason: [refusal.reason, ...sentencesOf(remarks, fewNames)].join(' ') });
  const twin = twinDocument(document, kind, drawing, sentencesOf(remarks, fewNames));
  const after = planned(twin);
  if (!after.ok)
    return err({
      reason: `Changed so, its layers would not go together. ${after.error}`,
      remedy: 'Make the twin by hand from a copy of the design.',
    });
  return ok({ document: twin, changes, before: figuresOf(before.value), after: figuresOf(after.value) });
}

function planned({ title, graph }: Pick<Document, 'title' | 'graph'>): Result<Plan, string> {
  const flat = expand(graph);
  const plan = makePlan(title, flat, inferShapes(flat));
  return plan.ok ? plan : err(plan.error[0]?.message ?? 'It has no plan.');
}

const figuresOf = ({ totals: { trainable, macs, depth } }: Plan): TwinFigures => ({ trainable, macs, depth });

/** A design of the user's own: what is said of the published network would not be true of it. */
function twinDocument(
  { title, training, annotations }: Document,
  kind: TwinKind,
  drawing: Pick<Document, 'graph' | 'layout'>,
  changes: readonly string[],
): Document {
  const { label, doc } = twinLabels[kind];
  return {
    title: `${label} of ${title}`.slice(0, 200),
    description: `Made from “${title}” by one rule and nothing else. ${doc} ${changes.join(' ')}`.slice(
      0,
      2000,
    ),
    ...drawing,
    ...(annotations ? { annotations } : {}),
    training,
  };
}

/** Where a sentence is read in passing. */
const fewNames = 6;

/** Remarks of one sort in one sentence, with every node that it is about, or so many of them. */
function sentencesOf(remarks: readonly Remark[], most = Number.POSITIVE_INFINITY): readonly string[] {
  const sorts = new Map<string, { readonly remark: Remark; readonly nodes: NodeId[] }>();
  for (const remark of remarks) {
    const sort = `${remark.verb} ${remark.thing[0]}`;
    const known = sorts.get(sort);
    if (known) known.nodes.push(remark.node);
    else sorts.set(sort, { remark, nodes: [remark.node] });
  }
  const order = ['Removed', 'Added', 'Changed', 'Kept'];
  return [...sorts.values()]
    .sort((a, b) => order.indexOf(a.remark.verb) - order.indexOf(b.remark.verb))
    .map(({ remark: { verb, thing }, nodes }) => {
      const what = `${nodes.length} ${thing[nodes.length === 1 ? 0 : 1]}`;
      const names = nodes.slice(0, most).join(', ');
      return `${verb} ${what}: ${names}${nodes.length > most ? ` and ${nodes.length - most} more` : ''}.`;
    });
}
