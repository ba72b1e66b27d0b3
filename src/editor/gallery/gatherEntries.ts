// The gallery's entries, gathered once in the page's life: all files are asked for at once, then read one by one, with
// a pause whenever a slice of time is used up, so that nothing holds up the window.
import { create } from 'zustand';
import { fetchText, inGalleryOrder, loadTemplate, templateIds } from '../../store/templates';
import { describeTemplate, type Entry } from './entry';

interface Gathering {
  readonly state: 'idle' | 'gathering' | 'done';
  /** In the gallery's order; empty until all are there, so that nothing moves while it is looked at. */
  readonly entries: readonly Entry[];
  /** How many of the files have been dealt with. */
  readonly read: number;
  /** Files that could not be fetched or read. */
  readonly failed: readonly string[];
}

export const useGathering = create<Gathering>()(() => ({ state: 'idle', entries: [], read: 0, failed: [] }));

const { getState: get, setState: set } = useGathering;

/** Gathers what is not there yet; once all is, this does nothing. */
export async function gatherEntries(): Promise<void> {
  const { state, failed, entries } = get();
  if (state === 'gathering' || (state === 'done' && failed.length === 0)) return;
  const known = new Set(entries.map(({ template }) => template.id));
  const missing = templateIds.filter((id) => !known.has(id));
  set({ state: 'gathering', read: known.size, failed: [] });
  // A file that fails to come is told of when its turn is there.
  for (const id of missing) fetchText(id).catch(() => {});
  const gathered: Entry[] = [...entries];
  const lost: string[] = [];
  for (const [i, id] of missing.entries()) {
    await breathe();
    const entry = await readEntry(id);
    if (entry) gathered.push(entry);
    else lost.push(id);
    if (i % 8 === 7) set({ read: known.size + i + 1 });
  }
  gathered.sort((a, b) => inGalleryOrder(a.template.document, b.template.document));
  set({ state: 'done', entries: gathered, read: templateIds.length, failed: lost });
}

async function readEntry(id: string): Promise<Entry | undefined> {
  try {
    const template = await loadTemplate(id);
    await breathe();
    return describeTemplate(template);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

/** Milliseconds of work after which the browser gets its turn; one template takes ten more at most. */
const slice = 12;
let sliceBegan = 0;

async function breathe(): Promise<void> {
  if (performance.now() - sliceBegan < slice) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  sliceBegan = performance.now();
}
