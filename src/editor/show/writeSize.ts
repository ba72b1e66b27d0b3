// How large a picture is, in words.
import { formatCount } from '../../lib/format';
import type { Choice } from './choice';
import type { PixelSize } from './pngOf';

/** CSS has 96 pixels to the inch of 25.4 mm. */
const millimetres = (pixels: number): number => Math.round((pixels * 25.4) / 96);

/** `1,200 × 400 px, 318 × 106 mm`; of a PNG the pixels that it will have. */
export function writeSize({ width, height }: PixelSize, { format, scale }: Choice): string {
  const paper = `${formatCount(millimetres(width))} × ${formatCount(millimetres(height))} mm`;
  const times = format === 'png' ? scale : 1;
  const pixels = `${formatCount(Math.round(width * times))} × ${formatCount(Math.round(height * times))} px`;
  return format === 'pdf' ? `${paper}, vectors with text` : `${pixels}, ${paper}`;
}
