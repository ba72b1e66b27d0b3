// What differs between two designs as a list with signs, and the designs' totals beside each other with their ratios.
import type { Difference } from '../compare/differences';
import type { TotalsRow } from '../compare/totals';
import { palettes } from '../interchange/picture/palette';
import { formatBytes, formatCount } from '../lib/format';
import type { Against } from './comparing';
import { numberCell, table, tag, text, words } from './html';
import type { ReportDesign } from './reportInput';

const { ok, warn, bad } = palettes.light;
const changed = ['~', warn] as const;
const signs: Readonly<Record<Difference['change'], readonly [sign: string, colour: string]>> = {
  removed: ['−', bad],
  added: ['+', ok],
  replaced: changed,
  changed,
  rewired: changed,
};

/** How each of the other designs differs from the first. */
export function differencesSection(first: ReportDesign | undefined, against: readonly Against[]): string {
  if (!first) return '';
  return against
    .map(({ design, differences }) => {
      const told = `From ${first.label} (${first.document.title}) to ${design.label} (${design.document.title}):`;
      return tag('p', {}, words(told)) + listOf(differences);
    })
    .join('');
}

function listOf(differences: readonly Difference[]): string {
  if (differences.length === 0)
    return tag('p', {}, text('Nothing differs but names, places and texts: it is the same network.'));
  return tag(
    'ul',
    { class: 'differences' },
    ...differences.map(({ change, sentence }) => {
      const [sign, colour] = signs[change];
      return tag(
        'li',
        {},
        tag('span', { class: 'sign', style: `background:${colour}`, 'aria-hidden': 'true' }, sign),
        tag('span', {}, words(sentence)),
      );
    }),
  );
}

/** A column for each design, and beside each but the first its ratio to the first. */
export function totalsSection(totals: readonly TotalsRow[], designs: readonly ReportDesign[]): string {
  if (totals.length === 0) return '';
  const rows = totals.map(({ label, unit, values, ratios }) => ({
    head: text(label),
    cells: values.flatMap((value, i) => {
      const shown = numberCell(written(value, unit));
      return i === 0 ? [shown] : [shown, numberCell(ratioWords(ratios[i]))];
    }),
  }));
  const several = designs.length > 1;
  const heads = designs.flatMap(({ label, document }, i) => {
    const name = several ? `${label} · ${document.title}` : document.title;
    return i === 0 ? [name] : [name, `to ${designs[0]?.label ?? ''}`];
  });
  const caption = several
    ? `Totals, and their ratio to those of ${designs[0]?.label ?? ''}.`
    : 'Totals of the design.';
  return table(caption, ['', ...heads], rows);
}

function written(value: number | undefined, unit: TotalsRow['unit']): string {
  if (value === undefined) return '–';
  if (unit === 'bytes') return formatBytes(value);
  return unit === '' ? formatCount(value) : `${formatCount(value)} ${unit}`;
}

/** `0.42×`, `1×`, `12.3×`: three digits; what is not quite 1 never reads as 1. */
function ratioWords(ratio: number | undefined): string {
  if (ratio === undefined || !Number.isFinite(ratio)) return '–';
  const digits = ratio !== 1 && Math.abs(ratio - 1) < 0.005 ? 5 : 3;
  return `${Number(ratio.toPrecision(digits))}×`;
}
