// The colours of theme.css as a test reads them, and the contrast between two of them by WCAG 2.2.
import { readFileSync } from 'node:fs';

export type Scheme = 'light' | 'dark';

const sheet = readFileSync(new URL('theme.css', import.meta.url), 'utf8');

/** The custom properties of a scheme; dark takes over what it does not set. */
export function tokens(scheme: Scheme): ReadonlyMap<string, string> {
  const light = declared(':root {');
  return scheme === 'light'
    ? light
    : new Map([...light, ...declared('[data-mantine-color-scheme="dark"] {')]);
}

/** In the first rule that opens so, which is the one outside any media query. */
function declared(opening: string): Map<string, string> {
  const start = sheet.indexOf(opening);
  if (start === -1) throw new Error(`theme.css has no rule “${opening}”`);
  const body = sheet.slice(start, sheet.indexOf('\n}', start));
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance of `#rrggbb`, WCAG 2.2. */
function luminance(hex: string): number {
  const [, r = '', g = '', b = ''] = /^#(..)(..)(..)$/.exec(hex) ?? [];
  const linear = [r, g, b].map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}
