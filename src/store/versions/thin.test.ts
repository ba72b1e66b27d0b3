// Thinning: what stays after an hour, a day and a year, and that it matters not how often it was done before.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostUnnamed, thin } from './thin';
import type { Version } from './version';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** The beginning of a day of universal time. */
const start = Date.UTC(2026, 0, 5);

const version = (at: number, name?: string): Version => ({
  id: `drawing ${at}`,
  at,
  title: 'A drawing',
  ...(name === undefined ? {} : { name }),
  why: 'changes',
  nodes: 1,
  steps: 1,
  labels: [`Step at ${at}`],
  bytes: 100,
});

const idsOf = (versions: readonly Version[]): readonly string[] => versions.map(({ id }) => id);

const someVersions = fc
  .uniqueArray(fc.record({ at: fc.integer({ min: start, max: start + 40 * day }), named: fc.boolean() }), {
    maxLength: 60,
    selector: ({ at }) => at,
  })
  .map((all) => all.map(({ at, named }) => version(at, named && at % 3 === 0 ? 'Mine' : undefined)));

describe('thin', () => {
  it('keeps all of the last hour', () => {
    const all = Array.from({ length: 60 }, (_, i) => version(start + i * minute));
    expect(thin(all, start + hour)).toEqual({ kept: all, gone: [] });
  });

  it('keeps the latest of each hour of the last day', () => {
    const all = [0, 10, 50, 70, 110].map((minutes) => version(start + minutes * minute));
    const { kept } = thin(all, start + 12 * hour);
    expect(kept.map(({ at }) => (at - start) / minute)).toEqual([50, 110]);
  });

  it('keeps the latest of each day before', () => {
    const all = [1, 9, 23, 25, 47, 49].map((hours) => version(start + hours * hour));
    const { kept } = thin(all, start + 30 * day);
    expect(kept.map(({ at }) => (at - start) / hour)).toEqual([23, 47, 49]);
  });

  it('lets the oldest go where there are too many, never those with a name', () => {
    const all = Array.from({ length: 400 }, (_, i) => version(start + i * day, i === 3 ? 'Mine' : undefined));
    const { kept } = thin(all, start + 401 * day);
    expect(kept).toHaveLength(mostUnnamed + 1);
    expect(kept[0]?.name).toBe('Mine');
    expect(kept.at(-1)).toBe(all.at(-1));
  });

  it('lets the next one tell of the steps of those that go', () => {
    const all = [10, 20, 30].map((minutes) => version(start + minutes * minute));
    const [only] = thin(all, start + 5 * hour).kept;
    expect(only?.steps).toBe(3);
    expect(only?.labels).toEqual(all.flatMap(({ labels }) => labels));
  });

  it('never lets a named one go, nor the newest, and loses no step before the last', () => {
    fc.assert(
      fc.property(someVersions, fc.integer({ min: 0, max: 800 }), (all, days) => {
        const { kept, gone } = thin(all, start + 40 * day + days * day);
        expect(gone.every(({ name }) => name === undefined)).toBe(true);
        expect(kept.length + gone.length).toBe(all.length);
        const newest = [...all].sort((a, b) => a.at - b.at).at(-1);
        expect(kept.at(-1)?.id).toBe(newest?.id);
        expect(kept.reduce((sum, { steps }) => sum + steps, 0)).toBe(all.length);
      }),
    );
  });

  it('comes to the same however often it was done before', () => {
    fc.assert(
      fc.property(
        someVersions,
        fc.array(fc.integer({ min: 0, max: 30 * 24 }), { maxLength: 5 }),
        (all, hours) => {
          const end = start + 70 * day;
          let often: readonly Version[] = all;
          for (const passed of hours.toSorted((a, b) => a - b))
            often = thin(often, start + 40 * day + passed * hour).kept;
          const once = thin(all, end).kept;
          expect(idsOf(thin(often, end).kept)).toEqual(idsOf(once));
          expect(thin(often, end).kept.map(({ steps }) => steps)).toEqual(once.map(({ steps }) => steps));
        },
      ),
    );
  });
});
