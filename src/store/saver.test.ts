// What a saver writes and when, and when it says that storage may lack something.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeSaver } from './saver';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A saver whose writings end when the test says so. */
function openSaver() {
  const ends: ((worked: boolean) => void)[] = [];
  const told: string[] = [];
  const saver = makeSaver(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push((worked) => (worked ? resolve() : reject(new Error('No room.'))));
      }),
    { saved: () => told.push('saved'), failed: () => told.push('failed') },
  );
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const end = async (which: number, worked = true): Promise<void> => {
    ends[which]?.(worked);
    await wait(0);
  };
  return { saver, told, wait, end, begun: () => ends.length };
}

describe('a saver', () => {
  it('writes once for a burst, soon after its first change', async () => {
    const { saver, wait, begun } = openSaver();
    saver.soon();
    await wait(200);
    saver.soon();
    expect(begun()).toBe(0);
    await wait(100);
    expect(begun()).toBe(1);
  });

  it('is behind until storage has answered, not only until it was asked', async () => {
    const { saver, told, wait, end } = openSaver();
    saver.soon();
    void saver.flush();
    await wait(0);
    expect(saver.isBehind()).toBe(true);
    await end(0);
    expect(saver.isBehind()).toBe(false);
    expect(told).toEqual(['saved']);
  });

  it('says that all is saved only after the last of several writings, which never overlap', async () => {
    const { saver, told, wait, end, begun } = openSaver();
    saver.soon();
    void saver.flush();
    saver.soon();
    void saver.flush();
    await wait(0);
    expect(begun()).toBe(1);
    await end(0);
    expect([begun(), told]).toEqual([2, []]);
    await end(1);
    expect(told).toEqual(['saved']);
  });

  it('tells of a failure, and writes again at the next change', async () => {
    const { saver, told, wait, end } = openSaver();
    saver.soon();
    await wait(300);
    await end(0, false);
    expect([told, saver.isBehind()]).toEqual([['failed'], false]);
    saver.owe();
    void saver.flush();
    await wait(0);
    await end(1);
    expect(told).toEqual(['failed', 'saved']);
  });

  it('writes nothing when nothing has changed', async () => {
    const { saver, wait, begun } = openSaver();
    await saver.flush();
    await wait(1000);
    expect(begun()).toBe(0);
  });
});
