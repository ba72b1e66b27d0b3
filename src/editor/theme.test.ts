import { describe, expect, it } from 'vitest';
import { contrast, type Scheme, tokens } from './contrast.fixture';

const surfaces = ['--cv-surface', '--cv-canvas', '--cv-sunken', '--cv-hover'];

/** Text, and what it is written on: 4.5:1. */
const texts: readonly (readonly [string, readonly string[]])[] = [
  ['--cv-text', [...surfaces, '--cv-accent-soft', '--cv-ok-soft', '--cv-bad-soft', '--cv-warn-soft']],
  ['--cv-dim', surfaces],
  ['--cv-faint', surfaces],
  ['--cv-accent', [...surfaces, '--cv-accent-soft']],
  ['--cv-ok', [...surfaces, '--cv-ok-soft']],
  ['--cv-bad', [...surfaces, '--cv-bad-soft']],
  ['--cv-warn', [...surfaces, '--cv-warn-soft']],
  ['--cv-text', ['--chart-hit', '--chart-miss']],
];

/** Marks and lines that say something: 3:1. */
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['--cv-wire', ['--cv-canvas', '--cv-surface']],
  ['--cv-wire-skip', ['--cv-canvas', '--cv-surface']],
];

describe.each<Scheme>(['light', 'dark'])('the colours of the %s scheme', (scheme) => {
  const colours = tokens(scheme);
  const colour = (name: string): string => colours.get(name) ?? '';
  const below = (pairs: typeof texts, least: number): string[] =>
    pairs.flatMap(([front, backs]) =>
      backs
        .map((back) => ({ back, ratio: contrast(colour(front), colour(back)) }))
        .filter(({ ratio }) => !(ratio >= least))
        .map(({ back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)}`),
    );

  it('can be read wherever text stands: 4.5:1', () => {
    expect(below(texts, 4.5)).toEqual([]);
  });

  it('tells wires from what they lie on: 3:1', () => {
    expect(below(marks, 3)).toEqual([]);
  });

  it('writes in the colour of every layer group at 4.5:1, on the card and beside it', () => {
    const groups = [...colours.keys()].filter((name) => name.startsWith('--group-'));
    expect(groups).toHaveLength(13);
    expect(
      below(
        groups.map((group) => [group, ['--cv-surface', '--cv-sunken']] as const),
        4.5,
      ),
    ).toEqual([]);
  });

  it('draws the curves of every run at 3:1', () => {
    const runs = [...colours.keys()].filter((name) => name.startsWith('--chart-run-'));
    expect(runs).toHaveLength(8);
    expect(
      below(
        runs.map((run) => [run, ['--cv-surface']] as const),
        3,
      ),
    ).toEqual([]);
  });
});
