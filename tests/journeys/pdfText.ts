// The text of a PDF as a reader would copy it: shown glyphs led back to characters by the file's own ToUnicode tables.
// Enough for files whose fonts number their glyphs alike, as the weights of one family do; no reader of PDFs in general.
import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  readonly text: string;
  /** Points. */
  readonly page: readonly [width: number, height: number];
  readonly pages: number;
}

export function readPdf(file: Buffer): ReadPdf {
  const raw = file.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data = '']) =>
    inflated(Buffer.from(data, 'latin1')),
  );
  const characters = new Map(
    streams
      .filter((stream) => stream.includes('beginbfchar'))
      .flatMap((stream) => [...stream.matchAll(/<([0-9a-f]{4})><([0-9a-f]{4})>\n/g)])
      .map(([, glyph = '', code = '']) => [glyph, String.fromCharCode(Number.parseInt(code, 16))]),
  );
  const text = streams
    .flatMap((stream) => [...stream.matchAll(/<([0-9a-f]+)> Tj/g)])
    .map(([, glyphs = '']) =>
      (glyphs.match(/.{4}/g) ?? []).map((glyph) => characters.get(glyph) ?? '�').join(''),
    )
    .join('\n');
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(raw);
  return {
    text,
    page: [Number(box?.[1]), Number(box?.[2])],
    pages: raw.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
  };
}

function inflated(data: Buffer): string {
  try {
    return inflateSync(data).toString('latin1');
  } catch {
    // A stream that is not deflated.
    return data.toString('latin1');
  }
}
