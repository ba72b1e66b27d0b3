import { describe, expect, it } from 'vitest';
import { classColour, rgbaOf } from './rgba';

describe('rgbaOf', () => {
  it('shows one channel as grey and three as colours', () => {
    const grey = { shape: [1, 2, 1] as const, bytes: Uint8Array.from([0, 200]) };
    expect([...rgbaOf(grey, false)]).toEqual([0, 0, 0, 255, 200, 200, 200, 255]);
    const colour = { shape: [1, 1, 3] as const, bytes: Uint8Array.from([1, 2, 3]) };
    expect([...rgbaOf(colour, false)]).toEqual([1, 2, 3, 255]);
  });

  it('gives each class of pixels the colour that its legend names, and none but the background the background’s', () => {
    const mask = { shape: [1, 40, 1] as const, bytes: Uint8Array.from({ length: 40 }, (_, i) => i) };
    const rgba = rgbaOf(mask, true);
    const css = Array.from({ length: 40 }, (_, i) => `rgb(${[...rgba.slice(4 * i, 4 * i + 3)].join(' ')})`);
    expect(css).toEqual(Array.from({ length: 40 }, (_, i) => classColour(i)));
    expect(css.filter((c) => c === css[0])).toHaveLength(1);
    expect(new Set(css.slice(0, 11)).size).toBe(11);
  });
});
