import { describe, expect, it } from 'vitest';
import { wirePath } from './wirePath';

describe('wirePath', () => {
  it('puts the label half-way along a short straight wire', () => {
    const { label, path } = wirePath({ sourceX: 0, sourceY: 10, targetX: 60, targetY: 10 });
    expect(label.x).toBeCloseTo(30, 5);
    expect(label.y).toBeCloseTo(10, 5);
    expect(path).toBe('M0,10 C30,10 30,10 60,10');
  });

  it('puts the label 50 units before the target of a long straight wire', () => {
    const { label } = wirePath({ sourceX: 0, sourceY: 0, targetX: 400, targetY: 0 });
    expect(label.x).toBeCloseTo(350, 1);
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
    expect(label.x).toBeLessThan(50);
    expect(path.startsWith('M2000,0')).toBe(true);
    expect(path.endsWith('L0,400')).toBe(true);
  });

  it('leads a backward wire below both nodes when they stand side by side', () => {
    expect(wirePath({ sourceX: 300, sourceY: 0, targetX: 0, targetY: 20 }).label.y).toBe(100);
  });
});
