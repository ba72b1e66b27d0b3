// A picture as pixels, drawn by the browser from the SVG.
import type { Picture } from '../../interchange/picture/designSvg';
import { formatCount } from '../../lib/format';
import { err, ok, type Result } from '../../lib/result';

/** Pixels a side, and in all: what every browser's canvas takes (Chromium's own limits are 65,535 and 2²⁸). */
const most = { side: 16_384, all: 2 ** 27 } as const;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The pixels of a PNG at a scale, or in a sentence why there can be none and what to do. */
export function pixelsOf({ width, height }: PixelSize, scale: number): Result<PixelSize, string> {
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
  if (size.width <= most.side && size.height <= most.side && size.width * size.height <= most.all)
    return ok(size);
  const written = `${formatCount(size.width)} × ${formatCount(size.height)}`;
  const smaller = scale > 1 ? 'Choose a smaller scale, or' : 'Choose';
  return err(
    `A PNG of ${written} pixels is more than browsers can draw (${formatCount(most.side)} a side, ${formatCount(most.all)} in all). ${smaller} SVG or PDF, which have no pixels.`,
  );
}

/** Draws an SVG that carries all it needs; transparent where it has no paper. */
export async function pngOf({ svg, width, height }: Picture, scale: number): Promise<Result<Blob, string>> {
  const size = pixelsOf({ width, height }, scale);
  if (!size.ok) return size;
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = size.value.width;
    canvas.height = size.value.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob ? ok(blob) : err(notDrawn);
  } catch {
    return err(notDrawn);
  } finally {
    URL.revokeObjectURL(url);
  }
}

const notDrawn =
  'The browser could not draw that many pixels. Choose a smaller scale, or SVG or PDF, which have no pixels.';
