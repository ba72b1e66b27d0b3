// An SVG text as a PNG, drawn by the browser. Apart from the texts it draws, which need none.
import { err, ok, type Result } from '../../lib/result';

/**
 * The picture at `scale` pixels per CSS pixel of its own width and height. The SVG must name both, and hold everything
 * it shows; a browser that cannot draw it says so in the error.
 */
export async function svgToPng(svg: string, scale = 2): Promise<Result<Blob, string>> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob && context ? ok(blob) : err(tooLarge(canvas));
  } catch {
    return err(
      'The picture could not be drawn: the browser does not read it as SVG. Save it as SVG instead.',
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

const tooLarge = ({ width, height }: HTMLCanvasElement): string =>
  `The picture could not be made: ${width}×${height} pixels are more than the browser draws. Save it as SVG instead.`;
