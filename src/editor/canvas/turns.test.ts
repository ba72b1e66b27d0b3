import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeTurns, type Sight } from './turns';

const card = (id: string, x: number) => ({
  id,
  type: 'layer',
  position: { x, y: 0 },
  measured: { width: 190, height: 84 },
});
/** Side by side, a card in every 200 units. */
const row = (count: number) => Array.from({ length: count }, (_, i) => card(`n${i}`, i * 200));
const windowFrom = (x: number, width: number): Sight => ({
  window: { x, y: -10, width, height: 500 },
  all: false,
});

test('a few cards are drawn at once', () => {
  expect(makeTurns().look(row(300), windowFrom(0, 2000)).size).toBe(0);
});

test('of many the first are drawn at once, and the others by turns until none waits', () => {
  const turns = makeTurns();
  const cards = row(100);
  const sight = windowFrom(0, 20_000);
  const waiting = turns.look(cards, sight);
  expect(waiting.size).toBe(76);
  expect(waiting.has('n0')).toBe(false);
  expect(turns.look(cards, sight)).toBe(waiting);
  turns.admit(40);
  expect(turns.look(cards, sight).size).toBe(36);
  turns.admit(40);
  expect(turns.look(cards, sight).size).toBe(0);
});

test('what is drawn stays while it is in sight, and waits anew with many others once it has left it', () => {
  const turns = makeTurns();
  const cards = row(100);
  turns.look(cards, windowFrom(0, 2000));
  const waiting = turns.look(cards, windowFrom(0, 20_000));
  for (let i = 0; i < 10; i += 1) expect(waiting.has(`n${i}`)).toBe(false);
  turns.look(cards, windowFrom(50_000, 2000));
  expect(turns.look(cards, windowFrom(0, 20_000)).size).toBe(76);
});

test('where all are drawn, those in the window come first', () => {
  const waiting = makeTurns().look(row(100), { ...windowFrom(10_000, 2000), all: true });
  expect(waiting.size).toBe(76);
  expect(waiting.has('n50')).toBe(false);
  expect(waiting.has('n99')).toBe(true);
});

test('notes and frames never wait', () => {
  const notes = row(100).map((each) => ({ ...each, type: 'note' }));
  expect(makeTurns().look(notes, windowFrom(0, 20_000)).size).toBe(0);
});

test('wherever the window goes, what waits is in sight, and all in sight is drawn after enough turns', () => {
  const cards = row(120);
  const sights = fc.array(fc.tuple(fc.nat(24_000), fc.integer({ min: 100, max: 24_000 }), fc.nat(60)));
  fc.assert(
    fc.property(sights, (moves) => {
      const turns = makeTurns();
      for (const [x, width, admitted] of moves) {
        const waiting = turns.look(cards, windowFrom(x, width));
        for (const id of waiting) {
          const at = Number(id.slice(1)) * 200;
          expect(at < x + width && at + 190 > x).toBe(true);
        }
        turns.admit(admitted);
      }
      const last = windowFrom(0, 24_000);
      for (let i = 0; i < 10 && turns.look(cards, last).size > 0; i += 1) turns.admit(24);
      expect(turns.look(cards, last).size).toBe(0);
    }),
  );
});
