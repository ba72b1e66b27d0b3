// The legend below an exported picture of curves: entries that wrap to as many rows as they need.

import { escapeMarkup } from '../../lib/escapeMarkup';
import { fitText, textWidth } from '../../lib/textWidth';
import type { RunLines } from '../overlay/overlay';
import { markerPath, runColour, runDash, runMarker } from '../overlay/palette';
import { describeEnd } from '../overlay/readings';
import { ink, px } from './svgText';

const light = (colour: number): string => runColour(colour, 'light');

export interface LegendItem {
  readonly label: string;
  readonly colour: number;
  readonly x: number;
}

export interface LegendBand {
  readonly name: string;
  readonly colour: number;
  readonly members: ReadonlySet<string>;
}

/** Every run once, seeds of a design as one entry that names them; entries wrap to as many rows as they need. */
export function legendRows(
  lines: readonly RunLines[],
  bands: readonly LegendBand[],
  width: number,
): readonly (readonly LegendItem[])[] {
  const entries: { label: string; colour: number }[] = [];
  const told = new Set<string>();
  for (const { run } of lines) {
    const band = bands.find(({ members }) => members.has(run.id));
    const end = run.ended ? ` (${describeEnd(run)})` : '';
    if (band && !told.has(band.name)) {
      told.add(band.name);
      entries.push({ label: `${band.name}, ${band.members.size} seeds`, colour: band.colour });
    }
    if (!band) entries.push({ label: `${run.label}${end}`, colour: run.colour });
    else if (end) entries.push({ label: `${run.label}${end}`, colour: run.colour });
  }
  const rows: LegendItem[][] = [[]];
  let x = 0;
  for (const entry of entries) {
    const label = fitText(entry.label, { size: 11, room: width - 34 });
    const needs = 34 + textWidth(label, 11);
    if (x > 0 && x + needs > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ label, colour: entry.colour, x });
    x += needs + 14;
  }
  return rows;
}

export function legendSvg(row: readonly LegendItem[], left: number, y: number): string {
  return row
    .map(({ label, colour, x }) => {
      const dash = runDash(colour);
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      return [
        `<g transform="translate(${px(left + x)} ${px(y)})">`,
        `<path d="M0 -4H26" stroke="${light(colour)}" stroke-width="2"${dashes}/>`,
        `<path d="${markerPath(runMarker(colour), 3)}" transform="translate(13 -4)" fill="${ink.surface}" stroke="${light(colour)}" stroke-width="1.5"/>`,
        `<text x="32" y="0" fill="${ink.text}">${escapeMarkup(label)}</text>`,
        '</g>',
      ].join('');
    })
    .join('\n');
}
