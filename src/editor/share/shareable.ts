// What can be shared of what is open: the text that a link packs, and what is said of it.
import { serialiseComparison } from '../../compare/comparisonFile';
import type { Document } from '../../graph/document';
import { linkFragment } from '../../interchange/link/designLink';
import { saveText } from '../../store/files';
import { comparing, useStore } from '../../store/store';

export type Extent = 'design' | 'comparison';

export interface Shareable {
  /** The whole link, with the nodes' places and without. */
  readonly link: string;
  readonly shortLink: string;
  readonly designs: readonly Document[];
}

/** What a link to it holds now; the page's address is the app's. */
export function shareableNow(extent: Extent, page: Pick<Location, 'origin' | 'pathname'>): Shareable {
  const comparison = comparing.getState().comparison();
  const { document } = useStore.getState();
  const text = extent === 'comparison' ? serialiseComparison(comparison) : saveText(document);
  const linkOf = (layout: boolean) => `${page.origin}${page.pathname}${linkFragment(text, { layout })}`;
  return {
    link: linkOf(true),
    shortLink: linkOf(false),
    designs: extent === 'comparison' ? comparison.designs : [document],
  };
}

/** Notes and frames stand at places that only the layout gives a meaning. */
export const needsLayout = (designs: readonly Document[]): boolean =>
  designs.some(
    ({ annotations, graph }) =>
      (annotations?.size ?? 0) > 0 ||
      [...graph.modules.values()].some((module) => (module.annotations?.size ?? 0) > 0),
  );

const builtIn: readonly string[] = ['digits', 'shapes'];

/** The names of data sets of the user's own on which the designs train. */
export const ownDataOf = (designs: readonly Document[]): readonly string[] => [
  ...new Set(designs.map(({ training }) => training.data).filter((id) => !builtIn.includes(id))),
];

/** Whether an address is this machine's own, so that a link with it leads nowhere elsewhere. */
export const isLocal = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname);
