// Opens the design, or the comparison, that a link holds. Where the link left the places out, the design is arranged
// first; of a damaged link, what stands is offered.
import { isComparisonFile, parseComparison } from '../../compare/comparisonFile';
import { isRecord } from '../../graph/findings';
import type { Problem } from '../../graph/problem';
import { type LinkFailure, readFragment, saysPlaces } from '../../interchange/link/designLink';
import { openText } from '../../store/files';
import { arranged } from '../arrange/arrangeDocument';
import { openComparison } from '../compare/compareActions';
import { openDesign, refuse } from '../files/fileActions';
import type { Salvage } from '../overlays';

/** From the `#` on. */
export async function openLink(fragment: string): Promise<void> {
  const read = readFragment(fragment);
  if (!read.ok) refuseLink(read.error);
  else if (isComparisonFile(read.value)) await openSharedComparison(read.value);
  else await openSharedDesign(read.value);
}

const linkName = 'The link';

async function openSharedDesign(text: string): Promise<void> {
  const read = openText(text);
  if (!read.ok) {
    refuse(linkName, read.error.problems, read.error.salvage);
    return;
  }
  const { document } = read.value;
  openDesign(document.title || 'the shared design', saysPlaces(text) ? document : await arranged(document));
}

async function openSharedComparison(text: string): Promise<void> {
  const read = parseComparison(text);
  if (!read.ok) {
    refuse(linkName, read.error.problems);
    return;
  }
  const { designs, ...settings } = read.value;
  const placed = saysPlaces(text) ? designs : await Promise.all(designs.map(arranged));
  openComparison({ ...settings, designs: placed });
}

function refuseLink({ problem, kept }: LinkFailure): void {
  const found = kept === undefined ? undefined : salvageOf(kept);
  if (!found || found.salvage.document.graph.nodes.size === 0) {
    refuse(linkName, [problem]);
    return;
  }
  const { nodes, edges } = found.salvage.document.graph;
  const left = `${count(nodes.size, 'node')} and ${count(edges.size, 'wire')}`;
  const message = `${problem.message} ${left} of it can be kept.`;
  refuse(linkName, [{ ...problem, message }, ...found.problems], found.salvage);
}

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`;

/** What a file reader can keep; of a comparison, its first design. */
function salvageOf(
  kept: string,
): { readonly salvage: Salvage; readonly problems: readonly Problem[] } | undefined {
  const file: unknown = JSON.parse(kept);
  const designs = isRecord(file) && Array.isArray(file.designs) ? file.designs : undefined;
  const read = openText(designs ? JSON.stringify(designs[0] ?? null) : kept);
  if (read.ok) return { salvage: read.value, problems: [] };
  const { salvage, problems } = read.error;
  return salvage && { salvage, problems };
}
