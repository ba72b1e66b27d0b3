// A report: one HTML page, whole in itself and without scripts, to hand in, to send, or to print. Apart from the editor
// so that it can be made and tested without one.

import type { Difference } from '../compare/differences';
import type { TotalsRow } from '../compare/totals';
import { formatCount } from '../lib/format';
import { compareDesigns, totalsOf } from './comparing';
import { curvesSection } from './curvesSection';
import { designsSection } from './designsSection';
import { differencesSection, totalsSection } from './differencesSection';
import { flowSection } from './flowSection';
import { prose, section, tag, text, words } from './html';
import type { ReportDesign, ReportRun } from './reportInput';
import { reproduceSection } from './reproduceSection';
import { resultsTable } from './resultsSection';
import { style } from './style';
import { trainingFacts } from './trainingSection';

export type { ReportDesign, ReportRun } from './reportInput';

export interface ReportInput {
  readonly title: string;
  /** What to watch, in a sentence or two; plain text. */
  readonly watch?: string;
  readonly date: Date;
  /** In the order of their panes; at least one. */
  readonly designs: readonly ReportDesign[];
  /** None of a design that was not trained. */
  readonly runs: readonly ReportRun[];
  /** What differs between two designs, where the caller knows it; else it is worked out. */
  readonly differences?: readonly Difference[];
  /** Values in the order of `designs`, where the caller has them; else they are worked out. */
  readonly totals?: readonly TotalsRow[];
}

/**
 * The report as a page of HTML. It names no outside resource, every word of the user's is escaped, and the designs stand
 * in it so that they can be saved from it and opened again. Sections that have nothing to say are left out.
 */
export function reportHtml(input: ReportInput): string {
  const { title, designs, runs } = input;
  const compared = compareDesigns(designs);
  const given = input.differences;
  const against = compared.against.map((one, i) => (given && i === 0 ? { ...one, differences: given } : one));
  const totals = input.totals ?? totalsOf(designs.map(({ document }) => document));
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="Convas">',
    tag('title', {}, text(title)),
    `<style>${style}</style>`,
  ];
  const body = [
    header(input),
    tag(
      'main',
      {},
      section('Results', resultsTable(runs, designs), curvesSection(runs, designs)),
      section(designs.length > 1 ? 'Designs' : 'The design', designsSection(designs, compared.marks)),
      section('What differs', differencesSection(designs[0], against)),
      section(designs.length > 1 ? 'Side by side' : 'In figures', totalsSection(totals, designs)),
      section('Through the layers', flowSection(runs, designs)),
      section('Training', trainingFacts(runs)),
      reproduceSection(designs, runs),
    ),
    tag('footer', {}, text('Made with Convas, a canvas for convolutional networks in the browser.')),
  ];
  return `<!doctype html>\n<html lang="en"><head>${head.join('\n')}</head>\n<body>${body.join('\n')}</body></html>\n`;
}

function header({ title, date, watch, designs, runs }: ReportInput): string {
  const counted = (count: number, one: string, many: string) =>
    `${formatCount(count)} ${count === 1 ? one : many}`;
  const when = writtenDate(date);
  const what = [
    counted(designs.length, 'design', 'designs'),
    runs.length === 0 ? 'not trained' : counted(runs.length, 'run', 'runs'),
  ].join(', ');
  return tag(
    'header',
    {},
    tag('h1', {}, words(title)),
    tag(
      'p',
      { class: 'byline' },
      tag('time', { datetime: date.toISOString() }, text(when)),
      text(` · ${what}`),
    ),
    watch === undefined || watch.trim() === ''
      ? ''
      : tag('div', { class: 'watch' }, tag('strong', {}, 'What to watch'), prose(watch)),
  );
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `3 March 2026, 14:05`, in the time of the machine; one form for every locale, as the page's language is one. */
const writtenDate = (date: Date): string =>
  `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}, ${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
