import { describe, expect, it } from 'vitest';
import { runColour, runDash, runMarker, type Theme } from './palette';

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
const surfaces: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#1d2026' };

describe('palette', () => {
  it('stands out from the surface by 3:1 in both themes (WCAG 2.2, 1.4.11)', () => {
    for (const theme of ['light', 'dark'] as const)
      for (let i = 0; i < 8; i += 1)
        expect(contrast(runColour(i, theme), surfaces[theme])).toBeGreaterThanOrEqual(3);
  });

  it('tells runs apart without colour: four dashes, four shapes', () => {
    expect(new Set([0, 1, 2, 3].map((i) => runDash(i).join(' '))).size).toBe(4);
    expect(new Set([0, 1, 2, 3].map(runMarker)).size).toBe(4);
    expect(new Set(Array.from({ length: 8 }, (_, i) => runColour(i, 'light'))).size).toBe(8);
  });
});
