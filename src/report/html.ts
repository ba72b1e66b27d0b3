// HTML as text: elements with everything escaped, tables and figures. Functions that take `markup` take it as it is; all
// others escape what they are given.
import { escapeMarkup } from '../lib/escapeMarkup';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element around markup; attributes that are undefined are left out. */
export function tag(name: string, attributes: Attributes, ...markup: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeMarkup(value)}"`))
    .join('');
  return `<${name}${written}>${markup.join('')}</${name}>`;
}

/** A user's words: their direction is their own, whatever stands around them. */
export const words = (text: string): string => `<bdi>${escapeMarkup(text)}</bdi>`;

export const text = escapeMarkup;

/** A user's prose, paragraph by paragraph. */
export const prose = (given: string): string =>
  given
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => tag('p', { dir: 'auto' }, text(paragraph.trim())))
    .join('');

/** A section with its heading; nothing at all without content. */
export const section = (heading: string, ...markup: readonly string[]): string =>
  markup.join('') === '' ? '' : tag('section', {}, tag('h2', {}, text(heading)), ...markup);

export interface Cell {
  readonly markup: string;
  /** Figures stand right, under each other. */
  readonly numeric?: boolean;
  readonly best?: boolean;
}

export const cell = (shown: string): Cell => ({ markup: text(shown) });
export const numberCell = (shown: string, best = false): Cell => ({
  markup: text(shown),
  numeric: true,
  best,
});

export interface Row {
  /** Markup. */
  readonly head: string;
  readonly cells: readonly Cell[];
  /** Sums up the rows above it. */
  readonly sum?: boolean;
}

/**
 * A table whose first column names its rows; `heads` begins with that column's. Columns of figures are told by the
 * first row.
 */
export function table(caption: string, heads: readonly string[], rows: readonly Row[]): string {
  const numeric = (column: number) => rows[0]?.cells[column - 1]?.numeric === true;
  const headRow = heads.map((head, i) =>
    tag('th', { scope: 'col', class: i > 0 && numeric(i) ? 'number' : undefined }, text(head)),
  );
  const body = rows.map(({ head, cells, sum }) =>
    tag(
      'tr',
      { class: sum ? 'sum' : undefined },
      tag('th', { scope: 'row' }, head),
      ...cells.map(({ markup, numeric: right, best }) =>
        tag('td', { class: classes(right && 'number', best && 'best') }, markup),
      ),
    ),
  );
  return tag(
    'div',
    { class: 'scroll' },
    tag(
      'table',
      {},
      tag('caption', {}, text(caption)),
      tag('thead', {}, tag('tr', {}, ...headRow)),
      tag('tbody', {}, ...body),
    ),
  );
}

const classes = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter((name) => name).join(' ') || undefined;

/** Words and what they stand for, one under another; the values are markup. */
export const definitions = (rows: readonly (readonly [term: string, markup: string])[]): string =>
  rows.length === 0
    ? ''
    : tag(
        'dl',
        {},
        ...rows.map(([term, markup]) => tag('div', {}, tag('dt', {}, text(term)), tag('dd', {}, markup))),
      );
