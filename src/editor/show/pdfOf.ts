// A picture as a PDF of one page, as large as the picture: vectors, and text that can be selected, in Inter. What makes
// it, and the font, are fetched when the first PDF is asked for.
import regularUrl from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import boldUrl from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url';
import type { jsPDF } from 'jspdf';
import type { Picture } from '../../interchange/picture/designSvg';
import { base64Of } from './embeddedFont';

/** Points of a page for a pixel of the canvas, both as CSS has them: 72 and 96 to the inch. */
const pointsPerPixel = 0.75;
/** The longest side of a page (PDF 1.7, annex C.2). */
const longestSide = 14_400;

export interface PdfFile {
  readonly blob: Blob;
  /** Characters that the font lacks, each once: they are blank in the file. */
  readonly missing: readonly string[];
}

/** `subject` stands in the file as its title. A picture too large for a page is made as small as it must be. */
export async function pdfOf({ svg, width, height }: Picture, subject: string): Promise<PdfFile> {
  const [{ jsPDF }, { svg2pdf }, regular, bold] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    fetchFont(regularUrl),
    fetchFont(boldUrl),
  ]);
  const points = Math.min(pointsPerPixel, longestSide / Math.max(width, height));
  const [pageWidth, pageHeight] = [width * points, height * points];
  const pdf = new jsPDF({
    unit: 'pt',
    format: [pageWidth, pageHeight],
    orientation: pageWidth > pageHeight ? 'landscape' : 'portrait',
    compress: true,
    putOnlyUsedFonts: true,
  });
  pdf.setProperties({ title: subject, creator: 'Convas' });
  addFont(pdf, 'Inter_400Regular.ttf', regular, 400);
  addFont(pdf, 'Inter_600SemiBold.ttf', bold, 600);
  const drawing = svgElement(svg);
  // Only what stands in the page can be measured.
  const place = document.createElement('div');
  place.style.cssText = 'position:fixed;left:-100000px;top:0;visibility:hidden';
  place.append(drawing);
  document.body.append(place);
  try {
    await svg2pdf(drawing, pdf, { x: 0, y: 0, width: pageWidth, height: pageHeight });
  } finally {
    place.remove();
  }
  return { blob: pdf.output('blob'), missing: missingIn(pdf, drawing) };
}

/** By the family that pictures name first, which the page has too, so that texts are measured in it. */
function addFont(pdf: jsPDF, file: string, content: string, weight: number): void {
  pdf.addFileToVFS(file, content);
  pdf.addFont(file, 'Inter Variable', 'normal', weight);
}

async function fetchFont(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The font was answered with ${response.status}.`);
  return base64Of(await response.arrayBuffer());
}

/** Letters are set as the font has them: what a picture does to keep other fonts within their room is taken off. */
function svgElement(svg: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const element = document.importNode(parsed, true) as unknown as SVGSVGElement;
  for (const part of element.querySelectorAll('style, title')) part.remove();
  for (const text of element.querySelectorAll('[textLength]')) {
    text.removeAttribute('textLength');
    text.removeAttribute('lengthAdjust');
  }
  return element;
}

interface FontMetadata {
  readonly metadata?: { readonly characterToGlyph?: (code: number) => number };
}

function missingIn(pdf: jsPDF, drawing: SVGSVGElement): readonly string[] {
  pdf.setFont('Inter Variable', 'normal', 400);
  const { metadata } = pdf.getFont() as FontMetadata;
  const written = [...drawing.querySelectorAll('text')].map(({ textContent }) => textContent).join('');
  return [...new Set(written)].filter(
    (character) => metadata?.characterToGlyph?.(character.codePointAt(0) ?? 0) === 0,
  );
}
