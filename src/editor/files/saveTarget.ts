// Where a file is saved: a handle of the File System Access API, which Save can write to again, or else a download.
// The standard types lack `showSaveFilePicker` (https://wicg.github.io/file-system-access/), hence the one cast.

interface PickedFile {
  readonly name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}
type Picker = (options: {
  suggestedName: string;
  types: readonly { description: string; accept: Record<string, readonly string[]> }[];
}) => Promise<PickedFile>;

export interface SaveHandle {
  readonly name: string;
  readonly write: (text: string) => Promise<void>;
}

const picker = (): Picker | undefined => (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** Asks where to save: `cancelled` when the user decides otherwise, `refused` when the browser shows no dialog. */
export async function pickSaveHandle(suggestedName: string): Promise<SaveHandle | 'cancelled' | 'refused'> {
  try {
    const file = await picker()?.({
      suggestedName,
      types: [{ description: 'Convas drawing', accept: { 'application/json': ['.json'] } }],
    });
    return file ? { name: file.name, write: (text) => writeTo(file, text) } : 'refused';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : 'refused';
  }
}

async function writeTo(file: PickedFile, text: string): Promise<void> {
  const stream = await file.createWritable();
  await stream.write(text);
  await stream.close();
}

export const download = (name: string, text: string): void => saveAs(name, text, 'application/json');

/** Puts a file of any kind among the downloads. */
export function saveAs(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `Mini Inception` becomes `mini-inception.convas.json`; a title without letters or digits, `drawing.convas.json`. */
export const fileNameOf = (title: string): string => `${stemOf(title)}.convas.json`;

/** What a title gives of a file's name: small letters, digits and hyphens. */
export function stemOf(title: string): string {
  const stem = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return stem || 'drawing';
}
