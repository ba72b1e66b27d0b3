// The page's own font as a style sheet that a picture carries along, so that it looks the same wherever it is opened.
import url from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

let known: Promise<string> | undefined;

/**
 * An `@font-face` with Inter's Latin subset in all weights as base64: 48 kB as WOFF2, 64 kB as text. Names in other
 * scripts are written in whatever font the reader has. Fetched once; '' where it cannot be, and the picture then names
 * the font without carrying it.
 */
export function embeddedFont(): Promise<string> {
  known ??= fetchFont().catch(() => {
    known = undefined;
    return '';
  });
  return known;
}

async function fetchFont(): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The font was answered with ${response.status}.`);
  const text = base64Of(await response.arrayBuffer());
  return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${text}) format("woff2")}`;
}

/** In pieces, for a function takes only so many arguments. */
export function base64Of(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}
