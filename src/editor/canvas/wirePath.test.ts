import { describe, expect, it } from 'vitest';
import { type Ends, wirePath as place } from './wirePath';

/** As wide as `28×28×1`. */
const wirePath = (ends: Ends, width = 60, crowded = false) => place(ends, { width, crowded });

describe('wirePath', () => {
  it('puts the label half-way along a short straight wire', () => {
    const { label, path } = wirePath({ sourceX: 0, sourceY: 10, targetX: 80, targetY: 10 });
    expect(label.x).toBeCloseTo(40, 5);
    expect(label.y).toBeCloseTo(10, 5);
    expect(path).toBe('M0,10 C40,10 40,10 80,10');
  });

  it.each([40, 20, 0])('lifts the label off the handles of nodes %d apart', (gap) => {
    const { label } = wirePath({ sourceX: 0, sourceY: 10, targetX: gap, targetY: 10 }, 75);
    expect(label).toEqual({ x: gap / 2, y: -12 });
  });

  it('puts the label beside a short steep wire, clear of both handles', () => {
    const { label } = wirePath({ sourceX: 0, sourceY: 0, targetX: 10, targetY: 120 }, 75, true);
    expect(label.x + 75 / 2).toBeLessThanOrEqual(10 - 9);
    expect(label.y).toBeGreaterThan(20);
    expect(label.y).toBeLessThan(120);
  });

  it('keeps the label left of a row of slots, however short the wire', () => {
    for (const targetY of [10, 30, 60, 100]) {
      const { label } = wirePath({ sourceX: 0, sourceY: 10, targetX: 40, targetY }, 75, true);
      expect(label.x + 75 / 2).toBeLessThanOrEqual(40 - 9);
    }
  });

  it('puts the label 50 units before the target of a long straight wire', () => {
    const { label } = wirePath({ sourceX: 0, sourceY: 0, targetX: 400, targetY: 0 });
    expect(label.x).toBeCloseTo(350, 1);
  });

  it('covers neither card where there is room between them, however steep the wire', () => {
    for (const dy of [-300, -120, -38, 0, 38, 120, 300])
      for (const gap of [80, 120, 400]) {
        const { label } = wirePath({ sourceX: 0, sourceY: 0, targetX: gap, targetY: dy }, 62, dy % 120 === 0);
        expect(label.x - 31).toBeGreaterThanOrEqual(0);
        expect(label.x + 31).toBeLessThanOrEqual(gap);
      }
  });

  it('keeps the labels of wires into neighbouring slots apart', () => {
    const into = (targetY: number) => wirePath({ sourceX: 0, sourceY: 0, targetX: 300, targetY }).label;
    const [a, b] = [into(200), into(226)];
    expect(b.y - a.y).toBeGreaterThan(20);
  });

  it('leads a backward wire half-way between the rows, and labels it there near its target', () => {
    const { label, path } = wirePath({ sourceX: 2000, sourceY: 0, targetX: 0, targetY: 400 });
    expect(label.y).toBe(200);
    expect(label.x).toBeGreaterThan(0);
    expect(label.x).toBeLessThan(80);
    expect(path.startsWith('M2000,0')).toBe(true);
    expect(path.endsWith('L0,400')).toBe(true);
  });

  it('leads a backward wire below both nodes when they stand side by side', () => {
    expect(wirePath({ sourceX: 300, sourceY: 0, targetX: 0, targetY: 20 }).label.y).toBe(100);
  });
});
