// The networks that come with the app: one file each in `templates/`, fetched and read only when somebody looks at
// them, but for the one that a first start shows.

import miniInception from '../../templates/mini-inception.json?raw';
import type { Document } from '../graph/document';
import { parseTemplate } from '../graph/parseTemplate';

export interface Template {
  /** The file's name without its ending. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
  /** As read from `text`; whoever opens the template reads the text anew, so that each opening is a file of its own. */
  readonly document: Document;
}

const welcome = 'mini-inception';

const lazyTexts = import.meta.glob<string>(
  ['../../templates/*.json', '!../../templates/mini-inception.json', '!../../templates/*.schema.json'],
  { query: '?raw', import: 'default' },
);

const texts: ReadonlyMap<string, () => Promise<string>> = new Map([
  ...Object.entries(lazyTexts).map(([path, load]) => [idOf(path), load] as const),
  [welcome, async () => miniInception] as const,
]);

function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

/** By name; what order they are shown in is known when they are read (`inGalleryOrder`). */
export const templateIds: readonly string[] = [...texts.keys()].sort();

const loaded = new Map<string, Promise<Template>>();

/** Reads one template, once. Rejects where its file cannot be fetched, and may then be asked again. */
export function loadTemplate(id: string): Promise<Template> {
  const known = loaded.get(id);
  if (known) return known;
  const loading = fetchText(id).then((text) => {
    const document = read(id, text);
    return { id, title: document.title, description: document.description, text, document };
  });
  loaded.set(id, loading);
  loading.catch(() => loaded.delete(id));
  return loading;
}

/** Begins to fetch a template's file, so that reading it later need not wait. */
export function fetchText(id: string): Promise<string> {
  const load = texts.get(id);
  return load ? load() : Promise.reject(new Error(`There is no template “${id}”.`));
}

function read(id: string, text: string): Document {
  const parsed = parseTemplate(text);
  if (!parsed.ok)
    throw new Error(`The template “${id}” does not parse: ${parsed.error.problems[0]?.message}`);
  return parsed.value;
}

/** The gallery's headings. Templates of no published network come first, as designs to begin from. */
export const families = [
  'Starters',
  'Networks that classify',
  'Inception',
  'Residual networks',
  'Densely connected',
  'Autoencoders and generators',
  'Images to images',
  'Several tasks',
  'Sequences',
  'Counting exercises',
] as const;

export const familyOf = ({ about }: Document): string => about?.family ?? families[0];

/** A family not in the list comes behind those that are. */
const placeOf = (family: string): number => {
  const at = (families as readonly string[]).indexOf(family);
  return at === -1 ? families.length : at;
};

/** By family, then year, then title. */
export function inGalleryOrder(a: Document, b: Document): number {
  const [familyA, familyB] = [familyOf(a), familyOf(b)];
  return (
    placeOf(familyA) - placeOf(familyB) ||
    familyA.localeCompare(familyB, 'en') ||
    (a.about?.year ?? 0) - (b.about?.year ?? 0) ||
    a.title.localeCompare(b.title, 'en', { numeric: true })
  );
}

/** All of them at once, in the gallery's order; where nothing else waits, such as tests and tools. */
export async function loadTemplates(): Promise<readonly Template[]> {
  const all = await Promise.all(templateIds.map(loadTemplate));
  return all.sort((a, b) => inGalleryOrder(a.document, b.document));
}

/** What a first start shows. A new object each time, as for any document that is opened. */
export const welcomeDocument = (): Document => read(welcome, miniInception);
