// What the gallery shows of one template: its figures, counted from the graph itself, beside the published ones, and
// the words by which it is found.
import type { PublishedFigure } from '../../graph/document';
import { expand } from '../../graph/expand';
import type { Graph } from '../../graph/graph';
import { layerOf } from '../../layers/index';
import { makePlan, totalsOf } from '../../plan/makePlan';
import type { Totals } from '../../plan/plan';
import { inferShapes } from '../../shapes/inferShapes';
import { familyOf, type Template } from '../../store/templates';
import { synonymsOf } from '../palette/synonyms';
import { isQuick } from './isQuick';

export interface Figure {
  readonly figure: PublishedFigure['figure'];
  readonly ours: number;
  readonly published?: PublishedFigure;
  /** Ours is the published figure, or rounds to it. */
  readonly agrees?: boolean;
}

export interface Entry {
  readonly template: Template;
  readonly family: string;
  readonly figures: readonly Figure[];
  /** It trains on the built-in data within a minute or two. */
  readonly quick: boolean;
  /** Lower case and without accents: the title alone, and all that can be searched for. */
  readonly name: string;
  readonly words: string;
}

/** Infers the shapes of all that is drawn, modules expanded, and counts; some milliseconds for the largest template. */
export function describeTemplate(template: Template): Entry {
  const { document } = template;
  const { graph, about, title } = document;
  const flat = expand(graph);
  const shapes = inferShapes(flat);
  const planned = makePlan(title, flat, shapes);
  const totals = planned.ok ? planned.value.totals : totalsOf(flat, shapes);
  return {
    template,
    family: familyOf(document),
    figures: figuresOf(totals, about?.figures ?? []),
    quick: planned.ok && isQuick(planned.value, document.training),
    name: plain(title),
    words: plain(
      [
        title,
        template.description,
        familyOf(document),
        about && [about.paper, about.authors, about.year, about.idea].join(' '),
        layerWords(graph),
      ].join(' '),
    ),
  };
}

/** Weights, MACs and depth as counted, each with the figure that was published, if one was. */
export function figuresOf(totals: Totals, published: readonly PublishedFigure[]): readonly Figure[] {
  return (['trainable', 'macs', 'depth'] as const).map((figure) => {
    const ours = totals[figure];
    const found = published.find((other) => other.figure === figure);
    return found ? { figure, ours, published: found, agrees: agrees(ours, found) } : { figure, ours };
  });
}

const agrees = (ours: number, { value, to }: PublishedFigure): boolean =>
  Math.round(ours / to) === Math.round(value / to);

/** Every kind of layer in the drawing and in its modules, by all its names. */
function layerWords(graph: Graph): string {
  const kinds = new Set<string>();
  const names: string[] = [];
  const collect = ({ nodes }: Graph) => {
    for (const { kind } of nodes.values()) kinds.add(kind);
  };
  collect(graph);
  for (const module of graph.modules.values()) {
    names.push(module.name);
    collect(module.graph);
  }
  return [...names, ...[...kinds].map((kind) => `${kind} ${layerOf(kind).label} ${synonymsOf(kind)}`)].join(
    ' ',
  );
}

/** Lower case without accents, so that “Dollar” and “Dollár” are found alike. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
