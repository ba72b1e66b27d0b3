// Files that are dropped before the part is there that opens them are kept: else the browser would leave the page for them.

const kept: File[] = [];

export const carriesFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false;

const allow = (event: DragEvent): void => {
  if (carriesFiles(event)) event.preventDefault();
};
const keep = (event: DragEvent): void => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  kept.push(...(event.dataTransfer?.files ?? []));
};

/** From the first moment of the page on. */
export function keepEarlyDrops(): void {
  window.addEventListener('dragover', allow);
  window.addEventListener('drop', keep);
}

/** What was dropped so far; from now on whoever asks listens. */
export function takeEarlyDrops(): readonly File[] {
  window.removeEventListener('dragover', allow);
  window.removeEventListener('drop', keep);
  return kept.splice(0);
}
