// What several runs say at one place of the x axis, and all of them in words: for the table at the cursor, and for those
// who do not see the picture.
import { formatCount } from '../../lib/format';
import { formatLoss, formatPercent } from '../figures';
import type { Unit } from '../series';
import { axisName } from './axes';
import type { Band, BandLines } from './bands';
import { endOf, indexAt, type OverlayRun, type RunLines, readAt } from './overlay';

/** One row of the table at the cursor. */
export interface RowReading {
  readonly id: string;
  readonly label: string;
  readonly colour: number;
  readonly kind: 'run' | 'mean';
  readonly training: number | undefined;
  readonly heldOut: number | undefined;
  /** Of a mean: the range of the training values, and from how many seeds. */
  readonly range?: readonly [low: number, high: number];
  readonly seeds?: number;
  /** Whether the place lies beyond its last point: the values are its last. */
  readonly over: boolean;
  /** How the run ended, from there on. */
  readonly note?: string;
}

export const formatValue = (unit: Unit, value: number | undefined): string =>
  value === undefined ? '–' : unit === 'share' ? formatPercent(value) : formatLoss(value);

const stateWords = { failed: 'failed', interrupted: 'interrupted', stopped: 'stopped' } as const;

/** `failed at batch 120: The loss became NaN.` */
export function describeEnd({ ended }: Pick<OverlayRun, 'ended'>): string {
  if (!ended) return '';
  const place = `${stateWords[ended.state]} at batch ${formatCount(ended.step)}`;
  return ended.reason ? `${place}: ${ended.reason}` : place;
}

/** The nearest values at or before `at`, of every band's mean and every run that is shown, in the order of the runs. */
export function readingsAt(
  lines: readonly RunLines[],
  bands: readonly BandLines[],
  hidden: ReadonlySet<string>,
  at: number,
): readonly RowReading[] {
  const told = new Set<string>();
  return lines.flatMap((one): readonly RowReading[] => {
    const { run, training, heldOut } = one;
    if (hidden.has(run.id)) return [];
    const end = endOf(one);
    const row: RowReading = {
      id: run.id,
      label: run.label,
      colour: run.colour,
      kind: 'run',
      training: readAt(training, at),
      heldOut: readAt(heldOut, at),
      over: at > (one.measured.x.at(-1) ?? Number.NEGATIVE_INFINITY),
      ...(end !== undefined && at >= end ? { note: describeEnd(run) } : {}),
    };
    const band = bands.find(({ members }) => members.some((member) => member.run.id === run.id));
    if (!band || told.has(band.name)) return [row];
    told.add(band.name);
    return [meanRow(band, at), row];
  });
}

function meanRow({ name, colour, training, heldOut }: BandLines, at: number): RowReading {
  const i = lastKnown(training, at);
  return {
    id: `mean of ${name}`,
    label: `${name}, mean`,
    colour,
    kind: 'mean',
    training: i < 0 ? undefined : training.mean[i],
    heldOut: readAt({ x: heldOut.x, y: heldOut.mean }, at),
    over: at > (training.x.at(-1) ?? Number.NEGATIVE_INFINITY),
    ...(i < 0 ? {} : { range: [training.low[i] ?? 0, training.high[i] ?? 0], seeds: training.count[i] ?? 0 }),
  };
}

function lastKnown({ x, mean }: Band, at: number): number {
  let i = indexAt(x, at);
  while (i >= 0 && Number.isNaN(mean[i])) i -= 1;
  return i;
}

/** The picture in words: the last values of every run that is shown, and how it ended. */
export function describeOverlay(
  title: string,
  lines: readonly RunLines[],
  bands: readonly BandLines[],
  hidden: ReadonlySet<string>,
  unit: Unit,
): string {
  const [first] = lines;
  const shown = lines.filter(({ run }) => !hidden.has(run.id));
  if (!first || shown.every(({ measured, heldOut }) => measured.x.length + heldOut.x.length === 0))
    return `${title}: no values yet.`;
  const { axis } = first.reading;
  const say = (what: string, value: number | undefined) =>
    value === undefined ? [] : [`${what} ${formatValue(unit, value)}`];
  const rows = readingsAt(lines, bands, hidden, Number.POSITIVE_INFINITY).map((row) => {
    const words = [...say('training', row.training), ...say('held-out', row.heldOut)];
    return `${row.label}: ${[...words, ...(row.note ? [row.note] : [])].join(', ') || 'no values yet'}`;
  });
  const runs = shown.length === 1 ? 'one run' : `${shown.length} runs`;
  return `${title} over ${axisName(axis)}, ${runs}, last values. ${rows.map(endSentence).join(' ')}`;
}

const endSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
