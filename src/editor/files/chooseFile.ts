// Asks for a drawing's file with the browser's own dialog.
import { openFile } from './fileActions';

/** One control for the page's life: one that nothing holds may be collected before the user has chosen. */
let input: HTMLInputElement | undefined;
let opensBeside = false;

const choose = (beside: boolean): void => {
  opensBeside = beside;
  input ??= makeInput();
  // The same file chosen again is a change too.
  input.value = '';
  input.click();
};

export const chooseFile = (): void => choose(false);
/** Opens the drawing in a pane beside the others. */
export const chooseFileBeside = (): void => choose(true);

function makeInput(): HTMLInputElement {
  const made = document.createElement('input');
  made.type = 'file';
  made.accept = '.json,application/json';
  made.hidden = true;
  made.setAttribute('aria-label', 'Drawing to open');
  made.addEventListener('change', () => {
    const file = made.files?.[0];
    if (file) void openFile(file, opensBeside);
  });
  document.body.append(made);
  return made;
}
