// Saves and copies a picture, and says what came of it.
import { notifications } from '@mantine/notifications';
import type { Picture } from '../../interchange/picture/designSvg';
import { err, ok, type Result } from '../../lib/result';
import { saveAs } from '../files/saveTarget';
import type { Choice } from './choice';
import { pngOf } from './pngOf';

/** Puts the picture among the downloads; false where it could not be made, which is said. */
export async function savePicture(
  picture: Picture,
  choice: Choice,
  stem: string,
  title: string,
): Promise<boolean> {
  const made = await contentOf(picture, choice, title);
  if (!made.ok) return said('The picture was not saved', made.error);
  const name = `${stem}.${choice.format}`;
  saveAs(name, made.value.content, types[choice.format]);
  const { note } = made.value;
  notifications.show({
    color: note ? 'yellow' : 'green',
    message: note ? `Saved ${name}. ${note}` : `Saved ${name}.`,
    autoClose: note ? 12_000 : 3000,
  });
  return true;
}

const types = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;

interface Made {
  readonly content: string | Blob;
  readonly note?: string;
}

async function contentOf(
  picture: Picture,
  { format, scale }: Choice,
  title: string,
): Promise<Result<Made, string>> {
  switch (format) {
    case 'svg':
      return ok({ content: picture.svg });
    case 'png': {
      const drawn = await pngOf(picture, scale);
      return drawn.ok ? ok({ content: drawn.value }) : drawn;
    }
    case 'pdf':
      return pdfContent(picture, title);
  }
}

async function pdfContent(picture: Picture, title: string): Promise<Result<Made, string>> {
  try {
    const { pdfOf } = await import('./pdfOf');
    const { blob, missing } = await pdfOf(picture, title);
    if (missing.length === 0) return ok({ content: blob });
    const note = `Its font has no ${missing.slice(0, 8).join(' ')}, which are left blank: SVG and PNG show them.`;
    return ok({ content: blob, note });
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    return err(`What writes PDF could not be loaded or failed (${why}). Try again, or save SVG.`);
  }
}

/** Puts the picture on the clipboard: a PNG as an image, else the SVG's text. */
export async function copyPicture(picture: Picture, { format, scale }: Choice): Promise<boolean> {
  try {
    if (format === 'png') {
      const drawn = await pngOf(picture, scale);
      if (!drawn.ok) return said('The picture was not copied', drawn.error);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn.value })]);
    } else await navigator.clipboard.writeText(picture.svg);
  } catch {
    return said(
      'The picture was not copied',
      'The browser does not let this page write to the clipboard. Allow it in the address bar, or save the picture.',
    );
  }
  notifications.show({
    color: 'green',
    message: format === 'png' ? 'Copied the picture as PNG.' : 'Copied the picture as SVG.',
    autoClose: 3000,
  });
  return true;
}

function said(title: string, message: string): false {
  notifications.show({ color: 'red', title, message });
  return false;
}
